"""The card is taken: at every screen and while every device is at work."""

from typing import get_args

import pytest

from kiosk.flow import states as s
from kiosk.ports.card import SlotEvent
from tests.fakes.kiosk import FakeKiosk
from tests.journeys.roads import ROADS, WHILE, done

OF_OTHER_SHAPES = {s.ConsentingFirst, s.ConsentOnPaper, s.SendingForm, s.KeepingForm}
"""Tried in `test_card_removed_elsewhere`."""


def test_every_state_with_a_card_is_tried() -> None:
    tried = set(ROADS) | set(WHILE) | OF_OTHER_SHAPES
    assert tried == set(get_args(s.State)) - set(get_args(s.Idle))


@pytest.mark.parametrize("state", ROADS, ids=lambda state: state.__name__)
def test_a_card_taken_away_ends_the_reception(kiosk: FakeKiosk, state: type[s.State]) -> None:
    ROADS[state](kiosk)
    assert type(kiosk.state) is state

    kiosk.remove_card()

    assert type(kiosk.state) is _afterwards(state)
    assert kiosk.card.asked[-1] == "release"
    _next_patient_is_received(kiosk)


def _afterwards(state: type[s.State]) -> type[s.Idle]:
    if state is s.ReceivedProvisionally:
        return s.NumberInSight
    return s.WaitingForCard if issubclass(state, s.Ending) else s.Interrupted


@pytest.mark.parametrize("state", WHILE, ids=lambda state: state.__name__)
def test_a_card_taken_away_while_a_device_is_at_work(
    kiosk: FakeKiosk, state: type[s.State]
) -> None:
    script_of, road = WHILE[state]
    at_removal: list[s.State] = []

    def remove() -> None:
        at_removal.append(kiosk.state)
        kiosk.remove_card()

    script_of(kiosk).meanwhile = remove
    road(kiosk)  # touches after the removal are of a finger that was too late

    assert [type(one) for one in at_removal] == [state]
    assert isinstance(kiosk.state, s.Interrupted)
    assert kiosk.state.perhaps_received is issubclass(state, s.CheckingIn | s.KeepingProvisional)
    assert "session_interrupted" in kiosk.records.words
    assert kiosk.card.asked[-1] == "release"
    _next_patient_is_received(kiosk)


def test_a_card_taken_away_before_the_end_is_not_received_at_the_receipt_computer(
    kiosk: FakeKiosk,
) -> None:
    ROADS[s.GivingConsent](kiosk)
    kiosk.remove_card()
    assert kiosk.deliver()
    assert kiosk.output.folder == []
    assert kiosk.records.check_ins == []
    assert kiosk.service.consents_seen == []


def test_a_card_changed_for_another_begins_anew(kiosk: FakeKiosk) -> None:
    ROADS[s.GivingConsent](kiosk)
    first = kiosk.session
    kiosk.slot.report(SlotEvent.CARD_PLACED)  # the removal was too quick to be seen
    assert isinstance(kiosk.state, s.ChoosingMethod)
    assert kiosk.session != first


def _next_patient_is_received(kiosk: FakeKiosk) -> None:
    fresh = FakeKiosk()
    kiosk.card.reads, kiosk.card.pins = fresh.card.reads, fresh.card.pins
    kiosk.card.signatures, kiosk.clock.at = fresh.card.signatures, fresh.clock.at
    kiosk.service.challenges, kiosk.service.line = fresh.service.challenges, fresh.service.line
    kiosk.service.confirmations = fresh.service.confirmations
    kiosk.output.rendering = fresh.output.rendering
    before = len(kiosk.records.check_ins)
    done(kiosk)
    assert isinstance(kiosk.state, s.Done)
    assert len(kiosk.records.check_ins) == before + 1
    fresh.stop()
