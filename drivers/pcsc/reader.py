"""The card in a PC/SC reader as a `Connection`: exclusive, and without power when it is closed.

Exclusive, because what was verified must not serve another program; UNPOWER at the end, because
this card keeps a verified PIN over a reset and loses it with the power alone (card.md §2.7).

Nothing is sent twice here, whatever becomes of it. A reader that does not carry extended APDUs is
hidden: it answers as a card would that knows none, with 6700.
"""

import time
from collections.abc import Callable
from typing import Final, Self

from smartcard import scard

from drivers.pcsc import winscard
from drivers.pcsc.apdu import is_extended
from drivers.pcsc.status import WRONG_LENGTH
from kiosk.ports.faults import CardGone, DeviceFault

REMOVAL_NOTICED_WITHIN: Final = 700  # milliseconds; pcscd looks for the card every 400
BUSY_FOR: Final = 1.0  # seconds
BUSY_PAUSE: Final = 0.05
_UNCLEAR: Final = (scard.SCARD_E_NOT_TRANSACTED, scard.SCARD_F_COMM_ERROR)
# How readers and their drivers refuse an APDU that is too long for them.
_TOO_LONG: Final = (
    scard.SCARD_E_INVALID_PARAMETER,
    scard.SCARD_E_INVALID_VALUE,
    scard.SCARD_E_INSUFFICIENT_BUFFER,
    scard.SCARD_E_UNSUPPORTED_FEATURE,
)
_REFUSED: Final = WRONG_LENGTH.to_bytes(2, "big")


class ReaderConnection:
    """Implements `Connection` over pyscard. Made by `open`, used by one thread."""

    def __init__(
        self, context: int, reader: str, handle: int, header: int, short_only: set[str]
    ) -> None:
        self._context: int | None = context
        self._reader = reader
        self._short_only = short_only
        self._handle = handle
        self._header = header

    @classmethod
    def open(cls, reader: str, short_only: set[str] | None = None) -> Self:
        """Power up the card in the reader of that full name.

        `short_only` names readers known to carry no extended APDUs; this one is added when it
        turns out to be one of them.

        A card that another program uses is waited for, a second at most. Raises `CardGone` when no
        card is there, `DeviceFault` with ``card_mute`` for one that does not answer, and for the
        reader ``reader_gone``, ``reader_busy``, ``pcscd_gone``.
        """
        context = winscard.establish_context()
        try:
            handle, protocol = _connect(context, reader)
        except DeviceFault:
            winscard.release_context(context)
            raise
        spoken_t1 = protocol == scard.SCARD_PROTOCOL_T1
        header = scard.SCARD_PCI_T1 if spoken_t1 else scard.SCARD_PCI_T0
        return cls(context, reader, handle, header, set() if short_only is None else short_only)

    def transmit(self, command: bytes) -> bytes:
        """Send one command. The call lets other threads run while the card works."""
        if self._context is None:
            raise CardGone
        extended = is_extended(command)
        if extended and self._reader in self._short_only:
            return _REFUSED
        result, answer = scard.SCardTransmit(self._handle, self._header, list(command))
        if self._is_unclear(result, answer) and self._card_left(self._context):
            raise CardGone
        if extended and result in _TOO_LONG:
            self._short_only.add(self._reader)
            return _REFUSED
        if extended and result == scard.SCARD_E_NOT_TRANSACTED:
            return _REFUSED  # pcscd has one code for a reader that cannot and one that failed once
        winscard.check(result)
        return bytes(byte & 0xFF for byte in answer)

    @staticmethod
    def _is_unclear(result: int, answer: list[int]) -> bool:
        """Tell what a removal in the middle of a command looks like before pcscd notices it.

        Some readers' drivers say that they failed, others report success and an empty answer.
        """
        return result in _UNCLEAR or (result == scard.SCARD_S_SUCCESS and len(answer) < 2)

    def _card_left(self, context: int) -> bool:
        """Tell a removed card from one that failed: both break a transmission the same way."""
        known = [(self._reader, scard.SCARD_STATE_UNAWARE)]
        for patience in (0, REMOVAL_NOTICED_WITHIN):
            result, states = scard.SCardGetStatusChange(context, patience, known)
            if result == scard.SCARD_E_TIMEOUT:
                return False
            winscard.check(result)
            _, state, _ = states[0]
            if not state & scard.SCARD_STATE_PRESENT:
                return True
            known = [(self._reader, state)]
        return False

    def close(self) -> None:
        """Take the power from the card and close the context; repeated, it does nothing."""
        context, self._context = self._context, None
        if context is not None:
            # Results are of no use: card, reader or pcscd may be gone, and nothing is left to do.
            scard.SCardDisconnect(self._handle, scard.SCARD_UNPOWER_CARD)
            winscard.release_context(context)


def _connect(context: int, reader: str) -> tuple[int, int]:
    """Connect to the card; some programs look into every card for a moment when it appears."""
    protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
    deadline = time.monotonic() + BUSY_FOR
    while True:
        result, handle, protocol = scard.SCardConnect(
            context, reader, scard.SCARD_SHARE_EXCLUSIVE, protocols
        )
        if result != scard.SCARD_E_SHARING_VIOLATION or time.monotonic() > deadline:
            winscard.check(result)
            return handle, protocol
        time.sleep(BUSY_PAUSE)


def opener(reader_in_use: Callable[[], str | None]) -> Callable[[], ReaderConnection]:
    """Make the function that opens the card in whichever reader the slot has chosen by then.

    Without any it raises `CardGone`: the slot itself tells whether card or reader went away. What
    is learnt of a reader's limits is remembered as long as the function lives.
    """
    short_only: set[str] = set()

    def open_connection() -> ReaderConnection:
        reader = reader_in_use()
        if reader is None:
            raise CardGone
        return ReaderConnection.open(reader, short_only)

    return open_connection


def first_reader_with_card(name: str | None = None) -> str | None:
    """Look once, without watching: the first reader whose name contains `name` and holds a card.

    For tools and tests; raises `DeviceFault(Device.READER, "pcscd_gone")`.
    """
    with_card = (reader for reader, has_card in look_once().items() if has_card)
    return next((reader for reader in with_card if (name or "") in reader), None)


def look_once() -> dict[str, bool]:
    """Look once, without watching: every reader by its full name, and whether it holds a card.

    Raises `DeviceFault`.
    """
    context = winscard.establish_context()
    try:
        asked = [(each, scard.SCARD_STATE_UNAWARE) for each in winscard.list_readers(context)]
        _, states = scard.SCardGetStatusChange(context, 0, asked)
        return {reader: bool(state & scard.SCARD_STATE_PRESENT) for reader, state, _ in states}
    finally:
        winscard.release_context(context)
