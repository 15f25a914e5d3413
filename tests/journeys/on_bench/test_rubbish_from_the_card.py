"""A chip that answers nonsense: a named fault, a screen, an audit entry, the next patient."""

from collections.abc import Callable

import pytest

from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.reasons import CardProblem, StaffReason
from simulators.card.vpcd import Faults, SlotChip, VirtualSlot
from tests.journeys.on_bench.desk import Desk
from tests.journeys.on_bench.parts import until_seen_gone

pytestmark = pytest.mark.reader

Garble = Callable[[bytes], bytes]
SELECT_EF = bytes.fromhex("00A4020C02")
READ_BINARY = 0xB0
SHORT_ID = 0x80  # in P1: the EF's id in the five bits below


class Garbled:
    """A chip between whose answers somebody writes: only what is read from one file."""

    def __init__(self, chip: SlotChip, file: int, garble: Garble) -> None:
        self._chip, self._file, self._garble = chip, file, garble
        self._current = 0
        self.atr = chip.atr
        self.power_on, self.power_off, self.reset = chip.power_on, chip.power_off, chip.reset

    def transmit(self, apdu: bytes) -> bytes:
        if apdu.startswith(SELECT_EF):
            self._current = int.from_bytes(apdu[5:7])
        if apdu[1] == READ_BINARY and apdu[2] & SHORT_ID:
            self._current = apdu[2] & 0x1F
        answer = self._chip.transmit(apdu)
        if apdu[1] == READ_BINARY and self._current == self._file and len(answer) > 2:
            return self._garble(answer[:-2]) + answer[-2:]
        return answer


class GarblingSlot(VirtualSlot):
    """A slot whose cards are garbled."""

    def __init__(self, desk: Desk, file: int, garble: Garble) -> None:
        super().__init__(desk.bench.reader.slot_address(0))
        self._how = (file, garble)

    def insert(self, chip: SlotChip, faults: Faults | None = None) -> None:
        super().insert(Garbled(chip, *self._how), faults)


def one_bit(data: bytes, place: int) -> bytes:
    """Change one bit."""
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


RUBBISH: list[tuple[str, int, Garble]] = [
    ("a label of nothing", 0x0006, lambda data: bytes(len(data))),
    ("a certificate without end", 0x000A, lambda data: b"\x30\x84\xff\xff\xff\xff" + data[6:]),
    ("a certificate of noise", 0x000A, lambda data: data[:4] + bytes(len(data) - 4)),
    ("a certificate cut short", 0x000A, lambda data: data[: len(data) // 2]),
]


@pytest.mark.parametrize(("file", "garble"), [r[1:] for r in RUBBISH], ids=[r[0] for r in RUBBISH])
def test_rubbish_in_the_first_step(desk: Desk, file: int, garble: Garble) -> None:
    good = desk.bench.slot
    desk.bench.slot = GarblingSlot(desk, file, garble)
    desk.place("hanako")
    desk.until(lambda: isinstance(desk.state, s.CardNotUsable), "the card is refused")
    desk.take()
    desk.expect(s.WaitingForCard)
    until_seen_gone()
    desk.bench.slot = good
    desk.receive("taro")
    words = [what for (what,) in desk.rows("SELECT what FROM audit ORDER BY at")]
    assert {"fault", "card_refused"} & set(words)
    assert words[-1] == "checked_in"
    assert desk.received_by() == ["pin"]


@pytest.mark.parametrize(
    ("garble", "forged"),
    [
        (lambda data: bytes(len(data)), False),
        (lambda data: one_bit(data, len(data) // 2) if len(data) > 256 else data, True),
    ],
    ids=["noise", "one bit of the portrait"],
)
def test_a_card_face_that_is_not_what_was_signed_is_never_compared(
    desk: Desk, garble: Garble, *, forged: bool
) -> None:
    good = desk.bench.slot
    desk.bench.slot = GarblingSlot(desk, 0x0002, garble)
    desk.place("hanako")
    desk.expect(s.ChoosingMethod)
    desk.touch(t.FaceChosen)
    desk.until(lambda: not isinstance(desk.state, s.ReadingPortrait), "the portrait is refused")
    refused = desk.state
    if forged:
        assert isinstance(refused, s.SeeStaff)
        assert refused.why is StaffReason.CARD_NOT_AUTHENTIC
    else:
        assert isinstance(refused, s.CardNotUsable)
        assert refused.why is CardProblem.UNREADABLE
    assert not any(isinstance(state, s.MatchingFace) for state in desk.seen)
    word = "card_not_authentic" if forged else "fault"
    desk.until(lambda: (word,) in desk.rows("SELECT what FROM audit"), "it is audited")
    desk.take()
    desk.expect(s.WaitingForCard)
    until_seen_gone()
    desk.bench.slot = good
    desk.receive("taro")
