"""券面事項入力補助AP: what is printed on the card as text, for forms."""

import hashlib
from typing import Final

from simulators.card.authority import CvIssuer
from simulators.card.cv_certificate import card_public_key, key_id
from simulators.card.files import Ap, Ef, SigningKeyEf, TransparentEf
from simulators.card.keys import KeyFolder
from simulators.card.options import DEFAULT, Guesses
from simulators.card.pin_rules import FOUR_DIGITS, blocked_key, own_pin, printed_number
from simulators.card.signed_objects import signed, with_offsets
from simulators.card.tlv import tlv
from simulators.personas.cast import Persona

AID: Final = bytes.fromhex("D3921000310001010408")
PIN, BLOCKED, OWN_KEY, CHECK_NUMBER_A, CHECK_NUMBER_B = 0x0011, 0x0012, 0x0013, 0x0014, 0x0015
NAMED_KEY: Final = key_id("6900034")  # DF42; on real cards x000034, whatever the certificate says
BASIC_INFO_FILE: Final = 256  # bytes, filled with FF


def text_ap(persona: Persona, issuer: CvIssuer, keys: KeyFolder, guesses: Guesses = DEFAULT) -> Ap:
    """Make the AP of one card."""
    key, session_key = keys.key("text"), keys.key("session")
    number = individual_number(persona)
    attributes = bytes(2 * guesses.attributes_after_two_bytes) + four_attributes(persona)
    every = frozenset({PIN, CHECK_NUMBER_A, CHECK_NUMBER_B})
    public = tlv(0xDF51, card_public_key(key.public_key()))
    efs: dict[int, Ef] = {
        0x0001: TransparentEf(number, frozenset({PIN, CHECK_NUMBER_A})),
        0x0002: TransparentEf(attributes, frozenset({PIN, CHECK_NUMBER_B})),
        0x0003: TransparentEf(digests(number, attributes, issuer), every),
        0x0004: TransparentEf(issuer.certificate),
        0x0005: TransparentEf(basic_info()),
        0x0006: TransparentEf(tlv(0xA1, card_public_key(session_key.public_key())), every),
        0x0007: TransparentEf(signed(0xFF50, public, 0xDF52, issuer.key), every),
        0x0008: TransparentEf(b"\xff" * 16, every),
        PIN: own_pin(persona, "text", persona.pins.text, FOUR_DIGITS),
        BLOCKED: blocked_key(),
        OWN_KEY: SigningKeyEf(key),
        CHECK_NUMBER_A: printed_number("text_a", persona.individual_number),
        CHECK_NUMBER_B: printed_number("text_b", persona.check_number_b),
    }
    return Ap(
        AID,
        efs,
        default_key=OWN_KEY,
        session_key=session_key,
        session_right=frozenset({PIN}),
    )


def individual_number(persona: Persona) -> bytes:
    """Return EF 0001: the 個人番号 and two bytes of filler, 17 bytes."""
    return tlv(0xFF10, persona.individual_number.encode("ascii")) + b"\xff\xff"


def four_attributes(persona: Persona) -> bytes:
    """Return EF 0002: 基本4情報 with the place of each."""
    return with_offsets(
        0xFF20,
        0xDF21,
        [
            tlv(0xDF22, persona.name.encode("utf-8")),
            tlv(0xDF23, persona.address.encode("utf-8")),
            tlv(0xDF24, f"{persona.birth_date:%Y%m%d}".encode("ascii")),
            tlv(0xDF25, persona.sex.encode("ascii")),
        ],
    )


def digests(number: bytes, attributes: bytes, issuer: CvIssuer) -> bytes:
    """Return EF 0003: digests of the two files above, signed.

    Of EF 0001 the whole file counts with its filler, of EF 0002 what follows the table of places.
    """
    table = attributes.index(b"\xdf\x21")
    after_table = attributes[table + 3 + attributes[table + 2] :]
    objects = tlv(0xDF31, hashlib.sha256(number).digest())
    objects += tlv(0xDF32, hashlib.sha256(after_table).digest())
    return signed(0xFF30, objects, 0xDF33, issuer.key)


def basic_info() -> bytes:
    """Return EF 0005: versions (03: extended lengths) and a key of unknown use."""
    content = tlv(
        0xFF40,
        tlv(0xDF41, bytes.fromhex("01030E01"))
        + tlv(0xDF42, NAMED_KEY)
        + tlv(0xDF43, bytes(32) + b"\xff" * 96),
    )
    return content.ljust(BASIC_INFO_FILE, b"\xff")
