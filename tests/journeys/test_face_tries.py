"""Never more than three failures by face in a session, never more than ten a card and day.

Over sessions, days' ends, records that fail and kiosks that lose their power in the middle.
"""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.face_tries import MOST_A_DAY, MOST_IN_A_SESSION
from kiosk.domain.fault import Device
from kiosk.domain.refusal import FaceImpossible
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.reasons import FaceProblem
from kiosk.ports.faults import DeviceFault
from tests.fakes import people
from tests.fakes.kiosk import FakeKiosk, HeldWorker
from tests.fakes.records import FakeRecords
from tests.fakes.vision import MATCHED, NOT_MATCHED, UNSURE

ENDINGS = {"matched": MATCHED, "not_matched": NOT_MATCHED, "unsure": UNSURE}
WAYS = st.sampled_from(
    [
        "not_matched", "not_matched", "not_matched", "unsure", "matched", "nobody", "went_back",
        "card_pulled", "power_cut", "camera_lost", "records_broken", "next_day",
    ]
)  # fmt: skip


class Persistent:
    """One card, tried again and again; counts what was tried and not forgiven."""

    def __init__(self) -> None:
        self.records = FakeRecords()
        self.day = 0
        self.failed: Counter[date] = Counter()
        self.begun_in_session = 0
        self._start()

    def _start(self) -> None:
        self.vision = HeldWorker()
        self.kiosk = FakeKiosk(workers={"vision": self.vision}, records=self.records)
        self.kiosk.clock.at = people.NOON + timedelta(days=self.day)

    @property
    def today(self) -> date:
        return self.kiosk.clock.at.date()

    def try_once(self, how: str) -> None:
        """Choose the face and let the match end so."""
        if how == "next_day":
            self.day += 1
            self.kiosk.clock.at += timedelta(days=1)
            return
        self.records.broken = (
            DeviceFault(Device.RECORDS, "unavailable") if how == "records_broken" else None
        )
        if not isinstance(self.kiosk.state, s.ChoosingMethod | s.FaceRefused):
            self.kiosk.remove_card()
            self.kiosk.place_card()
            self.begun_in_session = 0
        self.kiosk.touch(t.FaceChosen)
        if isinstance(self.kiosk.state, s.MatchingFace):
            assert how != "records_broken"
            self.begun_in_session += 1
            self._end(how)

    def _end(self, how: str) -> None:
        self.failed[self.today] += how not in {"matched", "nobody", "camera_lost"}
        match how:
            case "went_back":
                self.kiosk.touch(t.WentBack)
            case "card_pulled":
                self.kiosk.remove_card()
            case "power_cut":
                self._start()
            case "camera_lost":
                self.kiosk.lose_camera()
                self.kiosk.bring_camera_back()
            case _:
                self.kiosk.vision.answers.now(ENDINGS.get(how, FaceImpossible.NO_FACE))
                self.vision.carry_out()


@settings(max_examples=60, deadline=None)
@given(st.lists(WAYS, min_size=10, max_size=40))
def test_never_more_than_ten_failures_a_card_and_day_nor_three_a_session(ways: list[str]) -> None:
    somebody = Persistent()
    for how in ways:
        somebody.try_once(how)
        assert max(somebody.failed.values(), default=0) <= MOST_A_DAY
        assert somebody.begun_in_session <= MOST_IN_A_SESSION
    somebody.kiosk.stop()


def test_ten_failures_are_reached_and_the_eleventh_is_not_tried() -> None:
    somebody = Persistent()
    for _ in range(30):
        somebody.try_once("power_cut")
    assert somebody.failed[somebody.today] == MOST_A_DAY
    assert isinstance(somebody.kiosk.state, s.ChoosingMethod)
    assert somebody.kiosk.state.facts.no_face is FaceProblem.TRIES_SPENT
    assert "face_door_closed" in somebody.records.words
    somebody.kiosk.touch(t.PinChosen)
    somebody.kiosk.enter(people.PIN)
    assert isinstance(somebody.kiosk.state, s.GivingConsent)
    somebody.kiosk.remove_card()
    somebody.try_once("next_day")
    somebody.try_once("matched")
    assert isinstance(somebody.kiosk.state, s.GivingConsent)
    somebody.kiosk.stop()


def test_the_matches_of_one_who_is_known_cost_nothing() -> None:
    somebody = Persistent()
    for _ in range(2 * MOST_A_DAY):
        somebody.try_once("matched")
        assert isinstance(somebody.kiosk.state, s.GivingConsent)
    assert not somebody.records.charges
    somebody.kiosk.stop()


def test_the_portrait_waits_for_records_that_are_slow() -> None:
    slow = HeldWorker()
    kiosk = FakeKiosk(workers={"records": slow})
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.ReadingPortrait)
    assert "read_portrait" in kiosk.card.asked
    assert "match" not in kiosk.vision.asked
    slow.carry_out()
    assert "match" in kiosk.vision.asked
    assert isinstance(kiosk.state, s.GivingConsent)
    assert kiosk.card.asked.count("read_portrait") == 1
    kiosk.stop()


@pytest.mark.parametrize("when", ["before the card", "after the choice was shown"])
def test_while_the_records_cannot_count_the_pin_alone_is_open(kiosk: FakeKiosk, when: str) -> None:
    broken = DeviceFault(Device.RECORDS, "unavailable")
    kiosk.records.broken = broken if when == "before the card" else None
    kiosk.place_card()
    kiosk.records.broken = broken
    kiosk.touch(t.FaceChosen)
    assert "match" not in kiosk.vision.asked
    assert isinstance(kiosk.state, s.ChoosingMethod | s.FaceRefused)
    assert kiosk.state.facts.no_face is FaceProblem.UNCOUNTED
    kiosk.touch(t.PinChosen)
    assert isinstance(kiosk.state, s.EnteringPin)
