"""Random walks through the flow, and what an onlooker notes of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, cast

from hypothesis import strategies as st

from kiosk.domain.certificate import CertificateState
from kiosk.domain.consent import Consents, consent_to_all, items_to_ask
from kiosk.domain.fault import Device
from kiosk.domain.pin import Digits, PinTries
from kiosk.domain.secret import Private
from kiosk.domain.session import SessionId
from kiosk.domain.shape import Shape
from kiosk.domain.token import TokenKind
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.advance import advance, start
from kiosk.flow.effects import Effect
from kiosk.flow.reasons import CardProblem
from kiosk.flow.rules import Rules
from kiosk.flow.visit import CardFacts
from tests.fakes import people
from tests.flow.strategies import USEFUL, of_a_session, of_the_world, rules

STEPS = 16
"""Steps at random after the road that a walk begins with."""


def _read(session: SessionId) -> e.Event:
    return e.CardRead(session, people.facts())


def _phone(session: SessionId, token: TokenKind) -> e.Event:
    certificate = None if token is TokenKind.ANDROID else CertificateState.VALID
    return e.CardRead(session, CardFacts(PinTries(3), certificate), token)


def _qualified(session: SessionId) -> e.Event:
    return e.Qualified(session, people.RECEIPT, people.confirmation(), people.OFFER)


def _front(session: SessionId) -> e.Event:
    return e.FrontRead(session, people.front())


_To = Callable[[SessionId], e.Event]
_PLACED: tuple[_To, ...] = (e.CardPlaced, lambda i: e.StaffDoorFound(i, open=True))
_UNREAD: tuple[_To, ...] = (*_PLACED, _read)
_CHOOSING: tuple[_To, ...] = (*_PLACED, _read, _front)
_ANDROID: tuple[_To, ...] = (*_PLACED, lambda i: _phone(i, TokenKind.ANDROID))
_IPHONE: tuple[_To, ...] = (*_PLACED, lambda i: _phone(i, TokenKind.IPHONE))
_DIGITS: tuple[_To, ...] = (*(lambda i: e.DigitPressed(i, 4),) * 4, e.DigitsConfirmed)
_PIN: tuple[_To, ...] = (*_CHOOSING, e.PinChosen, *_DIGITS)
_FACE: tuple[_To, ...] = (
    *_CHOOSING,
    e.FaceChosen,
    lambda i: e.FaceTryCharged(i, 9),
    lambda i: e.PortraitRead(i, people.PORTRAIT),
)
_STAFF: tuple[_To, ...] = (*_CHOOSING, e.StaffChosen, *_DIGITS)
_LOOK: tuple[_To, ...] = (
    *_STAFF,
    lambda i: e.PasscodeAccepted(i, 5),
    lambda i: e.ReasonChosen(i, VisualReason.CANNOT_OPERATE),
    lambda i: e.PortraitRead(i, people.PORTRAIT),
)
_DESK: tuple[_To, ...] = (
    *_CHOOSING,
    lambda i: e.DeskCheckBegun(i, 5, VisualReason.FACE_AND_PIN),
    lambda i: e.PortraitRead(i, people.PORTRAIT),
)
_CONSENT: tuple[_To, ...] = (*_PIN, e.PinAccepted, _qualified)
_SENDING: tuple[_To, ...] = (*_CONSENT, lambda i: e.AllAnswered(i, yes=True))
_KEEPING: tuple[_To, ...] = (*_SENDING, lambda i: e.ConsentsRecorded(i, ()))
_LINE_DOWN: tuple[_To, ...] = (
    *_PIN,
    e.PinAccepted,
    lambda i: e.Faulted(i, Device.SERVICE, "unreachable", 1),
)
_UNREGISTERED: tuple[_To, ...] = (
    *_PIN,
    e.PinAccepted,
    lambda i: e.RegistrationOffered(i, people.REGISTRATION),
)
_ROADS = ((), _CHOOSING, _PIN, _FACE, _STAFF, _CONSENT, _CONSENT)
ROADS: tuple[tuple[_To, ...], ...] = (
    *_ROADS * 3,
    _SENDING,
    (*_SENDING, lambda i: e.Faulted(i, Device.SERVICE, "unreachable", 2)),
    (*_PIN, lambda i: e.PinRejected(i, PinTries(0))),
    *(_KEEPING,) * 2,
    _LINE_DOWN,
    (*_LINE_DOWN, e.ProvisionalChosen),
    (*_LINE_DOWN, e.ProvisionalChosen, lambda i: e.ProvisionalKept(i, 7)),
    (
        *(*_LINE_DOWN, e.ProvisionalChosen),
        *(lambda i: e.ProvisionalKept(i, 7), lambda _: e.CardRemoved()),
    ),
    *(_UNREGISTERED,) * 2,
    (*_UNREGISTERED, e.RegistrationChosen),
    (*_CHOOSING, e.GaveUp),
    (*_FACE, e.FaceMatched),
    _LOOK,
    (*_LOOK, lambda i: e.PersonConfirmed(i, same_person=True)),
    (*_STAFF, lambda i: e.PasscodeAccepted(i, 5)),
    _DESK,
    (*_DESK, e.HelpAsked),
    (*_DESK, lambda i: e.DeskAnswered(i, 6, same_person=True)),
    (lambda _: e.VisualModeSet(on=True), *_UNREAD),
    (*_CHOOSING, e.HelpAsked, e.HelpComing),
    (*_STAFF, lambda i: e.PasscodeRefused(i, 60)),
    _UNREAD,
    (*_UNREAD, e.FaceChosen),
    (*_ANDROID, e.PinChosen, *_DIGITS),
    _IPHONE,
    (*_PIN, lambda i: e.PinRejected(i, PinTries(1))),
    (*_PLACED, lambda i: e.CardRefused(i, CardProblem.OLD_CARD), lambda _: e.CardRemoved()),
)
"""Where a walk begins: random steps alone would hardly ever come to consent."""


_TO_THE_FORM: tuple[_To, ...] = (*_CONSENT, e.CheckInKept)


def form_of(rules: Rules) -> Consents:
    """Return a form on which everything that the clinic has enabled is answered."""
    return consent_to_all(items_to_ask(rules.information))


ROADS_OF: Mapping[Shape, tuple[tuple[_To, ...], ...]] = {
    Shape.STANDARD: ROADS,
    Shape.HOME_VISIT: (
        *((), _CHOOSING, _UNREAD),
        (*_CHOOSING, lambda i: e.AllAnswered(i, yes=True), e.PinChosen, *_DIGITS, e.PinAccepted),
        (*_CHOOSING, e.OneByOneChosen),
    ),
    Shape.COUNTER: (_TO_THE_FORM, _TO_THE_FORM, _CHOOSING, _DESK),
    Shape.QUALIFICATION_ONLY: ((), (*_CHOOSING, *_DIGITS, e.PinAccepted), _IPHONE, _ANDROID),
}
"""Likewise by the shape of the kiosk."""


@dataclass(frozen=True)
class Step:
    """One event and what came of it."""

    before: s.State
    event: e.Event
    after: s.State
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class Walk:
    """Some steps one after the other, from the start."""

    rules: Rules
    steps: tuple[Step, ...]


@st.composite
def walks(draw: st.DrawFn) -> Walk:
    """Draw a walk: mostly what leads on, now and then anything, of this session or another."""
    chosen = draw(rules)
    steps: list[Step] = []
    state: s.State = start(chosen)
    newest = 0
    road = draw(st.sampled_from(ROADS_OF[chosen.shape]))
    for number in range(len(road) + draw(st.integers(4, STEPS))):
        begun = number < len(road)
        event = road[number](SessionId(1)) if begun else _draw_event(draw, state, newest, chosen)
        newest = event.session if isinstance(event, e.CardPlaced) else newest
        transition = advance(state, event, chosen)
        steps.append(Step(state, event, transition.state, transition.effects))
        state = transition.state
    return Walk(chosen, tuple(steps))


def _draw_event(draw: st.DrawFn, state: s.State, newest: int, chosen: Rules) -> e.Event:
    kind = draw(st.integers(0, 19))
    placed = e.CardPlaced(SessionId(newest + 1))
    if isinstance(state, s.ConsentOnPaper) and kind > 9:
        return e.FormRecorded(state.visit.session, 5, form_of(chosen))
    if isinstance(state, s.SendingForm) and kind > 9:
        return e.ConsentsRecorded(state.visit.session, (), people.confirmation())
    if kind == 0 or (isinstance(state, s.Idle | s.Ending) and kind < 16):
        return placed
    if kind == 1:
        return draw(of_the_world)
    if kind == 2:
        return e.TimedOut(state.visit.session, state.visit.timer)
    if kind == 3:
        return draw(of_a_session)(SessionId(draw(st.integers(0, newest + 1))))
    if kind == 4:
        return draw(of_a_session)(state.visit.session)
    if kind == 5:
        return e.HelpAsked(state.visit.session)
    useful = USEFUL.get(type(state))
    make = draw(st.one_of(*useful)) if useful else draw(of_a_session)
    event = make(state.visit.session)
    if isinstance(event, e.Faulted):
        return replace(event, question=state.visit.question)
    return event


def private_values(value: object) -> Iterator[Private]:
    """Yield everything private inside a value, however deep. Digits nobody typed are nothing."""
    if isinstance(value, Digits) and value.count == 0:
        return
    if isinstance(value, Private):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from private_values(getattr(value, field.name))
    elif isinstance(value, tuple | list | frozenset | set):
        for item in cast("tuple[Any, ...]", value):
            yield from private_values(item)
    elif isinstance(value, Mapping):
        for item in cast("Mapping[Any, Any]", value).values():
            yield from private_values(item)
