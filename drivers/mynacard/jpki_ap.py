"""公的個人認証AP: token label, user certificate, its PIN and its key (card.md §2.1, §3)."""

from datetime import date, timedelta, timezone
from hashlib import sha256
from typing import Final

from cryptography import x509

from drivers.mynacard import files
from drivers.mynacard.commands import (
    Key,
    compute_signature,
    open_file,
    query_key,
    read_binary,
    select_ap,
    verify,
)
from drivers.pcsc.apdu import SHORT_LE_MAX, Command, Ins, unexpected_status
from drivers.pcsc.exchange import Exchange
from drivers.pcsc.status import (
    FILE_NOT_FOUND,
    FUNCTION_NOT_SUPPORTED,
    INTERNAL_ERROR,
    NO_INFORMATION,
    SECURITY_STATUS_NOT_SATISFIED,
    UNKNOWN_CLA,
    UNKNOWN_INS,
    WRONG_LENGTH,
    WRONG_P1_P2,
    StatusWord,
)
from drivers.pcsc.tlv import read_header
from kiosk.domain.certificate import CertificateValidity
from kiosk.domain.fault import Device
from kiosk.domain.pin import MAX_TRIES, Pin
from kiosk.domain.refusal import CardRefusal
from kiosk.domain.token import TokenKind
from kiosk.ports.card import SigningRefused
from kiosk.ports.faults import CardGone, DeviceFault

# Japan keeps one offset all year, so no time zone database is needed.
JST: Final = timezone(timedelta(hours=9), "JST")
CERTIFICATE_HEADER: Final = 4  # 30 82 LH LL
DER_SEQUENCE: Final = 0x30
SIGNATURE_LENGTH: Final = 256  # RSA-2048
SHA256_DIGEST_INFO: Final = bytes.fromhex("3031300D060960864801650304020105000420")
# How cards of other kinds say that they have no such application: a bank card 6A82, others do not
# even know the command. For cards without a processor (a train pass) the reader answers, with 6300
# (PC/SC part 3).
NOT_THIS_KIND: Final = (
    NO_INFORMATION,
    FILE_NOT_FOUND,
    FUNCTION_NOT_SUPPORTED,
    WRONG_LENGTH,
    WRONG_P1_P2,
    UNKNOWN_INS,
    UNKNOWN_CLA,
)
KINDS: Final = {
    files.LABEL_CARD: TokenKind.CARD,
    files.LABEL_OLD_CARD: TokenKind.OLD_CARD,
    files.LABEL_ANDROID: TokenKind.ANDROID,
    files.LABEL_IPHONE: TokenKind.IPHONE,
}


def select(exchange: Exchange) -> bool:
    """Select the AP; False when the card has none. Anything else than yes or no is a fault.

    The first command after power-up may fail for no reason (6F00, card.md §1.1): then once more.
    """
    response = select_ap(exchange, files.JPKI_AP)
    if response.status == INTERNAL_ERROR:
        response = select_ap(exchange, files.JPKI_AP)
    if response.status in NOT_THIS_KIND:
        return False
    if not response.status.is_ok:
        raise unexpected_status(Command(Ins.SELECT, data=files.JPKI_AP), response)
    return True


def read_kind(exchange: Exchange) -> TokenKind | None:
    """Read the token label; None when it is absent or of a kind unknown."""
    label = open_file(exchange, files.TOKEN_INFO, files.LABEL_LENGTH).data
    return KINDS.get(label.rstrip(b" \0"))


def read_token_numbers(exchange: Exchange) -> bytes | None:
    """Read manufacturer, model and serial number behind the label, just read; None without them."""
    try:
        numbers = read_binary(exchange, *files.TOKEN_NUMBERS)
    except CardGone:
        raise
    except DeviceFault:
        return None  # nothing hangs on it: see `RefusedValues`
    return numbers if numbers.strip(b" 0\0\xff") else None


def read_certificate(exchange: Exchange) -> bytes | CardRefusal | None:
    """Read the user certificate: DER without the filler behind it, or NO_CERTIFICATE.

    None: it may not be read yet (6982), as on a phone before the PIN.
    """
    opened = open_file(exchange, files.AUTH_CERTIFICATE, SHORT_LE_MAX)
    if opened.status == SECURITY_STATUS_NOT_SATISFIED:
        return None
    beginning = opened.data
    if not beginning.strip(b"\xff"):  # no such file, an empty one, or one of filler alone
        return CardRefusal.NO_CERTIFICATE
    if len(beginning) < CERTIFICATE_HEADER:
        more = CERTIFICATE_HEADER - len(beginning)
        beginning += read_binary(exchange, len(beginning), more)
    header = read_header(beginning)
    if header.tag != DER_SEQUENCE or header.size != CERTIFICATE_HEADER:
        raise DeviceFault(Device.CARD, "malformed_certificate")
    rest = max(0, header.total - len(beginning))
    return beginning[: header.total] + read_binary(exchange, len(beginning), rest)


def validity(certificate: bytes) -> CertificateValidity:
    """Return the last day on which the certificate is valid, by Japan's clock."""
    return CertificateValidity(_last_day(certificate))


def _last_day(certificate: bytes) -> date:
    try:
        parsed = x509.load_der_x509_certificate(certificate)
        return parsed.not_valid_after_utc.astimezone(JST).date()
    except (ValueError, TypeError, OverflowError, x509.InvalidVersion):
        # What the parser says may quote the certificate, so it is not passed on.
        raise DeviceFault(Device.CARD, "malformed_certificate") from None


def query_pin(exchange: Exchange) -> Key | None:
    """Ask for the PIN's tries left; None for a card without a PIN (PIN 設定なし)."""
    return query_key(exchange, files.AUTH_PIN, when_verified=MAX_TRIES)


def verify_pin(exchange: Exchange, key: Key, pin: Pin) -> StatusWord:
    """Send the PIN, once. Returns 9000, 63Cx or a locked status word."""
    return verify(exchange, key, pin.reveal())


def sign(exchange: Exchange, challenge: bytes) -> bytes | SigningRefused:
    """Sign the challenge with the user key: 256 bytes, PKCS#1 v1.5 with SHA-256."""
    digest_info = SHA256_DIGEST_INFO + sha256(challenge).digest()
    response = compute_signature(exchange, files.AUTH_KEY, digest_info)
    if response.status == SECURITY_STATUS_NOT_SATISFIED:
        return SigningRefused.NOT_PERMITTED
    if not response.status.is_ok:
        raise unexpected_status(Command(Ins.PERFORM_SECURITY_OPERATION), response)
    if len(response.data) != SIGNATURE_LENGTH:
        raise DeviceFault(Device.CARD, "malformed_signature")
    return response.data
