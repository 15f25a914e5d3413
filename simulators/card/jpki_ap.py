"""公的個人認証AP: certificates and keys to authenticate and to sign, on each kind of token."""

from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.serialization import Encoding

from simulators.card.authority import Authority
from simulators.card.certificates import auth_certificate, sign_certificate
from simulators.card.files import (
    FREE,
    NEVER,
    Ap,
    Ef,
    Right,
    SigningKeyEf,
    TerminalCaEf,
    TransparentEf,
    UnknownEf,
)
from simulators.card.keys import KeyFolder
from simulators.card.options import DEFAULT, Guesses
from simulators.card.pin_rules import FOUR_DIGITS, PASSWORD, own_pin
from simulators.personas.cast import CardKind, Persona

AID: Final = bytes.fromhex("D392F000260100000001")
SIGN_CERTIFICATE, SIGN_CA, TOKEN_INFO, AVAILABILITY = 0x0001, 0x0002, 0x0006, 0x0008
AUTH_CERTIFICATE, AUTH_CA, TERMINAL_CA = 0x000A, 0x000B, 0x0016
AUTH_KEY, AUTH_PIN, SIGN_KEY, SIGN_PIN = 0x0017, 0x0018, 0x001A, 0x001B
SEALED: Final = 0x0009  # protected, opened by nothing that is known
UNKNOWN: Final = (0x0005, 0x0010, 0x0019, 0x001C, 0x001E)
CERTIFICATE_FILE: Final = 2_048  # bytes, the rest filled with FF


@dataclass(frozen=True, slots=True)
class Token:
    """What tells one kind of JPKI token from another."""

    label: str
    certificate_opened_by: frozenset[Right]
    auth_key_opened_by: frozenset[Right]


# TERMINAL_CA as a right is the fiction of simulators.card.terminal.
PLASTIC: Final = Token("JPKIAPICCTOKEN2", FREE, frozenset({AUTH_PIN, TERMINAL_CA}))
JUKI: Final = Token("JPKIAPICCTOKEN", FREE, frozenset({AUTH_PIN}))
ANDROID: Final = Token("JPKIAPGPSETOKEN", frozenset({AUTH_PIN}), frozenset({AUTH_PIN}))
IPHONE_UNLOCKED: Final = Token("JPKIAPIOSTOKEN", FREE, FREE)
IPHONE_LOCKED: Final = Token("JPKIAPIOSTOKEN", FREE, frozenset({AUTH_PIN}))


def token_of(kind: CardKind, *, phone_unlocked: bool) -> Token:
    """Return the token of a kind of card; an iPhone's holder has proven themselves, or not."""
    match kind:
        case "android":
            return ANDROID
        case "iphone":
            return IPHONE_UNLOCKED if phone_unlocked else IPHONE_LOCKED
        case "juki":
            return JUKI
        case "my_number" | "other":
            return PLASTIC


def jpki_ap(
    persona: Persona,
    authority: Authority,
    keys: KeyFolder,
    token: Token = PLASTIC,
    guesses: Guesses = DEFAULT,
) -> Ap:
    """Make the AP of one card; `keys` are the card's own."""
    efs: dict[int, Ef] = {
        SIGN_CA: _certificate_file(authority.sign.certificate.public_bytes(Encoding.DER)),
        TOKEN_INFO: TransparentEf(token_info(persona, token.label)),
        SEALED: TransparentEf(b"\xff" * 16, NEVER),
        AUTH_CA: _certificate_file(authority.auth_ca_der),
        **{identifier: UnknownEf() for identifier in UNKNOWN},
    }
    if token is PLASTIC:
        efs[TERMINAL_CA] = TerminalCaEf(authority.terminal.root.public_key())
    authenticates = token is not JUKI or guesses.juki_card_authenticates
    if authenticates:
        efs |= _authentication_files(persona, authority, keys, token)
    signing = _signing_files(persona, authority, keys)
    if not signing and guesses.no_sign_certificate == "empty":
        efs[SIGN_CERTIFICATE] = TransparentEf(b"", frozenset({SIGN_PIN}))
    present = (bool(signing), authenticates)
    efs[AVAILABILITY] = TransparentEf(bytes(0x8F if there else 0 for there in present) + b"\x00")
    efs[SIGN_PIN] = own_pin(persona, "signing", persona.pins.signing, PASSWORD)
    return Ap(AID, efs | signing, session_right=NEVER)


def _authentication_files(
    persona: Persona, authority: Authority, keys: KeyFolder, token: Token
) -> dict[int, Ef]:
    key = keys.key("auth")
    certificate = auth_certificate(persona, key.public_key(), authority.auth)
    der = certificate.public_bytes(Encoding.DER)
    return {
        AUTH_CERTIFICATE: _certificate_file(der, token.certificate_opened_by),
        AUTH_KEY: SigningKeyEf(key, token.auth_key_opened_by),
        AUTH_PIN: own_pin(persona, "auth", persona.pins.auth, FOUR_DIGITS),
    }


def _signing_files(persona: Persona, authority: Authority, keys: KeyFolder) -> dict[int, Ef]:
    """Return certificate and key, or nothing where none was issued (no child has one)."""
    if persona.signing_serial is None or persona.face_only:
        return {}
    key = keys.key("sign")
    certificate = sign_certificate(persona, key.public_key(), authority.sign)
    if certificate is None:
        return {}
    opened_by = frozenset({SIGN_PIN})
    return {
        SIGN_CERTIFICATE: _certificate_file(certificate.public_bytes(Encoding.DER), opened_by),
        SIGN_KEY: SigningKeyEf(key, opened_by),
    }


def token_info(persona: Persona, label: str = PLASTIC.label) -> bytes:
    """Return the token information: 160 bytes laid out as PKCS#11's CK_TOKEN_INFO."""
    flags = 0x40D  # random numbers, login required, user PIN set, token set
    numbers = (flags, 1, 0, 1, 0, 16, 6, *[0xFFFF_FFFF] * 4)
    return (
        label.ljust(32).encode("ascii")
        + b"00000000000000000000000000000001"
        + b"E16R01NJ".ljust(16)
        + f"{persona.certificate_serial:016d}".encode("ascii")
        + b"".join(number.to_bytes(4) for number in numbers)
        + b"0301"
        + b"9" * 16
    )


def _certificate_file(der: bytes, opened_by: frozenset[Right] = FREE) -> TransparentEf:
    return TransparentEf(der.ljust(CERTIFICATE_FILE, b"\xff"), opened_by)
