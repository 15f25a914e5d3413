"""Keeps one card in a reader until it is interrupted, and says what to do when that cannot be."""

import contextlib
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TextIO

from simulators.card.chip import Chip
from simulators.card.faults import Faults
from simulators.card.latency import Latency
from simulators.card.reader_place import ReaderPlace, pcscd_awake
from simulators.card.virtual_reader import PrivateReader, PrivateReaderError
from simulators.card.vpcd import SlotError, VirtualSlot
from simulators.card.wire_trace import WireTrace

SOUGHT: Final = 3.0  # seconds for a pcscd that systemd wakes to open its slots
SPOKEN_TO: Final = 3.0  # seconds; vpcd asks a new card for its ATR within half a second
LOOK: Final = 0.1  # seconds between looks

NO_READER: Final = """\
no virtual reader answers at {name}. On Debian:
  sudo apt install pcscd vsmartcard-vpcd
  sudo systemctl restart pcscd.socket pcscd.service    (without systemd: sudo pcscd --foreground)
or, beside the machine's pcscd and without root, one of your own: add --private"""
TAKEN: Final = """\
no reader speaks to the card at {name}: another card lies there already.
End the program that serves it, or take the other slot: --reader {other}"""
NO_PRIVATE: Final = """\
{reason}
--private needs Debian's pcscd and vsmartcard-vpcd, unshare (util-linux) and ip (iproute2):
  sudo apt install pcscd vsmartcard-vpcd util-linux iproute2"""
NO_TRACE: Final = "the trace cannot be written to {file}: {reason}"

ENDING: Final = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})


class ServeError(Exception):
    """The card cannot be served; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Service:
    """Whose card to serve, where and how; `trace` "-" is standard output.

    `issue` makes the card; it may raise OSError and, when its counters are unreadable, ValueError.
    """

    name: str
    issue: Callable[[], Chip]
    place: ReaderPlace
    private: bool = False
    faults: Faults = field(default_factory=Faults)
    latency: Latency | None = None
    trace: str | None = None
    trace_every_file: bool = False


def serve(service: Service) -> None:
    """Hold the card in the slot until SIGINT, SIGTERM or SIGHUP, or until a fault pulls it.

    Raises ServeError, SimulatorRefused, and what `issue` raises.
    """
    with ExitStack() as kept:
        kept.enter_context(_endings_wait())  # first of all: every thread inherits it
        place = _private_place(service.place, kept) if service.private else service.place
        watch = _watch(service, kept)
        slot = VirtualSlot(place.address, latency=service.latency, watch=watch)
        chip = service.issue()
        if isinstance(place.address, tuple):
            kept.enter_context(pcscd_awake())
        kept.callback(slot.remove)
        _insert(slot, chip, service.faults, place)
        _say(f"the card of {service.name} is in the reader, {place.name}; Ctrl+C takes it")
        _wait(slot, watch)


@contextmanager
def _endings_wait() -> Generator[None]:
    """Let what ends this program wait until it is asked for."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _private_place(place: ReaderPlace, kept: ExitStack) -> ReaderPlace:
    """Start a pcscd of our own and say how a client finds it."""
    if place.slot is None:
        raise ServeError("--private has slots 0 and 1 alone: --reader 0")
    folder = Path(kept.enter_context(tempfile.TemporaryDirectory(prefix="uk")))
    try:
        reader = kept.enter_context(PrivateReader(folder))
    except PrivateReaderError as error:
        raise ServeError(NO_PRIVATE.format(reason=error)) from error
    for name, value in reader.environment.items():
        _say(f"export {name}={value}")
    return ReaderPlace(f"slot {place.slot} of a private pcscd", reader.slot_address(place.slot))


def _watch(service: Service, kept: ExitStack) -> WireTrace | None:
    if service.trace is None:
        return None
    try:
        out = sys.stdout if service.trace == "-" else kept.enter_context(_owners(service.trace))
    except OSError as error:
        reason = NO_TRACE.format(file=service.trace, reason=error.strerror)
        raise ServeError(reason) from error
    return WireTrace(out, every_file=service.trace_every_file)


@contextmanager
def _owners(file: str) -> Generator[TextIO]:
    """Open for its owner alone, an older trace overwritten."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    out = os.fdopen(handle, "w", encoding="utf-8")
    try:
        yield out
    finally:
        with contextlib.suppress(OSError):  # a full disk was told when it was met
            out.close()


def _insert(slot: VirtualSlot, chip: Chip, faults: Faults, place: ReaderPlace) -> None:
    """Find the reader and wait until it has spoken to the card."""
    sought = time.monotonic() + (SOUGHT if isinstance(place.address, tuple) else 0)
    while True:
        try:
            slot.insert(chip, faults)
            break
        except SlotError as error:
            if time.monotonic() > sought:
                raise ServeError(NO_READER.format(name=place.name)) from error
        time.sleep(LOOK)
    spoken_to = time.monotonic() + SPOKEN_TO
    while not (slot.is_served or slot.is_pulled):
        if time.monotonic() > spoken_to:
            raise ServeError(TAKEN.format(name=place.name, other=0 if place.slot == 1 else 1))
        time.sleep(LOOK)


def _wait(slot: VirtualSlot, watch: WireTrace | None) -> None:
    """Until a signal, or the card's own fault; says when reader or trace goes."""
    served, traced = True, True
    while signal.sigtimedwait(ENDING, LOOK) is None:
        if slot.is_pulled:
            _say("the card has left the reader, as --fault said")
            return
        if slot.is_served != served:
            served = not served
            _say("the card is in the reader again" if served else "no reader: the card waits")
        if traced and watch is not None and watch.failure is not None:
            traced = False
            sys.stderr.write(f"the trace ends here: {watch.failure}; the card stays\n")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
