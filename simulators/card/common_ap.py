"""共通カードAP: the card's number, municipality and expiry, and a key that proves it is a card."""

from typing import Final

from simulators.card.authority import CvIssuer
from simulators.card.files import Ap, InternalKeyEf, RecordEf, UnknownEf
from simulators.card.keys import KeyFolder
from simulators.card.options import DEFAULT, Guesses
from simulators.card.pin_rules import FOUR_DIGITS_OF_CARD, own_pin
from simulators.card.records import card_number, key_reference
from simulators.personas.cast import Persona

AID: Final = bytes.fromhex("D3921000310001010100")
CARD_NUMBER, KEY_REFERENCE, OWN_KEY, PIN = 0x0001, 0x0002, 0x0019, 0x001C
UNKNOWN: Final = 0x001E


def common_ap(
    persona: Persona, issuer: CvIssuer, keys: KeyFolder, guesses: Guesses = DEFAULT
) -> Ap:
    """Make the AP of one card; its holder chose the same four digits as for authentication."""
    return Ap(
        AID,
        {
            CARD_NUMBER: RecordEf((card_number(persona),)),
            KEY_REFERENCE: RecordEf((key_reference(issuer.key_id, guesses),)),
            OWN_KEY: InternalKeyEf(keys.key("common")),
            PIN: own_pin(persona, "common", persona.pins.auth, FOUR_DIGITS_OF_CARD),
            UNKNOWN: UnknownEf(),
        },
    )
