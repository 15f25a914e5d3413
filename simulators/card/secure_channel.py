"""The session key of secure messaging and what is done with it: AES-128-CBC, ISO 7816-4 padding."""

from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK: Final = 16  # bytes


class BadCryptogram(Exception):
    """Decryption leaves no padding: not made with this key and counter."""


class SecureChannel:
    """One session key with its counter of commands; IV = AES(key, counter as 16 bytes)."""

    def __init__(self) -> None:
        self._key: bytes | None = None
        self._count = 0

    @property
    def open(self) -> bool:
        return self._key is not None

    def begin(self, key: bytes) -> None:
        """Take a session key of 16 bytes; the counter starts anew."""
        self._key, self._count = key, 0

    def end(self) -> None:
        """Forget the session key."""
        self._key = None

    def next_command(self) -> None:
        """Count one secured command, whatever becomes of it."""
        self._count += 1

    def decrypt(self, data: bytes) -> bytes:
        """Return the plain text; raises BadCryptogram."""
        if not data or len(data) % BLOCK:
            raise BadCryptogram
        decryptor = self._cipher().decryptor()
        plain = decryptor.update(data) + decryptor.finalize()
        body, mark, filler = plain.rpartition(b"\x80")
        if not mark or filler.strip(b"\x00") or len(filler) >= BLOCK:
            raise BadCryptogram
        return body

    def encrypt(self, plain: bytes) -> bytes:
        """Return the cryptogram of a text."""
        padded = plain + b"\x80" + bytes(-(len(plain) + 1) % BLOCK)
        encryptor = self._cipher().encryptor()
        return encryptor.update(padded) + encryptor.finalize()

    def _cipher(self) -> Cipher[modes.CBC]:
        if self._key is None:
            raise BadCryptogram
        block = Cipher(algorithms.AES(self._key), modes.ECB()).encryptor()  # noqa: S305 - one block: the IV
        vector = block.update(self._count.to_bytes(BLOCK)) + block.finalize()
        return Cipher(algorithms.AES(self._key), modes.CBC(vector))
