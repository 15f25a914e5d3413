"""How a certified terminal proves itself to the chip, so that key 0017 needs no PIN.

SET PUBLIC IC KEY with a card-verifiable certificate is public knowledge. What follows it on a real
card is not: the proof below, a signature over GET CHALLENGE handed over by EXTERNAL AUTHENTICATE,
is FICTION of this project. No real card knows it and no certified terminal does it this way.
"""

from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from simulators.card.cv_certificate import BODY, MalformedCertificate, public_key_of
from simulators.card.status import BAD_DATA, CONDITIONS, SECURITY_STATUS, WRONG_LENGTH, Refused

FICTION_PREFIX: Final = b"UKETSUKE-FICTION-TERMINAL"
CHALLENGE: Final = 32  # bytes the fiction asks for
BODY_HEAD: Final = bytes.fromhex("7F218202335F4E820129")
SIGNATURE_HEAD: Final = bytes.fromhex("5F37820100")
FIRST_BLOCK: Final = len(BODY_HEAD) + BODY  # bytes
SECOND_BLOCK: Final = len(SIGNATURE_HEAD) + 256


class TerminalProof:
    """The chip's view of the terminal: first its certificate in two blocks, then its signature."""

    def __init__(self) -> None:
        self._body: bytes | None = None
        self._key: rsa.RSAPublicKey | None = None
        self._challenge: bytes | None = None

    def forget_certificate(self) -> None:
        """Start anew: nothing handed over, no key known."""
        self._body = self._key = None

    def first_block(self, data: bytes) -> None:
        """Take the certificate's body (P1 06, chained), of FIRST_BLOCK bytes; raises Refused."""
        self.forget_certificate()
        if not data.startswith(BODY_HEAD):
            raise Refused(BAD_DATA)
        self._body = data[len(BODY_HEAD) :]

    def second_block(self, data: bytes, authority: rsa.RSAPublicKey) -> None:
        """Take the signature over the body, of SECOND_BLOCK bytes, and keep the key it vouches for.

        Raises Refused.
        """
        body, self._body = self._body, None
        if body is None:
            raise Refused(CONDITIONS)
        if data[: len(SIGNATURE_HEAD)] != SIGNATURE_HEAD:
            raise Refused(BAD_DATA)
        if not _signed(authority, data[len(SIGNATURE_HEAD) :], body):
            raise Refused(SECURITY_STATUS)
        try:
            self._key = public_key_of(body)
        except MalformedCertificate as error:
            raise Refused(BAD_DATA) from error

    def remember_challenge(self, challenge: bytes) -> None:
        """Keep the newest challenge for one proof, when it is long enough for one."""
        self._challenge = challenge if len(challenge) == CHALLENGE else None

    def prove(self, signature: bytes) -> None:
        """FICTION: judge the terminal's signature over the challenge; raises Refused."""
        challenge, self._challenge = self._challenge, None
        if len(signature) != 256:
            raise Refused(WRONG_LENGTH)
        if self._key is None or challenge is None:
            raise Refused(CONDITIONS)
        if not _signed(self._key, signature, FICTION_PREFIX + challenge):
            raise Refused(SECURITY_STATUS)


def certificate_blocks(certificate: bytes) -> tuple[bytes, bytes]:
    """Cut a certificate of 568 bytes into the data of the two blocks SET PUBLIC IC KEY takes."""
    return certificate[:FIRST_BLOCK], certificate[FIRST_BLOCK:]


def _signed(key: rsa.RSAPublicKey, signature: bytes, message: bytes) -> bool:
    try:
        key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True
