"""What must never happen to a card: a portrait without its print, a last try without a word."""

from collections import Counter

from hypothesis import given, settings

from kiosk.domain.certificate import CertificateState
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.session import SessionId
from kiosk.domain.token import TokenKind
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.advance import advance
from kiosk.flow.front import front_of
from kiosk.flow.proving import OfCard
from kiosk.flow.visit import Front
from tests.fakes import people
from tests.flow.walks import Walk, walks

often = settings(max_examples=100)


@often
@given(walks())
def test_a_portrait_is_asked_for_only_with_the_number_printed_on_this_card(walk: Walk) -> None:
    printed: dict[SessionId, str] = {}
    for step in walk.steps:
        if isinstance(step.event, e.FrontRead) and step.after is not step.before:
            number = step.event.front.check_number
            printed |= {step.event.session: number.digits} if number else {}
        for effect in step.effects:
            if isinstance(effect, fx.ReadPortrait):
                assert printed[effect.session] == effect.check_number.digits
        if isinstance(step.after, s.MatchingFace):
            assert step.after.visit.session in printed


@often
@given(walks())
def test_a_phone_is_never_asked_for_a_face_and_a_card_never_vouches_for_itself(walk: Walk) -> None:
    for step in walk.steps:
        state = step.after
        if isinstance(state, OfCard) and state.visit.token.is_phone:
            assert not isinstance(state, s.ReadingPortrait | s.MatchingFace | s.EnteringPasscode)
            assert state.facts.front.check_number is None
        if isinstance(state, s.Qualifying) and state.verified_by is VerifiedBy.PHONE:
            assert state.visit.token is TokenKind.IPHONE
        if isinstance(state, s.EnteringPin):
            assert state.visit.token is not TokenKind.IPHONE


@often
@given(walks())
def test_the_last_pin_is_sent_only_after_the_patient_took_the_risk(walk: Walk) -> None:
    taken: set[SessionId] = set()
    for step in walk.steps:
        session = step.before.visit.session
        if isinstance(step.before, s.LastPinTry) and isinstance(step.after, s.EnteringPin):
            assert isinstance(step.event, e.WentOn)
            taken.add(session)
        elif isinstance(step.after, s.LastPinTry | s.ChoosingMethod):
            taken.discard(session)
        for effect in step.effects:
            if isinstance(effect, fx.VerifyPin) and isinstance(step.before, s.EnteringPin):
                assert not step.before.facts.pin_tries.last or session in taken


@often
@given(walks())
def test_whoever_is_verified_has_a_certificate_that_serves(walk: Walk) -> None:
    for step in walk.steps:
        state = step.after
        if isinstance(state, s.Qualifying) and state.verified_by is not VerifiedBy.PHONE:
            assert state.facts.certificate not in (None, CertificateState.EXPIRED)


@often
@given(walks())
def test_every_reading_of_the_front_is_waited_for_or_stopped_once(walk: Walk) -> None:
    begun, stopped = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for step in walk.steps:
        for effect in step.effects:
            if isinstance(effect, fx.StopReadingFront):
                stopped[effect.session, effect.reading] += 1
            if isinstance(effect, fx.ReadFront):
                begun[effect.session, effect.reading] += 1
        front = front_of(step.after)
        session = step.after.visit.session
        was = front_of(step.before)
        if was and was.pending and not isinstance(step.event, e.FrontRead):
            key = step.before.visit.session, was.reading
            waits = front and front.pending and (session, front.reading) == key
            assert bool(waits) is not bool(stopped[key])
        if front and front.pending:
            assert begun[session, front.reading] == 1
    assert set(stopped) <= set(begun)
    assert all(count == 1 for count in (*begun.values(), *stopped.values()))


@often
@given(walks())
def test_a_front_read_late_leaves_the_timer_alone(walk: Walk) -> None:
    for step in walk.steps:
        before = step.after
        front = front_of(before)
        if front is None or not front.pending:
            continue
        session = before.visit.session
        told = advance(before, e.FrontRead(session, people.front()), walk.rules)
        if type(told.state) is type(before) and not isinstance(before, s.ReadingPortrait):
            looks = isinstance(before, s.CheckingVisually | s.CheckingAtDesk)
            assert not [
                one for one in told.effects if not looks or type(one) is not fx.ReadPortrait
            ]
            assert told.state.visit.timer == before.visit.timer


@often
@given(walks())
def test_a_front_is_told_to_the_reading_that_asked_for_it_alone(walk: Walk) -> None:
    for step in walk.steps:
        front = front_of(step.after)
        session = step.after.visit.session
        for reading in (1, 2, 3):
            if front and front.pending and front.reading == reading:
                continue
            stray = e.FrontRead(session, Front(reading, check_number=people.CHECK_NUMBER))
            assert advance(step.after, stray, walk.rules).state is step.after
