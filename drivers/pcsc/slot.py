"""Watches readers for cards: `ports.card.Slot` over `smartcard.scard`.

Not pyscard's CardMonitor: its thread ends silently when pcscd goes away. Here a lost pcscd is a
lost reader, looked for again with growing pauses. What the states mean is decided in
`drivers.pcsc.occupancy`, without PC/SC.
"""

import threading
from collections import deque
from collections.abc import Callable, Generator, Sequence
from typing import Final

from smartcard import scard

from drivers.pcsc import winscard
from drivers.pcsc.connection import Connection
from drivers.pcsc.occupancy import (
    NO_CARDS,
    NO_READER,
    CardSeen,
    Occupancy,
    events_between,
    occupancy,
    readers_watched,
    rivals,
)
from drivers.pcsc.reader import ReaderConnection
from kiosk.ports.card import SlotEvent
from kiosk.ports.faults import DeviceFault

READERS_CHANGED: Final = "\\\\?PnP?\\Notification"
# Milliseconds. A reader plugged in between listing and waiting is announced to nobody, so the list
# is read again from time to time; every other change ends the waiting at once.
LIST_AGAIN: Final = 5_000
FIRST_PAUSE: Final = 0.2  # seconds until a lost pcscd is looked for again, doubled each time
LONGEST_PAUSE: Final = 5.0
UNAWARE: Final = int(scard.SCARD_STATE_UNAWARE)


class PcscSlot:
    """Reports cards placed and removed, readers lost and back, on a thread of its own.

    `name` is part of the reader's name, or several parts divided by semicolons; without it every
    reader is watched. The card that appears first counts until it is removed, or until it was
    found useless (`disown`) and another lies in another reader. Where several lie there from the
    start, `is_ours` is asked of each over a connection of its own; without it the first counts.
    Virtual readers are left out unless `virtual`: they are for simulations alone.
    """

    def __init__(
        self,
        name: str | None = None,
        *,
        virtual: bool = False,
        is_ours: Callable[[Connection], bool] | None = None,
    ) -> None:
        self._name = name or ""
        self._virtual = virtual
        self._is_ours = is_ours
        self._known: Occupancy | None = None
        self._handed_out: CardSeen | None = None
        self._disowned = deque[CardSeen]()  # told by other threads, taken up by the watcher
        self._useless = NO_CARDS
        self._context: int | None = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, report: Callable[[SlotEvent], None]) -> None:
        """Begin to watch; the state found is reported first, from the watching thread."""
        if self._thread is not None:
            raise RuntimeError("the slot is watched already")
        self._stopping.clear()
        self._known = self._handed_out = None
        self._disowned.clear()
        self._useless = NO_CARDS
        self._thread = threading.Thread(target=self._watch, args=(report,), name="slot watcher")
        self._thread.start()

    def stop(self) -> None:
        """End the watching thread, also out of its waiting; harmless when none runs."""
        thread, self._thread = self._thread, None
        self._stopping.set()
        while thread is not None and thread.is_alive():
            # Repeated, because a cancel that comes just before the waiting begins is lost.
            self._interrupt()
            thread.join(0.05)

    def reader_in_use(self) -> str | None:
        """Full name of the reader whose card counts; for the one thread that opens cards."""
        known = self._known
        self._handed_out = card = known.card if known is not None else None
        return card.reader if card is not None else None

    def disown(self) -> None:
        """Note that the card of the last `reader_in_use` is of no use; any thread may say so.

        It still counts while it is alone, so that the patient is told; any other takes its place.
        """
        if (card := self._handed_out) is not None:
            self._disowned.append(card)
            self._interrupt()

    def _interrupt(self) -> None:
        """End the watcher's waiting, if it waits."""
        if (context := self._context) is not None:
            scard.SCardCancel(context)

    def _watch(self, report: Callable[[SlotEvent], None]) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            try:
                for found in self._look_again_and_again():
                    self._settle(found, report)
                    pause = FIRST_PAUSE
            except DeviceFault:
                self._disowned.clear()
                self._useless = NO_CARDS  # pcscd counts arrivals anew
                self._settle(NO_READER, report)
                self._stopping.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _settle(self, found: Occupancy, report: Callable[[SlotEvent], None]) -> None:
        before, self._known = self._known, found
        for event in events_between(before, found):
            report(event)

    def _look_again_and_again(self) -> Generator[Occupancy]:
        self._context = context = winscard.establish_context()
        try:
            states: dict[str, int] = {}
            while not self._stopping.is_set():
                listed = winscard.list_readers(context)
                readers = readers_watched(listed, self._name, virtual=self._virtual)
                states = {each: states.get(each, UNAWARE) for each in readers}
                if not readers:
                    yield NO_READER
                states = _wait_for_change(context, states)
                if readers and states:
                    yield self._choose(list(_cards(states)))
        finally:
            self._context = None
            winscard.release_context(context)

    def _choose(self, cards: Sequence[CardSeen]) -> Occupancy:
        while self._disowned:
            self._useless |= {self._disowned.popleft()}
        self._useless &= frozenset(cards)
        if len(contenders := rivals(cards, self._known, self._useless)) > 1:
            self._useless |= frozenset(self._strangers(contenders))
        return occupancy(cards, self._known, self._useless)

    def _strangers(self, contenders: Sequence[CardSeen]) -> Generator[CardSeen]:
        """Ask the cards in turn until one is ours; yield those before it."""
        for card in contenders:
            if self._is_ours is None or _answers(card.reader, self._is_ours):
                return
            yield card


def _answers(reader: str, is_ours: Callable[[Connection], bool]) -> bool:
    """Ask one card over a connection of its own; one that cannot be asked is not ours."""
    try:
        connection = ReaderConnection.open(reader)
        try:
            return is_ours(connection)
        finally:
            connection.close()
    except DeviceFault:
        return False


def _wait_for_change(context: int, states: dict[str, int]) -> dict[str, int]:
    """Wait until a reader's state differs from the one given or readers come and go."""
    asked = [(READERS_CHANGED, UNAWARE), *states.items()]
    result, found = scard.SCardGetStatusChange(context, LIST_AGAIN, asked)
    if result in (scard.SCARD_E_TIMEOUT, scard.SCARD_E_CANCELLED):
        return states
    if result == scard.SCARD_E_UNKNOWN_READER:
        return {}  # unplugged since it was listed
    winscard.check(result)
    return {
        reader: state & ~scard.SCARD_STATE_CHANGED
        for reader, state, _ in found
        if reader in states and not state & scard.SCARD_STATE_UNKNOWN
    }


def _cards(states: dict[str, int]) -> Generator[CardSeen]:
    """Yield what lies in the readers; pcsc-lite counts arrivals in the upper half of a state."""
    for reader, state in states.items():
        if state & scard.SCARD_STATE_PRESENT:
            yield CardSeen(reader, state >> 16)
