"""E17: the card is pulled, or left behind, at every state that the service or the line leads to.

No answer leaves the kiosk, nothing is kept, no file is written, and the next patient is received.
What was sent before somebody went is with the service; here nothing of it is.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from kiosk.adapters import DATABASE_FILE
from kiosk.domain.optional_questions import OptionalQuestion
from kiosk.domain.session import NO_SESSION
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.rules import Rules
from tests.journeys.days.cast import CERTIFIED, MARKS, NEWCOMER, NUMBERS, SERIALS
from tests.journeys.days.conftest import OpenCounter
from tests.journeys.days.counter import Counter
from tests.journeys.on_bench.leaks import leaks_in_value

NEXT = SERIALS[0]
ALL_ASKED = Rules(options=frozenset(OptionalQuestion))
MOST_RINGS = 6


def giving_consent(counter: Counter) -> None:
    counter.verify(CERTIFIED)
    counter.expect(s.GivingConsent)


def one_by_one(counter: Counter) -> None:
    giving_consent(counter)
    counter.touch(t.OneByOneChosen)
    counter.answer(t.ItemAnswered, yes=True)
    assert counter.expect(s.GivingConsent).asking == 1


def help_asked(counter: Counter) -> None:
    giving_consent(counter)
    counter.touch(t.HelpAsked)
    counter.expect(s.OfferingHelp)


def first_option(counter: Counter) -> None:
    giving_consent(counter)
    counter.answer(t.AllAnswered, yes=True)
    counter.expect(s.AnsweringOption)


def last_option(counter: Counter) -> None:
    first_option(counter)
    counter.answer(t.OptionAnswered, yes=True)
    counter.answer(t.OptionAnswered, yes=True)
    assert counter.expect(s.AnsweringOption).asking == len(OptionalQuestion) - 1


def consents_not_sent(counter: Counter) -> None:
    last_option(counter)
    counter.served.down()
    counter.answer(t.OptionAnswered, yes=True)
    counter.expect(s.ConsentsNotSent)


def offering_registration(counter: Counter) -> None:
    counter.verify(NEWCOMER)
    counter.expect(s.OfferingRegistration)


def service_unavailable(counter: Counter) -> None:
    counter.served.down()
    counter.verify(CERTIFIED)
    counter.expect(s.ServiceUnavailable)


def qualifying(counter: Counter) -> None:
    counter.served.slow(30.0)
    counter.verify(CERTIFIED)
    counter.expect(s.Qualifying)


STEPS: dict[str, Callable[[Counter], None]] = {
    "while the service is asked": qualifying,
    "where the line is down": service_unavailable,
    "where an application is offered": offering_registration,
    "at the consents": giving_consent,
    "between two consents": one_by_one,
    "while help is asked for": help_asked,
    "at the first option": first_option,
    "at the last option": last_option,
    "where the answers cannot be sent": consents_not_sent,
}
at_each_step = pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)


@pytest.fixture
def counter(open_counter: OpenCounter) -> Counter:
    """A counter that asks all there is to ask."""
    return open_counter(rules=ALL_ASKED)


def assert_nothing_came_of_it(counter: Counter) -> None:
    """Nothing is remembered, kept or told; then somebody else is received."""
    assert counter.session == NO_SESSION
    assert leaks_in_value(counter.state, MARKS | NUMBERS) == []
    assert counter.nothing_kept()
    counter.served.up()
    for serial in (CERTIFIED, NEWCOMER):
        assert counter.served.consents_of(serial) == {}
    assert counter.served.methods_of(NEWCOMER) == ()
    next_is_received(counter)


def next_is_received(counter: Counter, kept: int = 1) -> None:
    counter.verify(NEXT)
    counter.expect(s.GivingConsent)
    counter.answer(t.AllAnswered, yes=True)
    counter.expect(s.AnsweringOption)
    counter.answer(t.OptionAnswered, yes=True)
    counter.expect(s.Done)
    counter.leave()
    counter.all_delivered()
    assert len(list(counter.face.glob("*.xml"))) == kept
    assert counter.rows("SELECT count(*) FROM check_ins") == [(kept,)]


@at_each_step
def test_a_card_pulled_ends_it_and_nothing_is_sent_or_kept(
    counter: Counter, step: Callable[[Counter], None]
) -> None:
    step(counter)
    counter.take()
    assert not counter.expect(s.Interrupted).perhaps_received
    assert_nothing_came_of_it(counter)


@at_each_step
def test_a_card_left_behind_is_asked_to_be_taken_and_nothing_is_sent_or_kept(
    counter: Counter, step: Callable[[Counter], None]
) -> None:
    step(counter)
    asked: list[bool] = []
    for _ in range(MOST_RINGS):
        asked.append(isinstance(counter.state, s.AskingStillThere))
        if isinstance(counter.state, s.TakeCard):
            break
        counter.time_passes()
    assert any(asked)
    counter.expect(s.TakeCard)
    assert leaks_in_value(counter.state, MARKS | NUMBERS) == []
    counter.leave()
    assert_nothing_came_of_it(counter)


def test_a_card_pulled_while_the_application_travels_keeps_nothing_here(counter: Counter) -> None:
    offering_registration(counter)
    counter.served.slow(30.0)
    counter.touch(t.RegistrationChosen)
    counter.expect(s.Registering)
    counter.take()
    counter.expect(s.Interrupted)
    assert counter.nothing_kept()
    counter.served.up()
    next_is_received(counter)
    assert counter.served.consents_of(NEWCOMER) == {}
    counter.verify(NEWCOMER)  # what was applied for stands, whoever saw the answer
    counter.expect(s.GivingConsent)
    counter.take()
    counter.expect(s.Interrupted)


def test_a_card_pulled_while_the_answers_travel_keeps_nothing_here(counter: Counter) -> None:
    last_option(counter)
    counter.served.slow(30.0)
    counter.answer(t.OptionAnswered, yes=True)
    counter.expect(s.SendingConsents)
    counter.take()
    assert not counter.expect(s.Interrupted).perhaps_received
    assert counter.nothing_kept()
    counter.served.up()
    next_is_received(counter)


def test_a_card_pulled_while_a_number_is_kept_leaves_one_number_at_most(counter: Counter) -> None:
    service_unavailable(counter)
    database = counter.folder / DATABASE_FILE
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # somebody else writes: keeping takes a while
        counter.touch(t.ProvisionalChosen)
        counter.expect(s.KeepingProvisional)
        counter.take()
        assert counter.expect(s.Interrupted).perhaps_received
        other.execute("ROLLBACK")
    numbers = "SELECT number FROM provisional_receptions"
    counter.until(lambda: counter.rows(numbers) == [(1,)], "kept after all")
    counter.served.up()
    next_is_received(counter)
    assert len(list(counter.face.glob("UKE*.json"))) == 1


def test_a_number_stays_in_sight_of_whoever_took_the_card_and_goes_by_itself(
    counter: Counter,
) -> None:
    service_unavailable(counter)
    counter.touch(t.ProvisionalChosen)
    counter.expect(s.ReceivedProvisionally)
    counter.take()
    assert counter.expect(s.NumberInSight).number == 1
    counter.time_passes()
    counter.expect(s.WaitingForCard)
    counter.served.up()
    next_is_received(counter)


def test_a_card_left_behind_with_a_number_is_asked_for_with_the_number(counter: Counter) -> None:
    service_unavailable(counter)
    counter.touch(t.ProvisionalChosen)
    counter.expect(s.ReceivedProvisionally)
    counter.time_passes()
    counter.expect(s.AskingStillThere)
    counter.time_passes()
    assert counter.expect(s.TakeCard).number == 1
    counter.take()
    counter.expect(s.NumberInSight)
    counter.served.up()
    next_is_received(counter)
