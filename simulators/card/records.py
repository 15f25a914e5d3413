"""Contents of the record files: simple-TLV, a number for a tag and one byte of length."""

from simulators.card.options import Guesses
from simulators.personas.cast import Persona


def card_number(persona: Persona) -> bytes:
    """Return 30 bytes: 01 1C, number of the card (15 digits), municipality (5), expiry (8)."""
    number = f"{persona.certificate_serial:015d}"
    digits = f"{number}{persona.municipality_code}{persona.expires_on:%Y%m%d}"
    return _simple(1, digits.encode("ascii"))


def key_reference(key_id: bytes, guesses: Guesses) -> bytes:
    """Return the record that names a key by its 16 bytes."""
    return _simple(1, key_id) if guesses.key_records_are_tlv else key_id


def _simple(number: int, value: bytes) -> bytes:
    return bytes([number, len(value)]) + value
