"""Examples of what a kiosk shows in its other shapes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import consent_to_all
from kiosk.domain.optional_questions import OptionalQuestion
from kiosk.domain.shape import Shape
from kiosk.flow import states as s
from kiosk.flow.visit import Form, Visit
from tests.screens.invented import (
    CHECK_IN,
    FACTS,
    FEW,
    IDLE,
    ITEMS,
    ORDER,
    QUESTIONS,
    RECEIPT,
    VISIT,
)

FORM: Final = Form(VerifiedBy.PIN, RECEIPT, ITEMS)


def examples() -> Iterator[tuple[str, s.State]]:
    """Yield what only another shape shows, or shows in other words."""
    at_home, at_the_desk = of(Shape.HOME_VISIT), of(Shape.COUNTER)
    for shape in Shape:
        if shape is not Shape.STANDARD:
            yield f"waiting_{shape.value}", s.WaitingForCard(replace(IDLE, shape=shape))
            yield f"choosing_{shape.value}", s.ChoosingMethod(of(shape), FACTS)
            yield f"done_{shape.value}", s.Done(of(shape))
    yield "consenting_first", s.ConsentingFirst(at_home, FACTS, ITEMS)
    yield "consenting_first_factory_default", s.ConsentingFirst(at_home, FACTS, FEW.items)
    yield "consenting_first_single", s.ConsentingFirst(at_home, FACTS, ITEMS[:1])
    for asking in range(len(ITEMS)):
        asked = s.ConsentingFirst(at_home, FACTS, ITEMS, asking=asking)
        yield f"consenting_first_item_{asking}", asked
    asked_last = replace(QUESTIONS, options=(OptionalQuestion.PRESCRIPTION,))
    consented = replace(at_home, consented=consent_to_all(ITEMS))
    yield "answering_option_home_visit", s.AnsweringOption(consented, asked_last)
    yield "entering_pin_home_visit", s.EnteringPin(at_home, FACTS, keypad=ORDER)
    alone = of(Shape.QUALIFICATION_ONLY)
    yield "entering_pin_qualification_only", s.EnteringPin(alone, FACTS, keypad=ORDER)
    yield "waiting_for_staff_counter", s.CheckingAtDesk(at_the_desk, FACTS)
    yield "consent_on_paper", s.ConsentOnPaper(at_the_desk, FORM)
    yield "consent_on_paper_failed", s.ConsentOnPaper(at_the_desk, FORM, failed=True)
    yield "sending_form", s.SendingForm(at_the_desk, FORM, consent_to_all(ITEMS), 5)
    yield "keeping_form", s.KeepingForm(at_the_desk, FORM, CHECK_IN, 5)


def of(shape: Shape) -> Visit:
    """Return a visit at a kiosk of this shape."""
    return replace(VISIT, shape=shape)
