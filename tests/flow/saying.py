"""Flow examples in short: a state, what happens, one line each."""

from collections.abc import Callable

from kiosk.domain.check_in import CheckIn, VerifiedBy
from kiosk.domain.consent import ConsentItem, Consents, Information
from kiosk.domain.fault import Device
from kiosk.domain.pin import PinTries
from kiosk.domain.session import SessionId
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.advance import advance
from kiosk.flow.effects import Effect
from kiosk.flow.rules import Rules
from kiosk.flow.visit import CardFacts, Questions, Visit
from tests.fakes import people

ONE = SessionId(1)
VISIT = Visit(ONE, staff_door=True)
FACTS = people.facts()
RULES = Rules()
MEDICATION, CHECKUPS = Information.PHARMACISTS, Information.HEALTH_CHECKUPS
ITEMS = (ConsentItem.MEDICATION, ConsentItem.HEALTH_CHECKUPS)
QUESTIONS = Questions(VerifiedBy.PIN, people.RECEIPT, people.confirmation(), ITEMS)
CHECK_IN = CheckIn(ONE, VerifiedBy.PIN, Consents(), people.confirmation())

Happening = Callable[[s.State], e.Event]


def of(kind: Callable[..., e.Event], **fields: object) -> Happening:
    """Say what happens; its session is that of the state it happens in."""
    return lambda state: kind(state.visit.session, **fields)


def digits(typed: str) -> list[Happening]:
    """Say that digits are typed and confirmed."""
    return [*(of(e.DigitPressed, digit=int(one)) for one in typed), of(e.DigitsConfirmed)]


def time_is_over(state: s.State) -> e.Event:
    """Say that the running timer rings."""
    return e.TimedOut(state.visit.session, state.visit.timer)


def removed(state: s.State) -> e.Event:
    """Say that the card is taken."""
    return e.CardRemoved()


def rejected(left: int) -> Happening:
    """Say that the chip rejects a PIN."""
    return of(e.PinRejected, tries=PinTries(left))


def faulted(device: Device, code: str = "unreachable") -> Happening:
    """Say that a device fails; the service, with what it was asked last."""
    return lambda state: e.Faulted(state.visit.session, device, code, state.visit.question)


def after(
    state: s.State, *happenings: Happening, rules: Rules = RULES
) -> tuple[s.State, list[Effect]]:
    """Return where it leads and all that is to be done on the way."""
    effects: list[Effect] = []
    for happening in happenings:
        transition = advance(state, happening(state), rules)
        state = transition.state
        effects += transition.effects
    return state, effects


def choosing(facts: CardFacts = FACTS, visit: Visit = VISIT) -> s.ChoosingMethod:
    """Return step 2."""
    return s.ChoosingMethod(visit, facts)
