"""What a slot watcher knows, and what has happened between two looks. Pure: no PC/SC in here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kiosk.ports.card import SlotEvent


@dataclass(frozen=True)
class CardSeen:
    """A card in a reader. `arrival` is pcscd's counter of insertions and removals there."""

    reader: str
    arrival: int


@dataclass(frozen=True)
class Occupancy:
    """Whether there is a reader at all, and the one card that counts."""

    has_reader: bool
    card: CardSeen | None = None


NO_READER: Final = Occupancy(has_reader=False)


def occupancy(cards: Iterable[CardSeen], before: Occupancy | None) -> Occupancy:
    """Choose the card that counts: the one that counted before, else the first."""
    present = tuple(cards)
    kept = before.card if before is not None and before.card in present else None
    return Occupancy(has_reader=True, card=kept or next(iter(present), None))


def events_between(before: Occupancy | None, now: Occupancy) -> list[SlotEvent]:
    """Say what happened. `before` is None at the first look: only what is remarkable is told then.

    A card changed for another between two looks was removed and placed; a card in a lost reader is
    removed, for nothing can be done with it any more.
    """
    card_before = before.card if before is not None else None
    had_reader = before is None or before.has_reader
    events: list[SlotEvent] = []
    if card_before is not None and card_before != now.card:
        events.append(SlotEvent.CARD_REMOVED)
    if had_reader and not now.has_reader:
        events.append(SlotEvent.READER_LOST)
    if not had_reader and now.has_reader:
        events.append(SlotEvent.READER_BACK)
    if now.card is not None and now.card != card_before:
        events.append(SlotEvent.CARD_PLACED)
    return events
