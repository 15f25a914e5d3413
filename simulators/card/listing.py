"""The cast as a table for a terminal, where a Japanese character takes two columns."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from unicodedata import east_asian_width

from simulators.card.issue import PINS
from simulators.card.pin_rules import first_tries
from simulators.card.pins import PinStore
from simulators.personas.cast import FULL_TRIES, Persona

GAP: Final = "  "
NAME_COLUMNS: Final = 24  # the longest names of the cast would push the rest off the screen
HEAD: Final = ("NAME", "KIND", "PIN", "署名用", "券面用", "HOLDER", "ROLE")
COUNTERS: Final = ("auth", "signing", "text")


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
    return f"{value.decode('ascii')} {pins.tries(counter)}/{FULL_TRIES[counter]}"
