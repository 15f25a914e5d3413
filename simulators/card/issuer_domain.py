"""What the card tells with no AP selected: GlobalPlatform's issuer domain and its data objects."""

from typing import Final

from simulators.card.authority import CvIssuer
from simulators.card.cv_certificate import contents
from simulators.card.files import Ap, UnknownEf
from simulators.card.options import DEFAULT, Guesses
from simulators.card.tlv import tlv
from simulators.personas.cast import Persona

AID: Final = bytes.fromhex("A0000001510000")
UNKNOWN: Final = 0x001E  # an EF below the master file
GLOBAL_PLATFORM: Final = "2A864886FC6B"  # 1.2.840.114283


def issuer_domain(
    persona: Persona, upper: CvIssuer, lower: CvIssuer, guesses: Guesses = DEFAULT
) -> Ap:
    """Make the domain; `upper` is the CV root with its intermediate, `lower` the next key."""
    objects = {
        0x0042: upper.key_id,
        0x0045: f"{persona.certificate_serial:016d}".encode("ascii"),
        0x0066: recognition_data(),
        0x00F0: persona.municipality_code.encode("ascii"),
        0x00F2: f"{persona.expires_on:%Y%m%d}".encode("ascii"),
        0x00F7: upper.key_id,
        0x00F8: contents(upper.certificate),
        0x5F51: bytes.fromhex("E000FF8131FE4514"),  # the contact ATR without its first byte
    }
    if guesses.lower_cv_certificate:
        objects[0x7F21] = contents(lower.certificate)
    return Ap(AID, {UNKNOWN: UnknownEf()}, data_objects=objects)


def recognition_data() -> bytes:
    """Return GlobalPlatform's card recognition data: which rules the card management follows."""

    def identifier(suffix: str) -> bytes:
        return tlv(0x06, bytes.fromhex(GLOBAL_PLATFORM + suffix))

    return tlv(
        0x73,
        identifier("01")
        + tlv(0x60, identifier("020202"))  # GlobalPlatform 2.2
        + tlv(0x63, identifier("03"))
        + tlv(0x64, identifier("040215")),  # secure channel protocol 02
    )
