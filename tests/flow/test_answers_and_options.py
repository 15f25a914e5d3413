"""前回と同じ, the optional questions, and what is kept of it all, step by step."""

from dataclasses import replace

import pytest

from kiosk.domain.certificate import CertificateState
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import ConsentItem, Consents, Information, consent_to_all
from kiosk.domain.fault import Device
from kiosk.domain.offer import NO_OFFER, Offer
from kiosk.domain.optional_questions import (
    NOTHING_ASKED,
    OptionalAnswers,
    OptionalQuestion,
    PrescriptionIssue,
)
from kiosk.domain.qualification import Validity
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.carry_over import last_answer, last_answers
from kiosk.flow.reasons import StaffReason
from kiosk.flow.rules import Rules
from tests.fakes import people
from tests.flow.saying import CHECKUPS, FACTS, MEDICATION, ONE, QUESTIONS, VISIT, after, faulted, of

SD, PE, RX = OptionalQuestion
ALL = Rules(options=frozenset(OptionalQuestion))
QUALIFYING = s.Qualifying(VISIT, FACTS, VerifiedBy.PIN)
CARRIED = replace(QUESTIONS, offer=people.OFFER)
ASKED = replace(CARRIED, options=(SD, PE, RX))
AS_LAST_TIME = Consents({MEDICATION: True, CHECKUPS: False})
FIRST, SECOND = of(e.OptionAnswered, first=True), of(e.OptionAnswered, first=False)
BACK, LAST = of(e.WentBack), of(e.LastAnswersChosen)
NO_TO_ALL = of(e.AllAnswered, yes=False)
YES_TO_ALL = OptionalAnswers(True, True, PrescriptionIssue.ELECTRONIC)
TOLD_ANEW = replace(people.confirmation(), results=(people.WITH_DISEASE,))


def _qualified(offer: Offer = people.OFFER) -> s.State:
    answer = of(
        e.Qualified, receipt=people.RECEIPT, confirmation=people.confirmation(), offer=offer
    )
    return after(QUALIFYING, answer, rules=ALL)[0]


def test_as_last_time_is_one_touch_and_sends_what_was_said_then() -> None:
    state, effects = after(s.GivingConsent(VISIT, CARRIED), LAST)
    assert isinstance(state, s.SendingConsents)
    assert fx.SendConsents(ONE, people.RECEIPT, AS_LAST_TIME, question=1) in effects


@pytest.mark.parametrize(
    "previous",
    [{}, {MEDICATION: True}, {CHECKUPS: False, Information.OPERATION: True}],
)
def test_last_time_is_no_answer_to_what_was_not_asked_then(
    previous: dict[Information, bool],
) -> None:
    state = s.GivingConsent(VISIT, replace(QUESTIONS, offer=Offer(previous)))
    assert last_answers(state.questions) is None
    assert after(state, LAST) == (state, [])


def test_an_item_of_two_flags_answered_apart_last_time_has_no_last_answer() -> None:
    item = ConsentItem.DIAGNOSIS_AND_MEDICATION
    apart = {Information.DIAGNOSIS: True, MEDICATION: False}
    both = {Information.DIAGNOSIS: False, MEDICATION: False}
    questions = replace(QUESTIONS, items=(item,))
    assert last_answer(replace(questions, offer=Offer(apart)), item) is None
    assert last_answer(replace(questions, offer=Offer(both)), item) is False


def test_one_by_one_presupposes_nothing_of_last_time() -> None:
    state, _ = after(s.GivingConsent(VISIT, CARRIED), of(e.OneByOneChosen))
    assert isinstance(state, s.GivingConsent)
    assert state.answers == Consents()
    assert after(state, LAST) == (state, [])


@pytest.mark.parametrize(
    ("offer", "asked"),
    [
        (people.OFFER, (SD, PE, RX)),
        (NO_OFFER, (RX,)),
        (Offer(specific_diseases=True), (SD, RX)),
        (Offer(public_expenses=("指定難病",)), (PE, RX)),
    ],
)
def test_only_questions_that_have_a_point_are_asked(
    offer: Offer, asked: tuple[OptionalQuestion, ...]
) -> None:
    state = _qualified(offer)
    assert isinstance(state, s.GivingConsent)
    assert state.questions.options == asked


def test_a_clinic_that_asks_nothing_more_is_not_made_to() -> None:
    answer = of(
        e.Qualified, receipt=people.RECEIPT, confirmation=people.confirmation(), offer=people.OFFER
    )
    state, _ = after(QUALIFYING, answer)
    assert isinstance(state, s.GivingConsent)
    assert state.questions.options == ()


def test_in_the_months_of_grace_only_the_prescription_is_asked_about() -> None:
    grace = replace(QUALIFYING, facts=people.facts(CertificateState.IN_GRACE))
    answer = of(
        e.Qualified, receipt=people.RECEIPT, confirmation=people.confirmation(), offer=people.OFFER
    )
    state, _ = after(grace, answer, rules=ALL)
    assert isinstance(state, s.AnsweringOption)
    assert state.questions.options == (RX,)
    state, effects = after(state, BACK, SECOND)
    paper = OptionalAnswers(prescription=PrescriptionIssue.PAPER)
    assert fx.SendConsents(ONE, people.RECEIPT, Consents(), paper, question=1) in effects


def test_the_options_come_after_the_consents_one_a_screen_and_in_their_order() -> None:
    state, effects = after(s.GivingConsent(VISIT, ASKED), LAST)
    asked: list[OptionalQuestion] = []
    while isinstance(state, s.AnsweringOption):
        asked.append(state.questions.options[state.asking])
        assert not [one for one in effects if isinstance(one, fx.SendConsents)]
        state, effects = after(state, FIRST)
    assert asked == [SD, PE, RX]
    sent = fx.SendConsents(ONE, people.RECEIPT, AS_LAST_TIME, YES_TO_ALL, question=1)
    assert sent in effects


def test_from_the_first_option_the_consents_are_asked_anew() -> None:
    state, _ = after(s.GivingConsent(VISIT, ASKED), NO_TO_ALL, BACK)
    assert state == s.GivingConsent(replace(VISIT, timer=2), ASKED)


def test_an_option_answered_again_counts_as_answered_last() -> None:
    state, _ = after(s.GivingConsent(VISIT, ASKED), NO_TO_ALL, FIRST, BACK, SECOND, SECOND, SECOND)
    assert isinstance(state, s.SendingConsents)
    assert state.options == OptionalAnswers(False, False, PrescriptionIssue.PAPER)


def _recorded(options: OptionalAnswers, **told: object) -> s.CheckingIn:
    sending = s.SendingConsents(replace(VISIT, face_failures=2), ASKED, AS_LAST_TIME, options)
    what = {"recorded": people.recorded(MEDICATION, CHECKUPS), **told}
    state, _ = after(sending, of(e.ConsentsRecorded, **what))
    assert isinstance(state, s.CheckingIn)
    return state


def test_kept_is_what_the_service_told_anew() -> None:
    state = _recorded(YES_TO_ALL, confirmation=TOLD_ANEW, public_expenses=(people.PUBLIC_EXPENSE,))
    kept = state.check_in
    assert kept.confirmation.results == (people.WITH_DISEASE,)
    assert kept.consents == AS_LAST_TIME
    assert [one.information for one in kept.confirmation.consents] == [MEDICATION]
    assert kept.public_expenses == (people.PUBLIC_EXPENSE,)
    assert kept.options == YES_TO_ALL
    assert kept.face_failures == 2
    assert kept.confirmation.prescription_issue_select == "1"


@pytest.mark.parametrize("options", [NOTHING_ASKED, OptionalAnswers(False, False)])
def test_what_was_not_consented_to_is_not_kept_though_the_service_tells_it(
    options: OptionalAnswers,
) -> None:
    state = _recorded(options, confirmation=TOLD_ANEW, public_expenses=(people.PUBLIC_EXPENSE,))
    (result,) = state.check_in.confirmation.results
    assert result.specific_diseases_certificates == ()
    assert (result.specific_diseases_cons_flg, result.specific_diseases_cons_time) == ("0", None)
    assert state.check_in.public_expenses == ()


def test_that_an_earlier_consent_has_run_out_stays_the_services_word() -> None:
    run_out = replace(people.PERSON, specific_diseases_cons_flg="2")
    told = replace(people.confirmation(), results=(run_out,))
    state = _recorded(NOTHING_ASKED, confirmation=told)
    assert state.check_in.confirmation.results == (run_out,)


def test_answers_that_could_not_be_sent_go_again_as_they_are_or_share_nothing() -> None:
    sending = s.SendingConsents(VISIT, ASKED, consent_to_all(ASKED.items), YES_TO_ALL)
    not_sent, _ = after(sending, faulted(Device.SERVICE))
    _, effects = after(not_sent, of(e.WentOn))
    again = [one for one in effects if isinstance(one, fx.SendConsents)]
    assert [(one.consents, one.options) for one in again] == [(sending.answers, YES_TO_ALL)]
    without, _ = after(not_sent, of(e.WithoutSharingChosen))
    assert isinstance(without, s.CheckingIn)
    refused = OptionalAnswers(False, False, PrescriptionIssue.ELECTRONIC)
    assert without.check_in.options == refused
    assert without.check_in.consents.given == frozenset()
    assert without.check_in.confirmation.prescription_issue_select == "1"


@pytest.mark.parametrize(
    ("by", "birthdate", "another"),
    [
        (VerifiedBy.FACE, "19800217", False),
        (VerifiedBy.FACE, "19800218", True),
        (VerifiedBy.FACE, "19550217", False),  # a Gregorian print shows 55 as well
        (VerifiedBy.FACE, "20200217", True),
        (VerifiedBy.FACE, "00000000", False),
        (VerifiedBy.FACE, None, False),
        (VerifiedBy.PIN, "19800218", False),  # what was read has not opened the chip
    ],
)
def test_a_face_of_another_day_of_birth_than_the_answers_is_not_let_in(
    by: VerifiedBy, birthdate: str | None, another: bool
) -> None:
    person = replace(people.PERSON, birthdate=birthdate)
    answer = replace(people.confirmation(), results=(person,))
    state, effects = after(
        replace(QUALIFYING, verified_by=by),
        of(e.Qualified, receipt=people.RECEIPT, confirmation=answer),
    )
    assert isinstance(state, s.SeeStaff if another else s.GivingConsent)
    if isinstance(state, s.SeeStaff):
        assert state.why is StaffReason.CARD_OF_ANOTHER
        assert fx.ReleaseCard(ONE) in effects


def test_who_is_asked_nothing_shares_nothing_and_keeps_the_tries_by_face() -> None:
    answer = replace(
        TOLD_ANEW, validity=Validity.INVALID, consents=people.recorded(MEDICATION, CHECKUPS)
    )
    tried = replace(QUALIFYING, visit=replace(VISIT, face_failures=2))
    state, _ = after(
        tried,
        of(e.Qualified, receipt=people.RECEIPT, confirmation=answer, offer=people.OFFER),
        rules=ALL,
    )
    assert isinstance(state, s.CheckingIn)
    kept = state.check_in
    assert kept.face_failures == 2
    assert kept.confirmation.consents == ()
    assert kept.confirmation.results[0].specific_diseases_certificates == ()
    assert kept.options == NOTHING_ASKED
