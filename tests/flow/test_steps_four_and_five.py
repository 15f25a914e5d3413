"""Steps 4 and 5 as tables: qualification, consent, check-in, the card taken back; and faults."""

from dataclasses import replace

import pytest

from kiosk.domain.certificate import CertificateState
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents, Information, consent_to_all
from kiosk.domain.fault import Device
from kiosk.domain.qualification import Validity
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.reasons import CardLeft, CardProblem, StaffReason
from kiosk.flow.rules import Rules
from kiosk.flow.timing import DONE_REMINDERS
from tests.fakes import people
from tests.flow.saying import (
    CHECK_IN,
    CHECKUPS,
    FACTS,
    ITEMS,
    MEDICATION,
    ONE,
    QUESTIONS,
    VISIT,
    Happening,
    after,
    choosing,
    faulted,
    of,
    removed,
    time_is_over,
)

QUALIFYING = s.Qualifying(VISIT, FACTS, VerifiedBy.PIN)
UNAVAILABLE = s.ServiceUnavailable(VISIT, FACTS, VerifiedBy.PIN)
CONSENT = s.GivingConsent(VISIT, QUESTIONS)
SENDING = s.SendingConsents(VISIT, QUESTIONS, consent_to_all(ITEMS))
NOT_SENT = s.ConsentsNotSent(VISIT, QUESTIONS, consent_to_all(ITEMS))
KEEPING, NOT_KEPT = s.CheckingIn(VISIT, CHECK_IN), s.CheckInNotKept(VISIT, CHECK_IN)
YES, NO = of(e.ItemAnswered, yes=True), of(e.ItemAnswered, yes=False)
ONE_BY_ONE, BACK, ON = of(e.OneByOneChosen), of(e.WentBack), of(e.WentOn)


def _qualified(validity: Validity | None = Validity.VALID, results: int = 1) -> Happening:
    answer = people.confirmation(validity, results)
    return of(e.Qualified, receipt=people.RECEIPT, confirmation=answer)


def test_challenge_signature_and_qualification_follow_one_another() -> None:
    state, effects = after(QUALIFYING, of(e.ChallengeReceived, challenge=people.CHALLENGE))
    assert effects[0] == fx.SignChallenge(ONE, people.CHALLENGE, VerifiedBy.PIN)
    state, effects = after(state, of(e.ChallengeSigned, proof=people.PROOF))
    assert effects[0] == fx.ConfirmQualification(ONE, people.PROOF, VerifiedBy.PIN, question=1)
    state, _ = after(state, _qualified())
    assert isinstance(state, s.GivingConsent)
    assert state.questions == QUESTIONS


@pytest.mark.parametrize(
    ("happening", "leads_to"),
    [
        (faulted(Device.SERVICE), s.ServiceUnavailable),
        (time_is_over, s.ServiceUnavailable),
        (faulted(Device.CARD, "malformed_tlv"), s.CardNotUsable),
        (faulted(Device.CARD, "card_gone"), s.Qualifying),  # the slot tells of the removal
        (of(e.SigningRefused), s.Qualifying),  # nobody asked for a signature yet
    ],
)
def test_what_can_go_wrong_before_consent(happening: Happening, leads_to: type[s.State]) -> None:
    assert type(after(QUALIFYING, happening)[0]) is leads_to


@pytest.mark.parametrize("nothing", ["grace", "not enabled"])
def test_where_nothing_may_be_shared_nothing_is_asked(nothing: str) -> None:
    grace = people.facts(CertificateState.IN_GRACE)
    facts, rules = (grace, Rules()) if nothing == "grace" else (FACTS, Rules(frozenset()))
    state, effects = after(s.Qualifying(VISIT, facts, VerifiedBy.PIN), _qualified(), rules=rules)
    assert isinstance(state, s.CheckingIn)
    assert state.check_in.consents == Consents()
    assert [type(effect) for effect in effects] == [fx.KeepCheckIn, fx.ReleaseCard, fx.StartTimer]


@pytest.mark.parametrize(
    ("validity", "results", "why"),
    [
        (Validity.INVALID, 1, StaffReason.INSURANCE_ENDED),
        (Validity.INVALID_NEW_ONE_EXISTS, 2, StaffReason.INSURANCE_CHANGED),
        (Validity.NONE, 0, StaffReason.INSURANCE_NOT_FOUND),
        (Validity.SEVERAL, 2, StaffReason.INSURANCE_SEVERAL),
        (Validity.VALID, 2, StaffReason.INSURANCE_TO_CHOOSE),
        (Validity.VALID_TICKET_NOT_REGISTERED, 1, StaffReason.INSURANCE_TICKET),
        (Validity.VALID, 0, StaffReason.INSURANCE_UNCLEAR),
        (None, 1, StaffReason.INSURANCE_UNCLEAR),
    ],
)
def test_without_one_valid_insurance_it_is_kept_and_then_staff_are_needed(
    validity: Validity | None, results: int, why: StaffReason
) -> None:
    state, effects = after(QUALIFYING, _qualified(validity, results))
    assert isinstance(state, s.CheckingIn)
    assert isinstance(effects[0], fx.KeepCheckIn)
    state, _ = after(state, of(e.CheckInKept))
    assert isinstance(state, s.SeeStaff)
    assert state.why is why


def test_a_service_that_was_down_is_asked_for_a_fresh_challenge() -> None:
    state, effects = after(UNAVAILABLE, ON)
    assert isinstance(state, s.Qualifying)
    assert effects[0] == fx.RequestChallenge(ONE, question=1)


@pytest.mark.parametrize(
    ("touches", "medication", "checkups"),
    [
        ([of(e.AllAnswered, yes=True)], True, True),
        ([of(e.AllAnswered, yes=False)], False, False),
        ([ONE_BY_ONE, YES, YES], True, True),
        ([ONE_BY_ONE, YES, NO], True, False),
        ([ONE_BY_ONE, NO, YES], False, True),
        ([ONE_BY_ONE, YES, BACK, NO, YES], False, True),
        ([ONE_BY_ONE, YES, BACK, BACK, of(e.AllAnswered, yes=False)], False, False),
        ([ONE_BY_ONE, YES, BACK, BACK, ONE_BY_ONE, NO, NO], False, False),
        ([ONE_BY_ONE, of(e.AllAnswered, yes=True), NO, NO], False, False),
        ([YES, ONE_BY_ONE, NO, of(e.HelpAsked), ON, YES], False, True),
    ],
)
def test_what_is_sent_is_what_was_answered(
    touches: list[Happening], medication: bool, checkups: bool
) -> None:
    state, effects = after(CONSENT, *touches)
    expected = Consents({MEDICATION: medication, CHECKUPS: checkups})
    assert isinstance(state, s.SendingConsents)
    assert fx.SendConsents(ONE, people.RECEIPT, expected, question=1) in effects


def test_the_questions_are_asked_one_a_screen() -> None:
    asked: list[int | None] = []
    state: s.State = CONSENT
    for touch in (ONE_BY_ONE, YES, BACK, BACK):
        state, _ = after(state, touch)
        assert isinstance(state, s.GivingConsent)
        asked.append(state.asking)
    assert asked == [0, 1, 0, None]


@pytest.mark.parametrize(
    ("answered", "recorded", "kept"),
    [
        ((True, True), (MEDICATION, CHECKUPS), {MEDICATION, CHECKUPS}),
        ((True, True), (MEDICATION,), {MEDICATION}),
        ((True, False), (MEDICATION, CHECKUPS), {MEDICATION}),
        ((False, False), (MEDICATION, CHECKUPS), set()),
        ((True, True), (), set()),
    ],
)
def test_kept_is_only_what_patient_and_service_both_hold(
    answered: tuple[bool, bool], recorded: tuple[Information, ...], kept: set[Information]
) -> None:
    answers = Consents(dict(zip((MEDICATION, CHECKUPS), answered, strict=True)))
    sending = s.SendingConsents(VISIT, QUESTIONS, answers)
    state, _ = after(sending, of(e.ConsentsRecorded, recorded=people.recorded(*recorded)))
    assert isinstance(state, s.CheckingIn)
    assert state.check_in.consents.given == kept
    assert {one.information for one in state.check_in.confirmation.consents} == kept
    assert set(state.check_in.consents.answers) == {MEDICATION, CHECKUPS}


@pytest.mark.parametrize("happening", [faulted(Device.SERVICE), time_is_over])
def test_consents_that_were_not_sent_go_again_or_nothing_is_shared(happening: Happening) -> None:
    state, _ = after(SENDING, happening)
    assert isinstance(state, s.ConsentsNotSent)
    again, effects = after(state, ON)
    assert isinstance(again, s.SendingConsents)
    assert fx.SendConsents(ONE, people.RECEIPT, consent_to_all(ITEMS), question=1) in effects
    without, _ = after(state, of(e.WithoutSharingChosen))
    assert isinstance(without, s.CheckingIn)
    assert without.check_in.consents == consent_to_all(ITEMS, yes=False)
    assert without.check_in.confirmation.consents == ()
    assert without.check_in.taken_back


def test_who_shared_nothing_has_nothing_to_take_back() -> None:
    refused = replace(SENDING, answers=consent_to_all(ITEMS, yes=False))
    not_sent, _ = after(refused, faulted(Device.SERVICE))
    without, _ = after(not_sent, of(e.WithoutSharingChosen))
    assert isinstance(without, s.CheckingIn)
    assert not without.check_in.taken_back


@pytest.mark.parametrize("device", [Device.RECORDS, Device.RECEIPT_COMPUTER])
def test_a_check_in_that_was_not_kept_goes_again_as_it_was(device: Device) -> None:
    state, _ = after(KEEPING, faulted(device, "disk_full"))
    assert isinstance(state, s.CheckInNotKept)
    state, effects = after(state, ON)
    assert isinstance(state, s.CheckingIn)
    assert effects[0] == fx.KeepCheckIn(ONE, CHECK_IN)


def test_a_late_fault_of_the_service_does_not_make_a_check_in_not_kept() -> None:
    assert after(KEEPING, faulted(Device.SERVICE, "timed_out")) == (KEEPING, [])


def test_records_that_never_answer_send_the_patient_to_staff() -> None:
    state, _ = after(KEEPING, time_is_over)
    assert isinstance(state, s.SeeStaff)
    assert state.why is StaffReason.PERHAPS_KEPT


def test_done_is_said_when_the_database_has_committed_and_not_before() -> None:
    state, _ = after(KEEPING, of(e.CheckInKept))
    assert isinstance(state, s.Done)


def test_a_card_left_behind_is_asked_for_until_it_is_taken() -> None:
    asked_again, _ = after(s.Done(VISIT), time_is_over)
    assert isinstance(asked_again, s.Done)
    assert asked_again.reminders == 1
    state, _ = after(s.Done(VISIT), *[time_is_over] * (DONE_REMINDERS + 3))
    assert isinstance(state, s.TakeCard)
    assert (state.why, state.reminders) == (CardLeft.FINISHED, 2)
    assert isinstance(after(state, removed)[0], s.WaitingForCard)


@pytest.mark.parametrize(
    ("state", "perhaps"),
    [(choosing(), False), (CONSENT, False), (SENDING, False), (KEEPING, True), (NOT_KEPT, False)],
)
def test_a_card_taken_early_is_told_whether_it_was_perhaps_received(
    state: s.State, perhaps: bool
) -> None:
    gone, _ = after(state, removed)
    assert isinstance(gone, s.Interrupted)
    assert gone.perhaps_received is perhaps
    assert isinstance(after(gone, time_is_over)[0], s.WaitingForCard)


@pytest.mark.parametrize("lost", [lambda _: e.ReaderLost(), faulted(Device.READER, "no_service")])
@pytest.mark.parametrize("state", [choosing(), QUALIFYING, CONSENT, KEEPING, s.Done(VISIT)])
def test_a_reader_lost_ends_everything_until_it_is_back(state: s.State, lost: Happening) -> None:
    out, effects = after(state, lost)
    assert isinstance(out, s.OutOfService)
    assert fx.ReleaseCard(ONE) in effects
    assert isinstance(after(out, lambda _: e.ReaderBack())[0], s.WaitingForCard)


@pytest.mark.parametrize("state", [choosing(), QUALIFYING, CONSENT, SENDING, KEEPING, NOT_SENT])
def test_a_bug_leads_to_the_safe_screen_and_powers_the_card_off(state: s.State) -> None:
    safe, effects = after(state, of(e.Broken, error="KeyError"))
    assert isinstance(safe, s.SeeStaff)
    assert safe.why is StaffReason.INTERNAL
    assert fx.ReleaseCard(ONE) in effects


@pytest.mark.parametrize("state", [UNAVAILABLE, CONSENT, NOT_SENT, NOT_KEPT])
def test_whoever_gives_up_is_asked_to_take_the_card(state: s.State) -> None:
    left, effects = after(state, of(e.GaveUp))
    assert isinstance(left, s.TakeCard)
    assert left.why is CardLeft.GAVE_UP
    assert fx.ReleaseCard(ONE) in effects


def test_a_card_that_is_not_usable_is_asked_for_after_its_message() -> None:
    asked, _ = after(s.CardNotUsable(VISIT, CardProblem.OLD_CARD), time_is_over)
    assert isinstance(asked, s.AskingStillThere)
    state, _ = after(asked, time_is_over)
    assert isinstance(state, s.TakeCard)


def test_a_check_in_kept_after_all_is_done_and_asked_for_no_more() -> None:
    state, effects = after(NOT_KEPT, of(e.CheckInKept))
    assert isinstance(state, s.Done)
    assert not [effect for effect in effects if isinstance(effect, fx.KeepCheckIn)]
