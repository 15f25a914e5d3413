"""What is said of an order that did not lead on."""

from dataclasses import replace

import pytest

from kiosk.domain.session import SessionId
from kiosk.flow import states as s
from kiosk.flow.reasons import FaceProblem
from kiosk.flow.visit import Visit
from kiosk.ports.desk.orders import Outcome, What
from kiosk.ports.orders import TakenOrder
from kiosk.services.order_events import outcome_of
from tests.fakes import people


@pytest.mark.parametrize("aside", [s.OfferingHelp, s.AskingStillThere])
def test_a_chip_without_a_portrait_is_refused_a_check_by_eye(
    aside: type[s.OfferingHelp | s.AskingStillThere],
) -> None:
    visit, facts = Visit(SessionId(1)), replace(people.facts(), no_face=FaceProblem.NO_PHOTO)
    order = TakenOrder(1, What.CHECK_BY_EYE, 3, people.NOON, "visit", {"reason": "unwell"})
    waiting = aside(visit, s.ChoosingMethod(visit, facts))
    assert outcome_of(order, waiting, led_on=False) is Outcome.REFUSED
