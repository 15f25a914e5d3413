"""住基AP: the key to the resident register, of which little is known."""

from typing import Final

from simulators.card.authority import CvIssuer
from simulators.card.files import NEVER, Ap, RecordEf
from simulators.card.options import DEFAULT, Guesses
from simulators.card.pin_rules import FOUR_DIGITS_OF_CARD, own_pin
from simulators.card.records import key_reference
from simulators.personas.cast import Persona

AID: Final = bytes.fromhex("D3921000310001010401")
KEY_REFERENCE, PIN = 0x0002, 0x001C


def juki_ap(persona: Persona, issuer: CvIssuer, guesses: Guesses = DEFAULT) -> Ap:
    """Make the AP of one card; its holder chose the same four digits as for authentication."""
    return Ap(
        AID,
        {
            KEY_REFERENCE: RecordEf((key_reference(issuer.key_id, guesses),)),
            PIN: own_pin(persona, "juki", persona.pins.auth, FOUR_DIGITS_OF_CARD),
        },
        session_right=NEVER,
    )
