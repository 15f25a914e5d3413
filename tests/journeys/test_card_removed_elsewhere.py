"""The card is taken from a kiosk of another shape: at its own screens, and while a form travels."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.domain.consent import consent_to_all
from kiosk.domain.shape import Shape
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.rules import Rules
from tests.fakes import people
from tests.fakes.kiosk import FakeKiosk
from tests.fakes.script import Script


def at_the_counter() -> FakeKiosk:
    """Return a kiosk whose patient was received and fills in the form."""
    kiosk = FakeKiosk(Rules(shape=Shape.COUNTER))
    kiosk.service.told_anew = people.confirmation()
    kiosk.place_card()
    kiosk.touch(t.PinChosen)
    kiosk.enter(people.PIN)
    assert isinstance(kiosk.state, s.ConsentOnPaper)
    return kiosk


def record(kiosk: FakeKiosk) -> None:
    """Let staff record that everything on the form was consented to."""
    state = kiosk.state
    assert isinstance(state, s.ConsentOnPaper)
    answers = consent_to_all(state.form.items)
    kiosk.kiosk.post(e.FormRecorded(state.visit.session, 5, answers))


def test_a_card_taken_before_the_proof_leaves_nothing_consented_to() -> None:
    kiosk = FakeKiosk(Rules(shape=Shape.HOME_VISIT))
    kiosk.place_card()
    assert isinstance(kiosk.state, s.ConsentingFirst)
    kiosk.answer(t.AllAnswered, yes=True)
    kiosk.remove_card()
    assert isinstance(kiosk.state, s.Interrupted)
    assert kiosk.service.consents_seen == []
    kiosk.stop()


def test_a_card_taken_while_the_form_is_filled_in_ends_it_without_sharing() -> None:
    kiosk = at_the_counter()
    kiosk.remove_card()
    assert isinstance(kiosk.state, s.WaitingForCard)
    assert kiosk.service.consents_seen == []
    assert len(kiosk.records.check_ins) == 1
    kiosk.stop()


@pytest.mark.parametrize(
    ("state", "asked"),
    [
        (s.SendingForm, lambda kiosk: kiosk.service.line),
        (s.KeepingForm, lambda kiosk: kiosk.output.rendering),
    ],
)
def test_a_card_taken_while_the_form_travels_leaves_the_reception_as_it_was(
    state: type[s.State], asked: Callable[[FakeKiosk], Script[Any]]
) -> None:
    kiosk = at_the_counter()
    at_removal: list[type[s.State]] = []

    def remove() -> None:
        at_removal.append(type(kiosk.state))
        kiosk.remove_card()

    asked(kiosk).meanwhile = remove
    record(kiosk)
    assert at_removal == [state]
    assert isinstance(kiosk.state, s.WaitingForCard)
    assert len(kiosk.records.check_ins) == 1
    kiosk.stop()
