"""Every status word at the commands on which something depends, and what the driver makes of it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from drivers.mynacard.card import MyNumberCard
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.check_number import CheckNumberB
from kiosk.domain.holder import HolderProof
from kiosk.domain.pin import Pin
from kiosk.domain.refusal import CardRefusal, PortraitRefusal
from kiosk.ports.card import CardRead, PinAccepted, PinIsLocked, PinRejected, SigningRefused
from kiosk.ports.faults import DeviceFault
from tests.drivers.mynacard.fuzz_holder import NUMBER_KEY, PIN_KEY, Holder
from tests.drivers.mynacard.fuzz_judge import must
from tests.drivers.mynacard.fuzz_run import nothing
from tests.drivers.mynacard.fuzz_wire import Wire

CHALLENGE = bytes(range(32))
LOCKED = (0x6983, 0x6984)
SELECT_AP, READ = b"\x00\xa4\x04", b"\x00\xb0"
SIGN, VERIFY = b"\x80\x2a", b"\x00\x20"


class SweptWire(Wire):
    """Replaces the status word of one kind of command, with or without a value in it."""

    word: bytes | None = None
    meant: Callable[[bytes], bool] = staticmethod(lambda command: False)

    def spoil(self, command: bytes, said: bytes) -> bytes:
        if self.word is None or not self.meant(command):
            return said
        self.spoiled["status word swept"] += 1
        return said[:-2] + self.word


@dataclass(frozen=True)
class Step:
    """A command to sweep: how it looks, which call sends it, which outcomes a word may have."""

    name: str
    meant: Callable[[bytes], bool]
    prepare: Callable[[MyNumberCard, Holder], object]
    call: Callable[[MyNumberCard, Holder, int], object]
    right: Callable[[int, object], bool]


def _is_value(command: bytes) -> bool:
    return command.startswith(VERIFY) and len(command) > 5


def _is_query(command: bytes) -> bool:
    return command.startswith(VERIFY) and len(command) == 4


def _accepts(word: int, outcome: object) -> bool:
    """Of VERIFY with a wrong PIN: what the word says, and nothing else is taken for success."""
    if word == 0x9000:
        return isinstance(outcome, PinAccepted)
    if word & 0xFFF0 == 0x63C0:
        return isinstance(outcome, PinRejected) and outcome.tries.left == word & 0x0F
    if word in LOCKED:
        return isinstance(outcome, PinIsLocked)
    return isinstance(outcome, DeviceFault)


def _opens(word: int, outcome: object) -> bool:
    """Of VERIFY with a wrong 照合番号B: never a portrait, also where the word says success."""
    refused = word & 0xFFF0 == 0x63C0 or word in LOCKED
    if refused:
        return outcome is PortraitRefusal.CHECK_NUMBER_WRONG
    return isinstance(outcome, DeviceFault)


def _signs(word: int, outcome: object) -> bool:
    if word == 0x9000:
        return isinstance(outcome, HolderProof)
    if word == 0x6982:
        return outcome is SigningRefused.NOT_PERMITTED
    return isinstance(outcome, DeviceFault)


def _counts(word: int, outcome: object) -> bool:
    """Of the question for the PIN's tries; 9000 says that it was verified, and is then full."""
    if word & 0xFFF0 == 0x63C0:
        return isinstance(outcome, CardRead) and outcome.pin_tries.left == word & 0x0F
    if word == 0x9000 or word in LOCKED:
        return isinstance(outcome, CardRead)
    return isinstance(outcome, DeviceFault)


def _reads(word: int, outcome: object) -> bool:
    if word == 0x9000:
        return isinstance(outcome, CardRead)
    return isinstance(outcome, DeviceFault | CardRefusal)


def _verified(card: MyNumberCard, holder: Holder) -> None:
    card.read()
    card.verify_pin(holder.pin)


STEPS = (
    Step(
        "VERIFY of a wrong PIN",
        _is_value,
        lambda card, holder: card.read(),
        lambda card, holder, n: card.verify_pin(Pin(f"{n % 10_000:04d}")),
        _accepts,
    ),
    Step(
        "VERIFY of a wrong 照合番号B",
        _is_value,
        lambda card, holder: card.read(),
        lambda card, holder, n: card.read_portrait(CheckNumberB(f"990101{n % 10**8:08d}")),
        _opens,
    ),
    Step(
        "COMPUTE DIGITAL SIGNATURE",
        lambda command: command.startswith(SIGN),
        _verified,
        lambda card, holder, n: card.sign(CHALLENGE, VerifiedBy.PIN),
        _signs,
    ),
    Step(
        "question for the PIN's tries",
        _is_query,
        lambda card, holder: None,
        lambda card, holder, n: card.read(),
        _counts,
    ),
    Step(
        "SELECT of the JPKI AP",
        lambda command: command.startswith(SELECT_AP),
        lambda card, holder: None,
        lambda card, holder, n: card.read(),
        _reads,
    ),
    Step(
        "READ BINARY",
        lambda command: command.startswith(READ),
        lambda card, holder: None,
        lambda card, holder, n: card.read(),
        _reads,
    ),
)


class QuickChip:
    """Keeps wrong values from the chip, and remembers its signatures: they cost time."""

    def __init__(self, holder: Holder) -> None:
        self._chip = holder.chip
        self._signed: dict[bytes, bytes] = {}
        self.atr = holder.chip.atr
        self.power_on, self.power_off = holder.chip.power_on, holder.chip.power_off
        self.reset = holder.chip.reset
        self._right = (holder.value_of(PIN_KEY), holder.value_of(NUMBER_KEY))

    def transmit(self, apdu: bytes) -> bytes:
        if _is_value(apdu) and apdu[5:] not in self._right:
            return b"\x6f\x00"
        if not apdu.startswith(SIGN):
            return self._chip.transmit(apdu)
        known = self._signed.get(apdu) or self._chip.transmit(apdu)
        if known[-2:] == b"\x90\x00":
            self._signed[apdu] = known
        return known


def sweep(holder: Holder, step: Step, words: Iterable[int]) -> Counter[str]:
    """Put every word in the place of the step's status word; returns the outcomes by name.

    Every word meets a driver that knows nothing of the one before. Raises `Broken` with the word.
    No try of the card is used.
    """
    found: Counter[str] = Counter()
    chip = QuickChip(holder)
    for number, word in enumerate(words):
        wire = SweptWire(chip, nothing, Random(0))
        wire.meant = step.meant
        card = holder.driver(wire)
        step.prepare(card, holder)
        wire.word = word.to_bytes(2, "big")
        wire.begin_call()
        try:
            outcome = step.call(card, holder, number)
        except DeviceFault as fault:
            outcome = fault
        must(step.right(word, outcome), f"{step.name}: {word:04X} gave {type(outcome).__name__}")
        wire.word = None
        if isinstance(outcome, PinAccepted):
            _wins_nothing(card)
        found[type(outcome).__name__] += 1
        card.release()
    return found


def _wins_nothing(card: MyNumberCard) -> None:
    """A PIN that only the wire called right lets the chip sign nothing."""
    refused = card.sign(CHALLENGE, VerifiedBy.PIN) is SigningRefused.NOT_PERMITTED
    must(refused, "a wrong PIN was good for a signature")
