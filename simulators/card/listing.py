"""The cast as a table for a terminal, where a Japanese character takes two columns."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final
from unicodedata import east_asian_width

from simulators.card.issue import PINS
from simulators.card.pin_rules import TRIES, first_tries
from simulators.card.pins import PinStore
from simulators.personas.cast import CardKind, Persona

GAP: Final = "  "
NAME_COLUMNS: Final = 24  # the longest names of the cast would push the rest off the screen
HEAD: Final = ("NAME", "KIND", "PIN", "署名用", "券面用", "HOLDER", "ROLE")
COUNTERS: Final = ("auth", "signing", "text")
JPKI_PINS: Final = (
    ("利用者証明用", "auth", "公的個人認証AP 0018"),
    ("署名用", "signing", "公的個人認証AP 001B"),
)
CARD_PIN: Final = (("住民基本台帳用", "juki", "住基AP 001C"),)
PLASTIC_PINS: Final = (
    *JPKI_PINS,
    ("券面事項入力補助用", "text", "券面事項入力補助AP 0011"),
    *CARD_PIN,
    ("個人番号カード用", "common", "共通カードAP 001C"),
    ("照合番号A", "visual_a", "券面事項確認AP 0013"),
    ("照合番号A", "text_a", "券面事項入力補助AP 0014"),
    ("照合番号B", "visual_b", "券面事項確認AP 0012"),
    ("照合番号B", "text_b", "券面事項入力補助AP 0015"),
    ("生年月日", "visual_birth", "券面事項確認AP 0011"),
)
PINS_OF: Final[Mapping[CardKind, Sequence[tuple[str, str, str]]]] = MappingProxyType(
    {
        "my_number": PLASTIC_PINS,
        "android": JPKI_PINS,
        "iphone": JPKI_PINS,
        "juki": (*JPKI_PINS, *CARD_PIN),
        "other": (),
    }
)
"""What each kind of card compares: its name, its counter, and where it is verified."""


def width(text: str) -> int:
    """Columns that a terminal gives the text."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def clipped(text: str, columns: int) -> str:
    """Shorten a text to so many columns, with an ellipsis where something is missing."""
    if width(text) <= columns:
        return text
    while width(text) > columns - 1:
        text = text[:-1]
    return text + "…"


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines with every column as wide as its widest cell."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        GAP.join(
            cell + " " * (columns - width(cell)) for cell, columns in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def cast_table(cast: Mapping[str, Persona], state: Path) -> list[str]:
    """Lines with every persona's card: its PINs (nobody's) and the tries left of those allowed.

    As the cards were last left in the state folder; raises OSError, ValueError (unreadable).
    """
    return table([HEAD, *(_row(persona, _pins(persona, state)) for persona in cast.values())])


def card_table(persona: Persona, state: Path) -> list[str]:
    """Lines with every value this card (nobody's) compares, the tries left, and where; no title.

    As the card was last left in the state folder; raises OSError, ValueError (unreadable).
    """
    pins = _pins(persona, state)
    issued = _issued(persona)
    rows: list[tuple[str, ...]] = [
        (name, _pin(pins, counter, issued[counter]), place)
        for name, counter, place in PINS_OF[persona.card_kind]
    ]
    return table([("暗証番号など", "値・残り回数", "AP・EF"), *rows])


def _issued(persona: Persona) -> dict[str, str | None]:
    """Value of each counter's key as issued; None where none is set."""
    own = persona.pins
    chosen = {
        "auth": own.auth,
        "signing": own.signing,
        "text": own.text,
        "juki": own.auth,
        "common": own.auth,
    }
    if persona.face_only:
        chosen = dict.fromkeys(chosen)
    return chosen | {
        "text_a": persona.individual_number,
        "text_b": persona.check_number_b,
        "visual_a": persona.individual_number,
        "visual_b": persona.check_number_b,
        "visual_birth": persona.birth_digits,
    }


def _pins(persona: Persona, state: Path) -> PinStore:
    return PinStore(first_tries(persona), state / "cards" / persona.key / PINS)


def _row(persona: Persona, pins: PinStore) -> tuple[str, ...]:
    issued = (persona.pins.auth, persona.pins.signing, persona.pins.text)
    return (
        persona.key,
        persona.card_kind,
        *(_pin(pins, counter, secret) for counter, secret in zip(COUNTERS, issued, strict=True)),
        clipped(persona.name.replace("\u3000", " "), NAME_COLUMNS),
        persona.role_ja,
    )


def _pin(pins: PinStore, counter: str, issued: str | None) -> str:
    if issued is None:
        return "-"
    value = pins.secret(counter, issued.encode("ascii")) or b""
    return f"{value.decode('ascii')} {pins.tries(counter)}/{TRIES[counter]}"
