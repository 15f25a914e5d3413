"""Proving a certified terminal to the card, so that it signs without a PIN (特定機関認証).

`Terminal` is the seam for a certified reader's maker. What is public of the way is its first step,
SET PUBLIC IC KEY (card.md §7.2); the rest is known to certified makers alone. `FictionalTerminal`
therefore ends with an invention of this project, which the simulated card understands and no real
card does.
"""

from pathlib import Path
from typing import Final, Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from drivers.mynacard import files
from drivers.mynacard.commands import find_ef
from drivers.pcsc.apdu import EXTENDED_LE_MAX, Command, Ins
from drivers.pcsc.exchange import Exchange

CERTIFICATE_LENGTH: Final = 568  # card-verifiable certificate: 7F21 of 307 bytes, 5F37 of 261
FIRST_BLOCK: Final = 307
MORE_BLOCKS, LAST_BLOCK = 0x06, 0x00  # P1
TERMINAL_CERTIFICATE: Final = 0xC1  # P2
FICTIONAL_PREFIX: Final = b"UKETSUKE-FICTION-TERMINAL"
FICTIONAL_CHALLENGE_LENGTH: Final = 32


class Terminal(Protocol):
    """A terminal that the card can come to trust."""

    def prove(self, exchange: Exchange) -> bool:
        """Prove itself to the card, whose JPKI AP is selected; say whether the card believed it.

        Raises `CardGone` or `DeviceFault`. Changes the current EF.
        """
        ...


class TerminalUnusable(Exception):
    """Certificate or key of the terminal are not what they should be; the message says which."""


class FictionalTerminal:
    """FICTION of this project after its first step: for the simulated card alone.

    `certificate` is a card-verifiable certificate of 568 bytes, `private_key` RSA-2048.
    """

    def __init__(self, certificate: bytes, private_key: rsa.RSAPrivateKey) -> None:
        if len(certificate) != CERTIFICATE_LENGTH:
            raise TerminalUnusable(f"a terminal certificate has {CERTIFICATE_LENGTH} bytes")
        if private_key.key_size != 2048:
            raise TerminalUnusable("a terminal's key is RSA with 2048 bits")
        self._certificate = certificate
        self._private_key = private_key

    def prove(self, exchange: Exchange) -> bool:
        """Hand over the certificate, then sign the card's challenge."""
        return self._set_public_ic_key(exchange) and self._fictional_proof(exchange)

    def _set_public_ic_key(self, exchange: Exchange) -> bool:
        """Let the card check the certificate with the key of EF 0016: two chained blocks."""
        if not find_ef(exchange, files.TERMINAL_CA_KEY):
            return False
        first, last = self._certificate[:FIRST_BLOCK], self._certificate[FIRST_BLOCK:]
        blocks = ((MORE_BLOCKS, first), (LAST_BLOCK, last))
        return all(exchange.send(_key_block(p1, block)).status.is_ok for p1, block in blocks)

    def _fictional_proof(self, exchange: Exchange) -> bool:
        """FICTION: a signature over GET CHALLENGE, handed over by EXTERNAL AUTHENTICATE."""
        challenge = exchange.send(Command(Ins.GET_CHALLENGE, expected=FICTIONAL_CHALLENGE_LENGTH))
        if not challenge.status.is_ok or len(challenge.data) != FICTIONAL_CHALLENGE_LENGTH:
            return False
        signature = self._private_key.sign(
            FICTIONAL_PREFIX + challenge.data, padding.PKCS1v15(), hashes.SHA256()
        )
        return exchange.send(Command(Ins.EXTERNAL_AUTHENTICATE, data=signature)).status.is_ok


def terminal_from_files(certificate_path: Path, key_path: Path) -> FictionalTerminal:
    """Load the terminal's certificate (568 bytes) and its key (PEM, no passphrase).

    Raises `TerminalUnusable`, `OSError`.
    """
    try:
        key = load_pem_private_key(key_path.read_bytes(), password=None)
    except (ValueError, TypeError):
        # Nothing of the key's file may reach the message.
        raise TerminalUnusable("the terminal's key does not load") from None
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TerminalUnusable("a terminal's key is RSA with 2048 bits")
    return FictionalTerminal(certificate_path.read_bytes(), key)


def _key_block(p1: int, block: bytes) -> Command:
    return Command(
        Ins.SET_PUBLIC_IC_KEY,
        p1,
        TERMINAL_CERTIFICATE,
        data=block,
        expected=EXTENDED_LE_MAX,
        cla=0x80,
    )
