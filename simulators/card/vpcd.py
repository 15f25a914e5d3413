"""Puts a chip into a slot of vpcd's virtual reader: the card's end of vpcd's wire.

A frame is a big-endian length of two bytes and a payload. A payload of one byte is an order (power
off, power on, reset, give the ATR), anything longer a command APDU.
"""

import contextlib
import socket
import threading
import time
from pathlib import Path
from typing import Final, Protocol, TypeAlias

from simulators.card.faults import Faults
from simulators.card.latency import Latency
from simulators.guard import require_simulation_allowed

__all__ = ["Address", "Faults", "SlotChip", "SlotError", "VirtualSlot", "Watch"]

Address: TypeAlias = Path | tuple[str, int]

TCP_QUICKACK: Final = 12  # Linux; vpcd sends length and payload apart and Nagle would wait 40 ms
RETRY: Final = 0.1  # seconds between looks for a reader that went away
ABSENCE: Final = 0.6  # seconds; pcscd looks every 0.4 s and would take a faster swap for no change
FAILED: Final = b"\x6f\x00"  # internal error

# When each reader's slot was last left by a card, whichever object had put it there.
_EMPTY_SINCE: Final[dict[Address, float]] = {}


class SlotChip(Protocol):
    """What a slot can feed with power and bytes."""

    @property
    def atr(self) -> bytes: ...
    def power_on(self) -> None: ...
    def power_off(self) -> None: ...
    def reset(self) -> None: ...
    def transmit(self, apdu: bytes) -> bytes: ...


class Watch(Protocol):
    """Is told what passes a slot; called from the slot's thread."""

    def event(self, what: str) -> None: ...
    def exchange(self, command: bytes, answer: bytes | None) -> None: ...


class SlotError(Exception):
    """No virtual reader answers at the address, or the slot holds a card already."""


class VirtualSlot:
    """One slot of a virtual reader, at a TCP address or the path of a unix socket.

    `latency` makes answers as late as by radio, `watch` is told every exchange.
    """

    def __init__(
        self, address: Address, *, latency: Latency | None = None, watch: Watch | None = None
    ) -> None:
        self._address = address
        self._latency = latency
        self._watch = watch
        self._card: _InsertedCard | None = None
        _EMPTY_SINCE[address] = time.monotonic()  # what lay there before, nobody knows

    def insert(self, chip: SlotChip, faults: Faults | None = None) -> None:
        """Put the card in; it stays until `remove`, also while pcscd restarts. Raises SlotError.

        Waits as long as a hand needs, when another card may just have left: pcscd must see the gap.
        A card that comes faster is never powered and stays invisible.
        """
        require_simulation_allowed()
        if self._card is not None and self._card.gone:
            self.remove()
        if self._card is not None:
            raise SlotError("the slot holds a card already")
        time.sleep(max(0.0, _EMPTY_SINCE[self._address] + ABSENCE - time.monotonic()))
        try:
            wire = _connect(self._address)
        except OSError as error:
            raise SlotError(f"no virtual reader at {self._address}") from error
        self._card = _InsertedCard(self._address, wire, chip, faults or Faults())
        self._card.latency, self._card.watch = self._latency, self._watch
        self._card.start()

    @property
    def is_served(self) -> bool:
        """Tell whether the reader has spoken to the card since they last found each other.

        A slot that another card holds takes the connection and never says a word.
        """
        return self._card is not None and self._card.served

    @property
    def is_pulled(self) -> bool:
        """Tell whether the card left by itself, as its faults said."""
        return self._card is not None and self._card.gone

    def remove(self) -> None:
        """Take the card out; harmless when there is none."""
        card, self._card = self._card, None
        if card is not None:
            card.stop()
            _EMPTY_SINCE[self._address] = time.monotonic()


class _InsertedCard:
    """Serves one chip in a thread of its own until stopped or pulled."""

    def __init__(
        self, address: Address, wire: socket.socket, chip: SlotChip, faults: Faults
    ) -> None:
        self._address = address
        self._wire = wire
        self._chip = chip
        self._faults = faults
        self.latency: Latency | None = None
        self.watch: Watch | None = None
        self.served = False
        self._commands = 0
        self._fresh = True
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="card in slot", daemon=True)

    def start(self) -> None:
        self._thread.start()

    @property
    def gone(self) -> bool:
        return self._stopping.is_set()

    def stop(self) -> None:
        self._stopping.set()
        with contextlib.suppress(OSError):
            self._wire.shutdown(socket.SHUT_RDWR)
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            with self._wire, contextlib.suppress(OSError):
                self._serve()
            self.served = False
            self._chip.power_off()
            self._reconnect()
        self._wire.close()

    def _reconnect(self) -> None:
        """Find the reader again: the card still lies in it when pcscd restarts."""
        while not self._stopping.wait(RETRY):
            with contextlib.suppress(OSError):
                self._wire = _connect(self._address)
                return

    def _serve(self) -> None:
        while (payload := self._receive()) is not None:
            self.served = True
            answer = self._react(payload)
            if self._stopping.is_set():
                return
            if answer is not None:
                self._wire.sendall(len(answer).to_bytes(2) + answer)

    def _react(self, payload: bytes) -> bytes | None:
        match payload:
            case b"\x00":
                self._event("power off")
                self._chip.power_off()
            case b"\x01":
                self._fresh = True
                self._event("power on")
                self._chip.power_on()
            case b"\x02":
                self._event("reset")
                self._chip.reset()
            case b"\x04":  # the ATR, asked for again and again to see whether the card is there
                return self._chip.atr
            case _:
                answer = self._answer(payload)
                if self.watch is not None:
                    self.watch.exchange(payload, answer)
                return answer
        return None

    def _event(self, what: str) -> None:
        if self.watch is not None:
            self.watch.event(what)

    def _answer(self, apdu: bytes) -> bytes | None:
        """Answer as the chip does where no fault comes between; None for no answer at all."""
        faults = self._faults
        self._commands += 1
        fresh, self._fresh = self._fresh, False
        if faults.pulled_at is not None and self._commands >= faults.pulled_at:
            self._stopping.set()
            return None
        if faults.mute_from is not None and self._commands >= faults.mute_from:
            self._stopping.wait()
            return None
        begin = time.monotonic()
        fails = faults.first_command_6f00 and fresh
        answer = FAILED if fails else self._chip.transmit(apdu)
        late = faults.delay + (self.latency(apdu, answer) if self.latency else 0.0)
        if late:
            self._stopping.wait(max(0.0, begin + late - time.monotonic()))
        return answer

    def _receive(self) -> bytes | None:
        """Read one payload; None when the reader is gone."""
        head = self._read(2)
        return None if head is None else self._read(int.from_bytes(head))

    def _read(self, count: int) -> bytes | None:
        data = b""
        while len(data) < count:
            if self._wire.family != socket.AF_UNIX:
                self._wire.setsockopt(socket.IPPROTO_TCP, TCP_QUICKACK, 1)
            if not (chunk := self._wire.recv(count - len(data))):
                return None
            data += chunk
        return data


def _connect(address: Address) -> socket.socket:
    if isinstance(address, tuple):
        wire = socket.create_connection(address)
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return wire
    wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        wire.connect(str(address))
    except OSError:
        wire.close()
        raise
    return wire
