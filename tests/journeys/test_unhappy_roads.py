"""Receptions that go wrong: each has its screen, its audit entry and a way on."""

import pytest

from kiosk.domain.fault import Device
from kiosk.domain.qualification import Validity
from kiosk.domain.refusal import (
    CardRefusal,
    QualificationRefusal,
    Refused,
)
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.reasons import CardLeft, CardProblem, StaffReason
from kiosk.ports.card import SigningRefused
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import Confirmed
from tests.fakes import people
from tests.fakes.kiosk import FakeKiosk, HeldWorker
from tests.fakes.output import FOLDER_MISSING
from tests.fakes.service import TIMED_OUT, UNREACHABLE
from tests.journeys.roads import (
    DISK_FULL,
    answering_option,
    check_in_not_kept,
    done,
    provisional_not_kept,
    received_provisionally,
    registered,
    service_unavailable,
)

MALFORMED = DeviceFault(Device.CARD, "malformed_tlv")


def test_a_card_that_cannot_be_read(kiosk: FakeKiosk) -> None:
    kiosk.card.reads.now(MALFORMED)
    kiosk.place_card()
    assert isinstance(kiosk.state, s.CardNotUsable)
    assert kiosk.state.why is CardProblem.UNREADABLE
    assert kiosk.records.audit[-1].details == {"device": "card", "code": "malformed_tlv"}
    kiosk.time_passes()
    assert isinstance(kiosk.state, s.AskingStillThere)
    kiosk.time_passes()
    assert isinstance(kiosk.state, s.TakeCard)


@pytest.mark.parametrize("refusal", CardRefusal)
def test_a_card_that_is_no_my_number_card(kiosk: FakeKiosk, refusal: CardRefusal) -> None:
    kiosk.card.reads.now(refusal)
    kiosk.place_card()
    assert isinstance(kiosk.state, s.CardNotUsable)
    assert kiosk.state.why == refusal.value
    assert kiosk.card.asked == ["read", "release"]
    assert kiosk.records.audit[-1].details == {"why": refusal.value}


@pytest.mark.parametrize("fault", [UNREACHABLE, TIMED_OUT])
def test_a_service_that_is_down_or_slow_may_be_asked_again(
    kiosk: FakeKiosk, fault: DeviceFault
) -> None:
    kiosk.service.challenges.now(fault, people.CHALLENGE)
    kiosk.place_card()
    kiosk.touch(t.PinChosen)
    kiosk.enter(people.PIN)
    assert isinstance(kiosk.state, s.ServiceUnavailable)
    kiosk.touch(t.WentOn)
    assert isinstance(kiosk.state, s.GivingConsent)
    assert len(kiosk.card.pins_seen) == 1  # nobody proves oneself twice


def test_a_service_that_stays_down_ends_where_the_patient_gives_up(kiosk: FakeKiosk) -> None:
    service_unavailable(kiosk)
    kiosk.touch(t.WentOn)
    kiosk.touch(t.GaveUp)
    assert isinstance(kiosk.state, s.TakeCard)
    assert kiosk.state.why is CardLeft.GAVE_UP
    assert kiosk.records.check_ins == []


def test_a_service_that_never_answers_is_given_up_by_time() -> None:
    kiosk = FakeKiosk(workers={"service": HeldWorker()})
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.Qualifying)
    kiosk.time_passes()
    assert isinstance(kiosk.state, s.ServiceUnavailable)
    assert "service_unavailable" in kiosk.records.words
    kiosk.stop()


def test_a_patient_registers_at_the_kiosk_and_is_received(kiosk: FakeKiosk) -> None:
    registered(kiosk)
    assert isinstance(kiosk.state, s.GivingConsent)
    kiosk.answer(t.AllAnswered, yes=True)
    assert isinstance(kiosk.state, s.Done)
    assert len(kiosk.service.registered) == 1
    words = kiosk.records.words
    assert words[2:] == ["registration_offered", "registration_applied", "checked_in"]


def test_without_the_line_a_patient_gets_a_number_and_staff_a_file(kiosk: FakeKiosk) -> None:
    received_provisionally(kiosk)
    assert isinstance(kiosk.state, s.ReceivedProvisionally)
    assert kiosk.state.number == 1
    assert kiosk.records.words[-1] == "provisional"
    assert kiosk.records.check_ins == []
    kiosk.remove_card()
    assert isinstance(kiosk.state, s.NumberInSight)
    kiosk.time_passes()
    assert isinstance(kiosk.state, s.WaitingForCard)


def test_a_provisional_reception_tried_again_keeps_its_number(kiosk: FakeKiosk) -> None:
    provisional_not_kept(kiosk)
    assert isinstance(kiosk.state, s.ProvisionalNotKept)
    assert kiosk.records.words[-1] == "not_kept"
    kiosk.output.rendering.now(None)
    kiosk.touch(t.WentOn)
    assert isinstance(kiosk.state, s.ReceivedProvisionally)
    assert kiosk.state.number == 1


def test_what_a_patient_wants_to_use_is_sent_and_kept(kiosk: FakeKiosk) -> None:
    kiosk.service.public_expenses = (people.PUBLIC_EXPENSE,)
    answering_option(kiosk)
    for yes in (False, True):
        assert isinstance(kiosk.state, s.AnsweringOption)
        kiosk.answer(t.OptionAnswered, yes=yes)
    assert isinstance(kiosk.state, s.Done)
    (sent,) = kiosk.service.options_seen
    assert (sent.specific_diseases, sent.public_expense) == (False, True)
    (kept,) = kiosk.records.check_ins
    assert kept.public_expenses == (people.PUBLIC_EXPENSE,)


def test_a_fault_of_the_try_before_does_not_end_the_one_under_way() -> None:
    service = HeldWorker()
    kiosk = FakeKiosk(workers={"service": service})
    kiosk.service.challenges.now(TIMED_OUT, people.CHALLENGE)
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    kiosk.time_passes()  # before the line has said that it waited in vain
    kiosk.touch(t.WentOn)
    service.carry_out()
    assert isinstance(kiosk.state, s.GivingConsent)
    kiosk.stop()


@pytest.mark.parametrize("refusal", QualificationRefusal)
def test_a_refusal_of_the_service_sends_the_patient_to_staff(
    kiosk: FakeKiosk, refusal: QualificationRefusal
) -> None:
    kiosk.service.confirmations.now(Refused(refusal, "SIM-9"))
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.SeeStaff)
    assert kiosk.state.why == refusal.value
    assert kiosk.records.audit[-1].details == {"why": refusal.value, "code": "SIM-9"}
    assert kiosk.records.check_ins == []


def test_a_chip_that_will_not_sign_sends_the_patient_to_staff(kiosk: FakeKiosk) -> None:
    kiosk.card.signatures.now(SigningRefused.NOT_PERMITTED)
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.SeeStaff)
    assert kiosk.state.why is StaffReason.SIGNING_REFUSED


@pytest.mark.parametrize(
    ("validity", "results", "why"),
    [
        (Validity.NONE, 0, StaffReason.INSURANCE_NOT_FOUND),
        (Validity.INVALID, 1, StaffReason.INSURANCE_ENDED),
        (Validity.INVALID_NEW_ONE_EXISTS, 2, StaffReason.INSURANCE_CHANGED),
        (Validity.SEVERAL, 2, StaffReason.INSURANCE_SEVERAL),
    ],
)
def test_a_patient_without_one_valid_insurance_is_kept_and_sees_staff(
    kiosk: FakeKiosk, validity: Validity, results: int, why: StaffReason
) -> None:
    answer = people.confirmation(validity, results)
    kiosk.service.confirmations.now(Confirmed(people.RECEIPT, answer))
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.SeeStaff)
    assert kiosk.state.why is why
    assert len(kiosk.records.check_ins) == 1
    assert kiosk.deliver()
    assert kiosk.output.folder == ["face-1.xml"]  # what the service said is staff's to read
    assert kiosk.service.consents_seen == []


def test_a_patient_who_walks_away_is_asked_and_then_the_card_called_for(kiosk: FakeKiosk) -> None:
    kiosk.place_card()
    kiosk.touch(t.PinChosen)
    kiosk.kiosk.post(t.DigitPressed(kiosk.session, 4))
    kiosk.time_passes()
    assert isinstance(kiosk.state, s.AskingStillThere)
    kiosk.time_passes()
    assert isinstance(kiosk.state, s.TakeCard)
    assert kiosk.state.why is CardLeft.TIMED_OUT
    assert kiosk.card.asked[-1] == "release"
    assert kiosk.records.words[-1] == "session_timed_out"


def test_records_that_are_broken_do_not_make_a_card_unreadable(kiosk: FakeKiosk) -> None:
    kiosk.records.broken = DISK_FULL
    kiosk.place_card()
    assert isinstance(kiosk.state, s.ChoosingMethod)


def test_a_check_in_that_was_not_kept_may_be_kept_again(kiosk: FakeKiosk) -> None:
    check_in_not_kept(kiosk)
    assert isinstance(kiosk.state, s.CheckInNotKept)
    assert kiosk.records.words[-1] == "not_kept"
    kiosk.output.rendering.now(None)
    kiosk.touch(t.WentOn)
    assert isinstance(kiosk.state, s.Done)
    assert len(kiosk.records.check_ins) == 1
    assert len(kiosk.service.consents_seen) == 1  # nothing is asked or sent twice


def test_consents_that_cannot_be_sent_leave_a_reception_without_sharing(kiosk: FakeKiosk) -> None:
    kiosk.service.line.now(UNREACHABLE)
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    kiosk.answer(t.AllAnswered, yes=True)
    assert isinstance(kiosk.state, s.ConsentsNotSent)
    kiosk.touch(t.WithoutSharingChosen)
    assert isinstance(kiosk.state, s.Done)
    kept = kiosk.records.check_ins[0]
    assert kept.consents.given == frozenset()
    assert kept.confirmation.consents == ()


def test_a_receipt_computer_that_is_off_keeps_nobody_waiting(kiosk: FakeKiosk) -> None:
    kiosk.output.share.now(FOLDER_MISSING)
    done(kiosk)
    assert isinstance(kiosk.state, s.Done)
    assert not kiosk.deliver()
    assert kiosk.records.attempts == ["folder_missing"]
    kiosk.output.share.now(None)
    assert kiosk.deliver()
    assert kiosk.output.folder == ["face-1.xml"]


def test_a_reader_stopped_and_back(kiosk: FakeKiosk) -> None:
    kiosk.lose_reader()
    assert isinstance(kiosk.state, s.OutOfService)
    kiosk.bring_reader_back()
    assert isinstance(kiosk.state, s.WaitingForCard)
    assert kiosk.records.words == ["out_of_service", "in_service"]
    done(kiosk)
    assert isinstance(kiosk.state, s.Done)


def test_a_reader_stopped_in_the_middle_ends_the_reception(kiosk: FakeKiosk) -> None:
    kiosk.place_card()
    kiosk.touch(t.PinChosen)
    kiosk.remove_card()  # a slot reports a card in a lost reader as removed
    kiosk.lose_reader()
    assert isinstance(kiosk.state, s.OutOfService)
    kiosk.bring_reader_back()
    kiosk.place_card()
    assert isinstance(kiosk.state, s.ChoosingMethod)


def test_a_reader_that_failed_once_serves_again_when_the_card_is_taken(kiosk: FakeKiosk) -> None:
    kiosk.card.reads.now(DeviceFault(Device.READER, "sharing_violation"))
    kiosk.place_card()
    assert isinstance(kiosk.state, s.OutOfService)
    kiosk.remove_card()
    assert isinstance(kiosk.state, s.WaitingForCard)


def test_a_bug_leads_to_staff_and_the_next_patient_is_received(kiosk: FakeKiosk) -> None:
    kiosk.service.confirmations.now(KeyError(people.NAME))
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.SeeStaff)
    assert kiosk.state.why is StaffReason.INTERNAL
    assert kiosk.records.audit[-1].details == {"error": "KeyError"}
    kiosk.remove_card()
    kiosk.service.confirmations.now(Confirmed(people.RECEIPT, people.confirmation()))
    done(kiosk)
    assert isinstance(kiosk.state, s.Done)
