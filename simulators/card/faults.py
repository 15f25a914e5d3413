"""How a simulated card misbehaves in its slot, and the words for it on a command line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

WORDS: Final = "removed@N, mute@N, slow=SECONDS or first6f00"


@dataclass(frozen=True, slots=True)
class Faults:
    """What goes wrong; APDUs are counted from 1 since the card was inserted."""

    pulled_at: int | None = None  # leaves the reader instead of answering this APDU
    mute_from: int | None = None  # answers no APDU from this one on
    delay: float = 0.0  # seconds before each answer
    first_command_6f00: bool = False  # the first APDU after a power-up fails


class UnknownFaultError(ValueError):
    """The word names no fault; the message says which there are."""


def parse_faults(words: Sequence[str]) -> Faults:
    """Join `removed@3`, `mute@3`, `slow=0.5` and `first6f00` into one card's faults.

    Raises UnknownFaultError.
    """
    faults = Faults()
    for word in words:
        faults = _with(faults, word)
    return faults


def _with(faults: Faults, word: str) -> Faults:
    name, _, value = word.replace("=", "@").partition("@")
    try:
        match name:
            case "removed":
                return replace(faults, pulled_at=_from_one(value))
            case "mute":
                return replace(faults, mute_from=_from_one(value))
            case "slow":
                return replace(faults, delay=_seconds(value))
            case "first6f00" if not value:
                return replace(faults, first_command_6f00=True)
            case _:
                pass
    except ValueError as error:
        raise UnknownFaultError(f"{word!r} lacks a usable number: {WORDS}") from error
    raise UnknownFaultError(f"no fault is called {word!r}: {WORDS}")


def _from_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ValueError(text)
    return int(text)


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds <= 3600:  # an hour; refuses nan as well
        raise ValueError(text)
    return seconds
