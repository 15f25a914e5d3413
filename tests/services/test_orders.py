"""What staff order reaches the patient it is meant for, once, or it is said why not."""

import threading
from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.fault import Device
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.ports.desk.orders import LONGEST_VISUAL_MODE, Outcome, What
from kiosk.ports.faults import DeviceFault
from tests.fakes import people
from tests.fakes.kiosk import FakeKiosk
from tests.services.waiting import eventually

WHY = {"reason": "unwell"}
STAFF = 3


@pytest.fixture
def kiosk() -> Generator[FakeKiosk]:
    made = FakeKiosk()
    yield made
    made.stop()


def call_for_help(kiosk: FakeKiosk) -> str:
    """Place a card and call for staff; return the visit's id."""
    kiosk.place_card()
    kiosk.touch(t.HelpAsked)
    return kiosk.visit.id


def until(kiosk: FakeKiosk, time: timedelta) -> dict[str, object]:
    return {"until": (kiosk.clock.now() + time).isoformat()}


def test_the_patient_who_called_is_told_that_help_is_coming(kiosk: FakeKiosk) -> None:
    visit = call_for_help(kiosk)
    assert kiosk.order(What.HELP_COMING, visit) is Outcome.DONE
    assert isinstance(kiosk.state, s.OfferingHelp)
    assert kiosk.state.coming


def test_staff_check_a_patient_by_eye_from_the_desk_and_the_patient_goes_on(
    kiosk: FakeKiosk,
) -> None:
    visit = call_for_help(kiosk)
    assert kiosk.order(What.CHECK_BY_EYE, visit, WHY, staff=STAFF) is Outcome.DONE
    looked_at = kiosk.visit
    assert (looked_at.state, looked_at.needs) == ("checking_at_desk", "visual_check")
    assert (looked_at.staff, looked_at.reason) == (STAFF, "unwell")
    assert kiosk.order(What.SAME_PERSON, visit, staff=STAFF) is Outcome.DONE
    assert kiosk.visit.verified_by == "visual_check"
    kiosk.answer(t.AllAnswered, yes=True)
    kiosk.remove_card()
    assert (kiosk.visit.outcome, kiosk.visit.needs) == ("received", None)
    assert (kiosk.visit.staff, kiosk.visit.reason) == (STAFF, "unwell")


def test_staff_who_look_no_more_have_looked_at_nobody(kiosk: FakeKiosk) -> None:
    visit = call_for_help(kiosk)
    kiosk.order(What.CHECK_BY_EYE, visit, WHY)
    assert kiosk.order(What.STOP_CHECK, visit) is Outcome.DONE
    assert (kiosk.visit.staff, kiosk.visit.reason, kiosk.visit.needs) == (None, None, None)


def test_staff_say_that_it_is_another_person(kiosk: FakeKiosk) -> None:
    visit = call_for_help(kiosk)
    kiosk.order(What.CHECK_BY_EYE, visit, WHY)
    assert kiosk.order(What.OTHER_PERSON, visit) is Outcome.DONE
    assert kiosk.visit.needs == "see_staff.visual_check_refused"


@pytest.mark.parametrize(
    "what", [What.HELP_COMING, What.CHECK_BY_EYE, What.SAME_PERSON, What.STOP_CHECK]
)
def test_an_order_for_the_patient_before_is_too_late_for_the_next(
    kiosk: FakeKiosk, what: What
) -> None:
    before = call_for_help(kiosk)
    kiosk.remove_card()
    call_for_help(kiosk)
    state = kiosk.state
    assert kiosk.order(what, before, WHY) is Outcome.TOO_LATE
    assert kiosk.state == state


def test_an_order_for_a_screen_that_is_gone_is_too_late(kiosk: FakeKiosk) -> None:
    visit = call_for_help(kiosk)
    kiosk.touch(t.WentBack)
    assert kiosk.order(What.HELP_COMING, visit) is Outcome.TOO_LATE


def test_a_card_without_a_photo_is_refused_a_check_by_eye(kiosk: FakeKiosk) -> None:
    kiosk.face.fronts.now(replace(people.FRONT, has_photo=False))
    visit = call_for_help(kiosk)
    assert kiosk.order(What.CHECK_BY_EYE, visit, WHY) is Outcome.REFUSED


@pytest.mark.parametrize(
    ("what", "details"),
    [
        ("open_the_door", {}),
        (What.CHECK_BY_EYE, {}),
        (What.CHECK_BY_EYE, {"reason": "curious"}),
        (What.CHECK_BY_EYE, {"reason": 3}),
        (What.VISUAL_MODE, {}),
        (What.VISUAL_MODE, {"until": "tomorrow"}),
        (What.VISUAL_MODE, {"until": "2026-11-20T13:00:00"}),  # of no zone
        (What.VISUAL_MODE, {"until": "2020-01-01T00:00:00+09:00"}),
    ],
)
def test_what_is_no_order_is_refused(
    kiosk: FakeKiosk, what: str, details: dict[str, object]
) -> None:
    visit = call_for_help(kiosk)
    state = kiosk.state
    assert kiosk.order(what, visit, details) is Outcome.REFUSED
    assert kiosk.state == state


def test_an_order_whose_time_is_over_is_not_carried_out(kiosk: FakeKiosk) -> None:
    visit = call_for_help(kiosk)
    number = kiosk.order_book.give(What.HELP_COMING, visit, expires_at=kiosk.clock.now())
    kiosk.look_for_orders()
    assert kiosk.order_book.outcomes[number] is Outcome.EXPIRED
    assert isinstance(kiosk.state, s.OfferingHelp)
    assert not kiosk.state.coming


def test_an_order_taken_before_a_crash_is_not_carried_out_after_it(kiosk: FakeKiosk) -> None:
    visit = call_for_help(kiosk)
    number = kiosk.order_book.give(What.HELP_COMING, visit)
    kiosk.order_book.take(kiosk.clock.now())  # and then the power is cut
    kiosk.look_for_orders()
    assert kiosk.order_book.outcomes[number] is Outcome.TOO_LATE
    assert isinstance(kiosk.state, s.OfferingHelp)
    assert not kiosk.state.coming


def test_the_book_is_opened_only_when_somebody_has_written(kiosk: FakeKiosk) -> None:
    for _ in range(5):
        kiosk.look_for_orders()
    assert kiosk.order_book.takes == 1


def test_what_became_of_an_order_is_noted_once_the_records_work_again(kiosk: FakeKiosk) -> None:
    visit = call_for_help(kiosk)
    number = kiosk.order_book.give(What.HELP_COMING, visit)

    def broken(number: int, outcome: Outcome) -> None:
        raise DeviceFault(Device.RECORDS, "disk_full")

    settle, kiosk.order_book.settle = kiosk.order_book.settle, broken
    kiosk.look_for_orders()
    assert number not in kiosk.order_book.outcomes
    kiosk.order_book.settle = settle
    kiosk.look_for_orders()
    assert kiosk.order_book.outcomes[number] is Outcome.DONE


def test_records_that_fail_take_no_order_and_raise_nothing(kiosk: FakeKiosk) -> None:
    kiosk.order_book.broken = DeviceFault(Device.RECORDS, "unavailable")
    kiosk.look_for_orders()
    kiosk.order_book.broken = None
    visit = call_for_help(kiosk)
    assert kiosk.order(What.HELP_COMING, visit) is Outcome.DONE


# ------------------------------------------------------------ the visual mode
def visual_until(kiosk: FakeKiosk) -> object:
    assert kiosk.kiosk.board is not None
    kiosk.kiosk.board.writer.write()
    assert kiosk.board.kiosk is not None
    return kiosk.board.kiosk.visual_until


def test_in_visual_mode_staff_look_at_everybody_until_its_time_is_over(kiosk: FakeKiosk) -> None:
    hour = timedelta(hours=1)
    assert kiosk.order(What.VISUAL_MODE, None, until(kiosk, hour)) is Outcome.DONE
    assert kiosk.state.visit.visual_mode
    assert visual_until(kiosk) == kiosk.clock.now() + hour
    kiosk.clock.passes(hour)
    kiosk.look_for_orders()
    assert not kiosk.state.visit.visual_mode
    assert visual_until(kiosk) is None


def test_staff_switch_the_visual_mode_back_themselves(kiosk: FakeKiosk) -> None:
    kiosk.order(What.VISUAL_MODE, None, until(kiosk, timedelta(hours=1)))
    assert kiosk.order(What.NORMAL_MODE) is Outcome.DONE
    assert not kiosk.state.visit.visual_mode
    assert visual_until(kiosk) is None


def test_a_visual_mode_that_somebody_would_forget_ends_after_four_hours(kiosk: FakeKiosk) -> None:
    assert kiosk.order(What.VISUAL_MODE, None, until(kiosk, timedelta(days=1))) is Outcome.DONE
    assert visual_until(kiosk) == kiosk.clock.now() + LONGEST_VISUAL_MODE


@pytest.mark.parametrize(("left", "goes_on"), [(1, True), (0, False), (-1, False)])
def test_the_visual_mode_survives_a_restart_as_long_as_its_time_is_not_over(
    kiosk: FakeKiosk, left: int, *, goes_on: bool
) -> None:
    at = kiosk.clock.now() + timedelta(minutes=left)
    assert kiosk.kiosk.orders is not None
    kiosk.kiosk.orders.resume(at)
    assert kiosk.state.visit.visual_mode is goes_on
    assert visual_until(kiosk) == (at if goes_on else None)


def test_a_clock_that_is_set_back_makes_no_visual_mode_last_longer(kiosk: FakeKiosk) -> None:
    hour = timedelta(hours=1)
    kiosk.order(What.VISUAL_MODE, None, until(kiosk, hour))
    kiosk.clock.passes(timedelta(days=-1))
    kiosk.clock.passes(hour)
    kiosk.look_for_orders()
    assert not kiosk.state.visit.visual_mode
    assert visual_until(kiosk) is None


def test_a_clock_set_back_before_a_restart_makes_it_last_no_longer_than_ever(
    kiosk: FakeKiosk,
) -> None:
    assert kiosk.kiosk.orders is not None
    kiosk.kiosk.orders.resume(kiosk.clock.now() + timedelta(days=1))
    assert visual_until(kiosk) == kiosk.clock.now() + LONGEST_VISUAL_MODE


# ------------------------------------------------------------ a restart
def test_a_restart_waits_until_nobody_is_received(kiosk: FakeKiosk) -> None:
    call_for_help(kiosk)
    assert kiosk.order(What.RESTART) is None
    kiosk.look_for_orders()
    assert kiosk.restarts == 0
    kiosk.remove_card()
    kiosk.look_for_orders()
    assert kiosk.restarts == 1
    assert list(kiosk.order_book.outcomes.values()) == [Outcome.DONE]


def test_a_restart_that_waited_too_long_is_none(kiosk: FakeKiosk) -> None:
    call_for_help(kiosk)
    kiosk.order(What.RESTART)
    kiosk.clock.passes(timedelta(minutes=3))
    kiosk.look_for_orders()
    kiosk.remove_card()
    kiosk.look_for_orders()
    assert kiosk.restarts == 0
    assert list(kiosk.order_book.outcomes.values()) == [Outcome.EXPIRED]


@pytest.mark.parametrize("now", [True, "true"])
def test_a_restart_now_waits_for_nobody(kiosk: FakeKiosk, now: object) -> None:
    call_for_help(kiosk)
    assert kiosk.order(What.RESTART, None, {"now": now}) is Outcome.DONE
    assert kiosk.restarts == 1


# ------------------------------------------------------------ with its thread
def test_an_order_is_carried_out_within_a_moment_of_being_given(kiosk: FakeKiosk) -> None:
    visit = call_for_help(kiosk)
    orders = kiosk.kiosk.orders
    assert orders is not None
    orders.start(None)
    number = kiosk.order_book.give(What.HELP_COMING, visit)
    eventually(lambda: number in kiosk.order_book.outcomes, "the order is settled")
    orders.stop()
    assert not [one for one in threading.enumerate() if one.name == "orders"]


@given(
    given_orders=st.lists(
        st.tuples(st.sampled_from([*What, "rubbish"]), st.sampled_from(["now", "before", "none"])),
        max_size=8,
    )
)
def test_whatever_is_ordered_each_order_ends_and_none_verifies_a_patient_it_is_not_bound_to(
    given_orders: list[tuple[str, str]],
) -> None:
    kiosk = FakeKiosk()
    before = call_for_help(kiosk)
    kiosk.remove_card()
    ids = {"now": call_for_help(kiosk), "before": before, "none": None}
    details: dict[str, object] = {**WHY, **until(kiosk, timedelta(hours=1)), "now": True}
    for what, whose in given_orders:
        outcome = kiosk.order(what, ids[whose], details)
        assert outcome is not None
    verified = kiosk.visit.verified_by is not None
    mine = [what for what, whose in given_orders if whose == "now"]
    assert not verified or What.CHECK_BY_EYE in mine
    kiosk.stop()
