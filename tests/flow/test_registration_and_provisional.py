"""First registration, and what is left where the line is down, step by step."""

from dataclasses import replace

import pytest

from drivers.qualification.settings import ServiceSettings
from kiosk.domain.check_in import ProvisionalCheckIn, VerifiedBy
from kiosk.domain.fault import Device
from kiosk.domain.refusal import QualificationRefusal
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.proving import Awaited
from kiosk.flow.reasons import CardLeft, ServiceProblem, StaffReason
from tests.fakes import people
from tests.flow.saying import (
    FACTS,
    ONE,
    RULES,
    VISIT,
    Happening,
    after,
    faulted,
    of,
    removed,
    time_is_over,
)

QUALIFYING = s.Qualifying(VISIT, FACTS, VerifiedBy.PIN)
ANSWERING = replace(QUALIFYING, awaited=Awaited.ANSWER)
OFFERING = s.OfferingRegistration(VISIT, FACTS, VerifiedBy.PIN, people.REGISTRATION)
UNAVAILABLE = s.ServiceUnavailable(VISIT, FACTS, VerifiedBy.FACE)
CHECK_IN = ProvisionalCheckIn(ONE, VerifiedBy.FACE)
KEEPING = s.KeepingProvisional(VISIT, CHECK_IN)
QUALIFIED = of(e.Qualified, receipt=people.RECEIPT, confirmation=people.confirmation())
DOWN = faulted(Device.SERVICE)


def test_whoever_is_not_registered_may_apply_and_is_asked_what_all_are_asked() -> None:
    state, _ = after(ANSWERING, of(e.RegistrationOffered, registration=people.REGISTRATION))
    assert state == replace(OFFERING, visit=state.visit)
    assert people.REGISTRATION not in repr(state)
    state, effects = after(state, of(e.RegistrationChosen))
    assert isinstance(state, s.Registering)
    assert fx.Register(ONE, people.REGISTRATION, question=1) in effects
    assert isinstance(after(state, QUALIFIED)[0], s.GivingConsent)


@pytest.mark.parametrize(
    ("happening", "leads_to"),
    [
        (of(e.QualificationRefused, why=QualificationRefusal.NOT_REGISTERED), s.SeeStaff),
        (DOWN, s.ServiceUnavailable),
        (time_is_over, s.ServiceUnavailable),
    ],
)
def test_an_application_that_comes_to_nothing(
    happening: Happening, leads_to: type[s.State]
) -> None:
    state, _ = after(OFFERING, of(e.RegistrationChosen), happening)
    assert type(state) is leads_to


def test_after_an_application_without_answer_it_begins_with_a_fresh_challenge() -> None:
    _, effects = after(OFFERING, of(e.RegistrationChosen), DOWN, of(e.WentOn))
    assert fx.RequestChallenge(ONE, question=2) in effects
    assert len([one for one in effects if isinstance(one, fx.Register)]) == 1


def test_whoever_does_not_apply_today_is_led_to_staff() -> None:
    state, effects = after(OFFERING, of(e.WentBack))
    assert isinstance(state, s.SeeStaff)
    assert state.why is StaffReason.NOT_REGISTERED
    assert fx.ReleaseCard(ONE) in effects


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("unreachable", ServiceProblem.NO_ANSWER),
        ("service_error", ServiceProblem.NO_ANSWER),
        ("still_processing", ServiceProblem.STILL_PROCESSING),
    ],
)
def test_a_service_still_at_work_is_told_from_one_that_is_silent(
    code: str, why: ServiceProblem
) -> None:
    state, _ = after(ANSWERING, faulted(Device.SERVICE, code))
    assert isinstance(state, s.ServiceUnavailable)
    assert state.why is why


def test_without_the_line_a_verified_patient_may_be_received_provisionally() -> None:
    state, effects = after(replace(UNAVAILABLE, visit=replace(VISIT, face_failures=1)), CHOSEN)
    assert isinstance(state, s.KeepingProvisional)
    assert fx.KeepProvisional(ONE, replace(CHECK_IN, face_failures=1)) in effects
    assert fx.ReleaseCard(ONE) in effects
    state, _ = after(state, of(e.ProvisionalKept, number=7))
    assert isinstance(state, s.ReceivedProvisionally)
    assert state.number == 7


CHOSEN = of(e.ProvisionalChosen)


def test_an_iphone_that_has_proven_nothing_yet_is_not_received_provisionally() -> None:
    phone = replace(UNAVAILABLE, verified_by=VerifiedBy.PHONE)
    assert after(phone, CHOSEN) == (phone, [])


@pytest.mark.parametrize("device", [Device.RECORDS, Device.RECEIPT_COMPUTER])
def test_a_provisional_reception_that_was_not_kept_goes_again(device: Device) -> None:
    state, _ = after(KEEPING, faulted(device, "disk_full"))
    assert isinstance(state, s.ProvisionalNotKept)
    again, effects = after(state, of(e.WentOn))
    assert isinstance(again, s.KeepingProvisional)
    assert fx.KeepProvisional(ONE, CHECK_IN) in effects
    late, _ = after(state, of(e.ProvisionalKept, number=3))
    assert isinstance(late, s.ReceivedProvisionally)
    left, _ = after(state, of(e.GaveUp))
    assert isinstance(left, s.TakeCard)


def test_records_that_do_not_answer_leave_it_open_whether_it_was_kept() -> None:
    state, _ = after(KEEPING, time_is_over)
    assert isinstance(state, s.SeeStaff)
    assert state.why is StaffReason.PERHAPS_KEPT
    state, _ = after(KEEPING, removed)
    assert isinstance(state, s.Interrupted)
    assert state.perhaps_received


@pytest.mark.parametrize("left_behind", [[], [time_is_over]])
def test_the_number_stays_in_sight_after_the_card_is_taken(left_behind: list[Happening]) -> None:
    received = s.ReceivedProvisionally(VISIT, 7)
    state, _ = after(received, *left_behind, removed)
    assert isinstance(state, s.NumberInSight)
    assert (state.number, state.visit.session) == (7, 0)
    assert isinstance(after(state, time_is_over)[0], s.WaitingForCard)


def test_a_card_left_behind_keeps_the_number_on_the_glass() -> None:
    state, _ = after(s.ReceivedProvisionally(VISIT, 7), *[time_is_over] * 3)
    assert isinstance(state, s.TakeCard)
    assert (state.why, state.number, state.reminders) == (CardLeft.PROVISIONAL, 7, 1)


def test_the_fault_of_an_earlier_try_does_not_end_the_next() -> None:
    asked, _ = after(s.ServiceUnavailable(VISIT, FACTS, VerifiedBy.PIN), of(e.WentOn))
    again, _ = after(asked, time_is_over, of(e.WentOn))
    late = of(e.Faulted, device=Device.SERVICE, code="timed_out", question=1)
    assert after(again, late) == (again, [])
    assert isinstance(after(again, DOWN)[0], s.ServiceUnavailable)


def test_the_refusal_of_an_earlier_try_does_not_end_the_next() -> None:
    late = of(e.QualificationRefused, why=QualificationRefusal.PROOF_INVALID)
    assert after(QUALIFYING, late) == (QUALIFYING, [])
    assert isinstance(after(ANSWERING, late)[0], s.SeeStaff)


def test_the_service_has_more_time_than_line_and_processing_may_take() -> None:
    line = ServiceSettings
    answer = 2 * line.answer_seconds  # until it begins, and until it is read
    longest = line.connect_seconds + answer + line.processing_seconds + answer
    assert RULES.limits.service > longest
