"""What must never happen on the way to a check-in: no proof, no consent, no end of tries."""

from collections import Counter

from hypothesis import given, settings

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Information
from kiosk.domain.optional_questions import NOTHING_ASKED
from kiosk.domain.session import SessionId
from kiosk.domain.token import TokenKind
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.aside import beneath
from kiosk.flow.carry_over import last_answers
from kiosk.flow.effects import Effect
from kiosk.flow.visit import Questions
from tests.flow.saying import after, choosing, digits, of, time_is_over
from tests.flow.walks import Step, Walk, walks

often = settings(max_examples=100)
Consenting = (
    s.OfferingRegistration
    | s.Registering
    | s.GivingConsent
    | s.AnsweringOption
    | s.SendingConsents
    | s.ConsentsNotSent
    | s.CheckingIn
)


def _verifies(step: Step) -> VerifiedBy | None:
    match step.before, step.event:
        case s.CheckingPin(), e.PinAccepted():
            by = VerifiedBy.PIN
        case s.MatchingFace(), e.FaceMatched():
            by = VerifiedBy.FACE
        case s.ChoosingMethod() | s.PinLocked() | s.FaceRefused(), e.PhoneChosen():
            by = VerifiedBy.PHONE if step.before.visit.token is TokenKind.IPHONE else None
        case s.CheckingVisually(), e.PersonConfirmed(same_person=True):
            by = VerifiedBy.VISUAL_CHECK
        case before, e.DeskAnswered(same_person=True):
            asked = isinstance(beneath(before), s.CheckingAtDesk)
            by = VerifiedBy.VISUAL_CHECK if asked else None
        case _:
            return None
    return by if _session(step.event) == step.before.visit.session else None


def _session(event: e.Event) -> SessionId | None:
    return getattr(event, "session", None)


@often
@given(walks())
def test_consent_and_check_in_are_only_for_a_holder_verified_in_this_session(walk: Walk) -> None:
    verified: dict[SessionId, VerifiedBy] = {}
    for step in walk.steps:
        if by := _verifies(step):
            verified[step.before.visit.session] = by
        if isinstance(step.after, Consenting | s.Qualifying):
            assert step.after.visit.session in verified
        for effect in step.effects:
            if isinstance(effect, fx.KeepCheckIn):
                assert effect.check_in.verified_by is verified[effect.session]
                assert effect.check_in.session == effect.session
            if isinstance(effect, fx.KeepProvisional):
                # An iPhone has proven nothing before its signature was looked at.
                assert effect.check_in.verified_by is verified[effect.session]
                assert effect.check_in.verified_by is not VerifiedBy.PHONE
                assert effect.check_in.session == effect.session
            if isinstance(effect, fx.ConfirmQualification | fx.SignChallenge):
                assert effect.verified_by is verified[effect.session]


def _answers_of(walk: Walk) -> list[tuple[Step, frozenset[Information]]]:
    """Return each step with the kinds that the patient has said yes to so far in the session."""
    told: list[tuple[Step, frozenset[Information]]] = []
    yes: frozenset[Information] = frozenset()
    for step in walk.steps:
        if isinstance(step.event, e.CardPlaced):
            yes = frozenset()
        own = _session(step.event) == step.before.visit.session
        if own and isinstance(step.before, s.GivingConsent | s.ConsentingFirst):
            yes = _said(step.before, step.event, yes)
        if isinstance(step.event, e.FormRecorded) and isinstance(step.after, s.SendingForm):
            yes = step.event.answers.given
        told.append((step, yes))
    return told


def _said(
    asked: s.GivingConsent | s.ConsentingFirst, event: e.Event, yes: frozenset[Information]
) -> frozenset[Information]:
    items = asked.questions.items if isinstance(asked, s.GivingConsent) else asked.items
    match event:
        case e.AllAnswered(yes=answer) if asked.asking is None:
            return frozenset(k for i in items for k in i.covers) if answer else frozenset()
        case e.LastAnswersChosen() if isinstance(asked, s.GivingConsent) and asked.asking is None:
            return _as_last_time(asked.questions) if last_answers(asked.questions) else yes
        case e.OneByOneChosen() if asked.asking is None:
            return frozenset()
        case e.ItemAnswered(yes=answer) if asked.asking is not None:
            covers = items[asked.asking].covers
            return yes | covers if answer else yes - covers
        case _:
            return yes


def _as_last_time(questions: Questions) -> frozenset[Information]:
    asked = {kind for item in questions.items for kind in item.covers}
    return frozenset(
        kind for kind, yes in questions.offer.previous.items() if yes and kind in asked
    )


@often
@given(walks())
def test_nothing_is_sent_or_kept_that_the_patient_did_not_consent_to(walk: Walk) -> None:
    for step, yes in _answers_of(walk):
        for effect in step.effects:
            if isinstance(effect, fx.SendConsents):
                assert effect.consents.given == yes
            if isinstance(effect, fx.KeepCheckIn | fx.KeepForm):
                kept = effect.check_in
                shared = {consent.information for consent in kept.confirmation.consents}
                assert kept.consents.given <= yes
                assert shared == kept.consents.given


@often
@given(walks())
def test_only_what_the_clinic_has_enabled_is_asked_for(walk: Walk) -> None:
    for step in walk.steps:
        for effect in step.effects:
            if isinstance(effect, fx.SendConsents):
                asked = set(effect.consents.answers)
                assert asked in (walk.rules.information, set())
                assert asked or effect.options != NOTHING_ASKED


@often
@given(walks())
def test_whoever_leaves_the_match_stops_it_once(walk: Walk) -> None:
    for step in walk.steps:
        stops = [effect for effect in step.effects if isinstance(effect, fx.StopMatching)]
        leaves = isinstance(step.before, s.MatchingFace) and not (
            isinstance(step.after, s.MatchingFace)
        )
        expected = [fx.StopMatching(step.before.visit.session)] if leaves else []
        assert stops == expected


@often
@given(walks())
def test_a_face_that_did_not_match_never_opens_the_way(walk: Walk) -> None:
    for step in walk.steps:
        if isinstance(step.event, e.FaceNotMatched):
            opened = isinstance(step.after, s.Qualifying)
            assert not opened or isinstance(step.before, s.Qualifying)
        if isinstance(step.before, s.MatchingFace) and isinstance(step.after, s.Qualifying):
            assert isinstance(step.event, e.FaceMatched)


@often
@given(walks())
def test_a_session_has_no_more_matches_than_the_rules_allow(walk: Walk) -> None:
    matches = Counter(
        effect.session
        for step in walk.steps
        for effect in step.effects
        if isinstance(effect, fx.MatchFace)
    )
    assert all(count <= walk.rules.face_tries for count in matches.values())


def test_a_passcode_judged_too_late_does_not_judge_another_one() -> None:
    state, _ = after(choosing(), of(e.StaffChosen), *digits("8020"), time_is_over)
    state, effects = after(
        state, of(e.StaffChosen), *digits("0000"), of(e.PasscodeAccepted, staff=5)
    )
    assert isinstance(state, s.ChoosingMethod)
    assert not effects


@often
@given(walks())
def test_each_challenge_is_signed_once_and_each_signature_sent_once(walk: Walk) -> None:
    done: Counter[tuple[SessionId, type[Effect]]] = Counter()
    for step in walk.steps:
        for effect in step.effects:
            done[effect.session, type(effect)] += 1
        for session, _ in tuple(done):
            asked = done[session, fx.RequestChallenge]
            assert asked >= done[session, fx.SignChallenge]
            assert done[session, fx.SignChallenge] >= done[session, fx.ConfirmQualification]
