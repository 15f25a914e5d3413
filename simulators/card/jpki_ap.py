"""公的個人認証AP: certificates and keys for authentication and for signing."""

from typing import Final

from cryptography.hazmat.primitives.serialization import Encoding

from simulators.card.authority import Authority
from simulators.card.certificates import auth_certificate, sign_certificate
from simulators.card.files import Ap, Ef, PinEf, SigningKeyEf, TerminalCaEf, TransparentEf
from simulators.card.keys import KeyFolder
from simulators.personas.cast import FULL_TRIES, Persona

AID: Final = bytes.fromhex("D392F000260100000001")
SIGN_CERTIFICATE, SIGN_CA, TOKEN_INFO, AVAILABILITY = 0x0001, 0x0002, 0x0006, 0x0008
AUTH_CERTIFICATE, AUTH_CA, TERMINAL_CA = 0x000A, 0x000B, 0x0016
AUTH_KEY, AUTH_PIN, SIGN_KEY, SIGN_PIN = 0x0017, 0x0018, 0x001A, 0x001B
LABEL: Final = "JPKIAPICCTOKEN2"  # the plastic My Number card
CERTIFICATE_FILE: Final = 2_048  # bytes, the rest filled with FF


def jpki_ap(persona: Persona, authority: Authority, keys: KeyFolder) -> Ap:
    """Make the AP of one card; `keys` are the card's own."""
    auth_key = keys.key("auth")
    certificate = auth_certificate(persona, auth_key.public_key(), authority.auth)
    efs: dict[int, Ef] = {
        SIGN_CA: _certificate_file(authority.sign.certificate.public_bytes(Encoding.DER)),
        TOKEN_INFO: TransparentEf(token_info(persona)),
        AVAILABILITY: TransparentEf(b"\x00\x8f\x00"),
        AUTH_CERTIFICATE: _certificate_file(certificate.public_bytes(Encoding.DER)),
        AUTH_CA: _certificate_file(authority.auth_ca_der),
        TERMINAL_CA: TerminalCaEf(authority.terminal.root.public_key()),
        # TERMINAL_CA as a right is the fiction of simulators.card.terminal.
        AUTH_KEY: SigningKeyEf(auth_key, frozenset({AUTH_PIN, TERMINAL_CA})),
        AUTH_PIN: PinEf("auth", _secret(persona.pins.auth), FULL_TRIES["auth"]),
        SIGN_PIN: PinEf("signing", _secret(persona.pins.signing), FULL_TRIES["signing"]),
    }
    if persona.signing_serial is not None:
        efs |= _signing_files(persona, authority, keys)
    return Ap(AID, efs)


def _signing_files(persona: Persona, authority: Authority, keys: KeyFolder) -> dict[int, Ef]:
    key = keys.key("sign")
    certificate = sign_certificate(persona, key.public_key(), authority.sign)
    if certificate is None:
        return {}
    content = _certificate_file(certificate.public_bytes(Encoding.DER)).content
    return {
        SIGN_CERTIFICATE: TransparentEf(content, frozenset({SIGN_PIN})),
        SIGN_KEY: SigningKeyEf(key, frozenset({SIGN_PIN})),
        AVAILABILITY: TransparentEf(b"\x8f\x8f\x00"),
    }


def token_info(persona: Persona) -> bytes:
    """Return the token information: 160 bytes laid out as PKCS#11's CK_TOKEN_INFO."""
    flags = 0x40D  # random numbers, login required, user PIN set, token set
    numbers = (flags, 1, 0, 1, 0, 16, 6, *[0xFFFF_FFFF] * 4)
    return (
        LABEL.ljust(32).encode("ascii")
        + b"00000000000000000000000000000001"
        + b"E16R01NJ".ljust(16)
        + f"{persona.certificate_serial:016d}".encode("ascii")
        + b"".join(number.to_bytes(4) for number in numbers)
        + b"0301"
        + b"9" * 16
    )


def _certificate_file(der: bytes) -> TransparentEf:
    return TransparentEf(der.ljust(CERTIFICATE_FILE, b"\xff"))


def _secret(pin: str | None) -> bytes | None:
    return None if pin is None else pin.encode("ascii")
