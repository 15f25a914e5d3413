"""What a slot watcher knows, and what has happened between two looks. Pure: no PC/SC in here.

Several readers are one slot: a tray for cards and an antenna for phones, say (card.md §7.4). One
card counts at a time. A card that was found to be of no use counts only as long as there is no
other: a security key that lies in some reader for ever must not stand in the way of patients.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.ports.card import SlotEvent

VIRTUAL_READER: Final = "virtual"  # in the name of every reader that no hand can reach (vpcd's too)
BETWEEN_NAMES: Final = ";"


@dataclass(frozen=True)
class CardSeen:
    """A card in a reader. `arrival` is pcscd's counter of insertions and removals there."""

    reader: str
    arrival: int


@dataclass(frozen=True)
class Occupancy:
    """Whether there is a reader at all, and the one card that counts.

    `passed_over` are cards of no use that made way for another; they count no more until they
    leave their reader.
    """

    has_reader: bool
    card: CardSeen | None = None
    passed_over: frozenset[CardSeen] = frozenset()


NO_READER: Final = Occupancy(has_reader=False)
NONE_SEEN: Final = Occupancy(has_reader=True)
NO_CARDS: Final[frozenset[CardSeen]] = frozenset()


def readers_watched(readers: Iterable[str], name: str, *, virtual: bool) -> list[str]:
    """Choose the readers to watch: those whose name contains one of the parts in `name`.

    Parts are divided by semicolons; without any, every reader is watched. A virtual reader is none
    unless `virtual`: whoever can reach it could be anybody's card from anywhere.
    """
    parts = [part.strip() for part in name.split(BETWEEN_NAMES) if part.strip()] or [""]
    return [
        reader
        for reader in readers
        if any(part in reader for part in parts)
        and (virtual or VIRTUAL_READER not in reader.lower())
    ]


def rivals(
    cards: Sequence[CardSeen], before: Occupancy | None, useless: frozenset[CardSeen] = NO_CARDS
) -> list[CardSeen]:
    """Return the cards among which the next one is to be chosen, none where the choice stands."""
    usable, kept = _usable(cards, before)
    if kept is not None and kept not in useless:
        return []
    return [card for card in usable if card not in useless]


def occupancy(
    cards: Sequence[CardSeen], before: Occupancy | None, useless: frozenset[CardSeen] = NO_CARDS
) -> Occupancy:
    """Choose the card that counts: the one that counted before, else the first.

    `useless` are cards known to be none of ours. Such a one counts while it is alone; once another
    is chosen it is passed over.
    """
    usable, kept = _usable(cards, before)
    if kept is not None and kept not in useless:
        chosen: CardSeen | None = kept
    else:
        wanted = (card for card in usable if card not in useless)
        chosen = next(wanted, kept or next(iter(usable), None))
    gone_by = (before or NONE_SEEN).passed_over.intersection(cards)
    if chosen is not None and chosen not in useless:
        gone_by |= useless.intersection(usable)
    return Occupancy(has_reader=True, card=chosen, passed_over=gone_by)


def _usable(
    cards: Sequence[CardSeen], before: Occupancy | None
) -> tuple[list[CardSeen], CardSeen | None]:
    """Return the cards not passed over, and that of them which counted before."""
    known = before or NONE_SEEN
    usable = [card for card in cards if card not in known.passed_over]
    return usable, known.card if known.card in usable else None


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
