"""Issues the simulated cards: a persona's data, keys and counters become a chip.

A state folder holds `authority/` and for each persona `cards/NAME/` with the card's keys, its
finished portrait and `pins.json`: the PIN counters, and the PINs that were changed.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from simulators.card.authority import Authority, CvIssuer, ensure_authority
from simulators.card.chip import CONTACTLESS, Chip
from simulators.card.common_ap import common_ap
from simulators.card.face_of_card import portrait_jp2
from simulators.card.files import Ap
from simulators.card.issuer_domain import issuer_domain
from simulators.card.jpki_ap import jpki_ap, token_of
from simulators.card.juki_ap import juki_ap
from simulators.card.keys import KeyFolder, locked
from simulators.card.options import DEFAULT, Guesses
from simulators.card.photo import Photo, photo_object
from simulators.card.pin_rules import first_tries
from simulators.card.pins import PinStore
from simulators.card.text_ap import text_ap
from simulators.card.visual_ap import visual_ap
from simulators.guard import require_simulation_allowed
from simulators.personas.cast import CardKind, Persona

PINS: Final = "pins.json"
ATRS: Final[Mapping[CardKind, bytes]] = MappingProxyType(
    {
        "my_number": CONTACTLESS,
        "android": CONTACTLESS,  # what a reader makes of a phone is not published
        "iphone": CONTACTLESS,
        "juki": bytes.fromhex("3B8880010000 14E0B38191005E"),
        "other": bytes.fromhex("3B8880010000 00009181C100D8"),  # a driving licence
    }
)


def authority_of(state: Path) -> Authority:
    """Return the authority of a state folder, made on first use; raises SimulatorRefused."""
    return ensure_authority(state / "authority")


def issue_card(
    persona: Persona,
    state: Path,
    *,
    atr: bytes | None = None,
    phone_unlocked: bool = True,
    forged_portrait: str | None = None,
    forged_issuer: bool = False,
    guesses: Guesses = DEFAULT,
) -> Chip:
    """Return the persona's card as it was last left in the state folder.

    `atr` None is that of the kind of card. `phone_unlocked`: an iPhone has known its holder.
    `forged_portrait` names the persona whose face was put over the signed one; `forged_issuer`: the
    card face is signed by somebody the authority never certified.

    First use makes its keys and draws its portrait (seconds), later it takes milliseconds.
    Raises OSError, ValueError (unreadable counters), SimulatorRefused.
    """
    authority = authority_of(state)
    false_face = _portrait(forged_portrait, state) if forged_portrait else None
    folder = _folder(persona.key, state)
    with locked(folder):
        keys = KeyFolder(folder)
        pins = PinStore(first_tries(persona), folder / PINS)
        aps = _token_aps(persona, authority, keys, phone_unlocked=phone_unlocked, guesses=guesses)
        if persona.card_kind == "my_number":
            issuer = _stranger(authority.visual, keys) if forged_issuer else authority.visual
            photo = Photo(_signed_photo(persona, folder, guesses), false_face)
            aps.append(visual_ap(persona, issuer, keys, photo))
            aps.append(text_ap(persona, authority.text, keys, guesses))
            aps.append(common_ap(persona, authority.card_lower, keys, guesses))
    home = _home(persona, authority, guesses)
    told = persona.card_kind == "iphone"
    atr = atr or ATRS[persona.card_kind]
    return Chip(aps, pins, home=home, atr=atr, guesses=guesses, tells_last_command=told)


def reset_tries(persona: Persona, state: Path) -> None:
    """Give the card its first counters and PINs back, as the municipal office does.

    Raises OSError, SimulatorRefused.
    """
    require_simulation_allowed()
    (_folder(persona.key, state) / PINS).unlink(missing_ok=True)


def _folder(name: str, state: Path) -> Path:
    return state / "cards" / name


def _token_aps(
    persona: Persona,
    authority: Authority,
    keys: KeyFolder,
    *,
    phone_unlocked: bool,
    guesses: Guesses,
) -> list[Ap]:
    """The applications that other tokens than the My Number card have as well."""
    if persona.card_kind == "other":
        return []
    token = token_of(persona.card_kind, phone_unlocked=phone_unlocked)
    aps = [jpki_ap(persona, authority, keys, token, guesses)]
    if persona.card_kind in {"my_number", "juki"}:
        aps.append(juki_ap(persona, authority.card_lower, guesses))
    return aps


def _home(persona: Persona, authority: Authority, guesses: Guesses) -> Ap | None:
    """A plastic card's issuer domain; what a phone or another card has there is not known."""
    if persona.card_kind not in {"my_number", "juki"}:
        return None
    return issuer_domain(persona, authority.card_upper, authority.card_lower, guesses)


def _signed_photo(persona: Persona, folder: Path, guesses: Guesses) -> bytes:
    portrait = portrait_jp2(persona.key, folder) if persona.has_photo else None
    return photo_object(portrait, guesses)


def _portrait(name: str, state: Path) -> bytes:
    folder = _folder(name, state)
    with locked(folder):
        return photo_object(portrait_jp2(name, folder))


def _stranger(issuer: CvIssuer, keys: KeyFolder) -> CvIssuer:
    """Somebody with keys of their own who calls themselves what the issuer is called."""
    return replace(issuer, root=keys.key("stranger_root"), key=keys.key("stranger"))
