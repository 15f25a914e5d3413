"""券面事項確認AP: what is printed on the card, with the portrait, signed by the issuer."""

import hashlib
from typing import Final

from simulators.card.authority import CvIssuer
from simulators.card.cv_certificate import card_public_key, key_id
from simulators.card.face_of_card import (
    INDIVIDUAL_NUMBER_SIZE,
    NAME_SIZE,
    SECURITY_CODE_SIZE,
    address_image,
    text_image,
)
from simulators.card.files import Ap, SigningKeyEf, TransparentEf, UnknownEf
from simulators.card.keys import KeyFolder
from simulators.card.photo import Photo
from simulators.card.pin_rules import printed_number
from simulators.card.signed_objects import signed, with_offsets
from simulators.card.signing import DIGEST_INFO_CARD_FACE, sign_verbatim
from simulators.card.tlv import tlv
from simulators.personas.cast import Persona

AID: Final = bytes.fromhex("D3921000310001010402")
BIRTH_DATE, CHECK_NUMBER_B, CHECK_NUMBER_A, OWN_KEY = 0x0011, 0x0012, 0x0013, 0x001A
NAMED_KEY: Final = key_id("6900024")  # DF32; on real cards x000024, whatever the certificate says
UNKNOWN: Final = (0x0014, 0x0015, 0x001C, 0x001E)


def visual_ap(persona: Persona, issuer: CvIssuer, keys: KeyFolder, photo: Photo) -> Ap:
    """Make the AP of one card; `keys` are the card's own."""
    key = keys.key("visual")
    public = card_public_key(key.public_key())
    either = frozenset({CHECK_NUMBER_A, CHECK_NUMBER_B})
    born = f"{persona.birth_date:%Y%m%d}".encode("ascii")
    image = text_image(persona.individual_number, INDIVIDUAL_NUMBER_SIZE)
    return Ap(
        AID,
        {
            0x0001: TransparentEf(
                signed(0xFF10, tlv(0xDF11, born) + tlv(0xDF12, public), 0xDF13, issuer.key),
                frozenset({BIRTH_DATE}),
            ),
            0x0002: TransparentEf(card_face(persona, issuer, public, photo), either),
            0x0003: TransparentEf(basic_info(persona, issuer)),
            0x0004: TransparentEf(issuer.certificate),
            0x0005: TransparentEf(
                signed(0xFF40, tlv(0xDF41, image) + tlv(0xDF42, public), 0xDF43, issuer.key),
                frozenset({CHECK_NUMBER_A}),
            ),
            0x0006: TransparentEf(b"\xff" * 16, either),
            BIRTH_DATE: printed_number("visual_birth", persona.birth_digits),
            CHECK_NUMBER_B: printed_number("visual_b", persona.check_number_b),
            CHECK_NUMBER_A: printed_number("visual_a", persona.individual_number),
            OWN_KEY: SigningKeyEf(key),
            **{identifier: UnknownEf() for identifier in UNKNOWN},
        },
        default_key=OWN_KEY,
    )


def card_face(persona: Persona, issuer: CvIssuer, public: bytes, photo: Photo) -> bytes:
    """Return EF 0002; an absent DF27 has the place 0 in the table."""
    born = tlv(0xDF22, f"{persona.birth_date:%Y%m%d}".encode("ascii"))
    sex = tlv(0xDF23, persona.sex.encode("ascii"))
    key = tlv(0xDF24, public)
    name = tlv(0xDF25, text_image(printed_name(persona), NAME_SIZE))
    address = tlv(0xDF26, address_image(persona.address))
    digests = b"".join(
        hashlib.sha256(part).digest() for part in (born + sex + key, name + address, photo.signed)
    )
    signature = sign_verbatim(issuer.key, DIGEST_INFO_CARD_FACE + digests)
    expiry = tlv(0xDF29, f"{persona.expires_on:%Y%m%d}".encode("ascii"))
    code = tlv(0xDF2A, text_image(persona.security_code, SECURITY_CODE_SIZE))
    return with_offsets(
        0xFF20,
        0xDF21,
        [born, sex, key, name, address, photo.shown, tlv(0xDF28, signature), expiry, code],
    )


def printed_name(persona: Persona) -> str:
    """Return the name as the front shows it, with the 通称 where there is one."""
    return f"{persona.name}（{persona.alias}）" if persona.alias else persona.name


def basic_info(persona: Persona, issuer: CvIssuer) -> bytes:
    """Return EF 0003: versions (03: extended lengths), a key of unknown use, municipality."""
    return tlv(
        0xFF30,
        tlv(0xDF31, bytes.fromhex("06030E01"))
        + tlv(0xDF32, NAMED_KEY)
        + tlv(0xDF33, b"\x01")
        + tlv(0xDF34, persona.municipality_code.encode("ascii"))
        + tlv(0xDF35, issuer.root_id + bytes(256)),
    )
