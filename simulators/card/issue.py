"""Issues the simulated cards: a persona's data, keys and counters become a chip.

A state folder holds `authority/` and for each persona `cards/NAME/` with the card's keys, its
finished portrait and `tries.json`, the PIN counters.
"""

from pathlib import Path
from typing import Final

from simulators.card.authority import Authority, ensure_authority
from simulators.card.chip import CONTACTLESS, Chip
from simulators.card.files import Ap
from simulators.card.jpki_ap import jpki_ap
from simulators.card.keys import KeyFolder, locked
from simulators.card.pins import TriesLeft
from simulators.card.text_ap import text_ap
from simulators.card.visual_ap import visual_ap
from simulators.guard import require_simulation_allowed
from simulators.personas.cast import Persona

ISSUER_DOMAIN_AID: Final = bytes.fromhex("A0000001510000")
TRIES: Final = "tries.json"


def authority_of(state: Path) -> Authority:
    """Return the authority of a state folder, made on first use; raises SimulatorRefused."""
    return ensure_authority(state / "authority")


def issue_card(persona: Persona, state: Path, *, atr: bytes = CONTACTLESS) -> Chip:
    """Return the persona's card as it was last left in the state folder.

    First use makes its keys and draws its portrait (seconds); later it is a matter of milliseconds.
    Raises OSError, SimulatorRefused.
    """
    authority = authority_of(state)
    folder = state / "cards" / persona.key
    with locked(folder):
        tries = TriesLeft(persona.tries_left, folder / TRIES)
        if persona.card_kind == "other":
            return Chip((), tries, atr=atr)
        keys = KeyFolder(folder)
        aps = (
            jpki_ap(persona, authority, keys),
            visual_ap(persona, authority.visual, keys, folder),
            text_ap(persona, authority.text, keys),
        )
    return Chip(aps, tries, home=issuer_domain(persona), atr=atr)


def issuer_domain(persona: Persona) -> Ap:
    """Make the GlobalPlatform domain that is current after power-up."""
    return Ap(
        ISSUER_DOMAIN_AID,
        data_objects={
            0x0045: f"{persona.certificate_serial:016d}".encode("ascii"),
            0x00F0: persona.municipality_code.encode("ascii"),
            0x00F2: f"{persona.expires_on:%Y%m%d}".encode("ascii"),
            0x5F51: bytes.fromhex("E000FF8131FE4514"),
        },
    )


def reset_tries(persona: Persona, state: Path) -> None:
    """Give the card its first counters back, as the municipal office does; raises OSError."""
    require_simulation_allowed()
    (state / "cards" / persona.key / TRIES).unlink(missing_ok=True)
