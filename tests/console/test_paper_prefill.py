"""What the kiosk's visit tells already is not typed again, and is taken for what it is."""

from pathlib import Path

import pytest

from kiosk.console.areas.paper.prefill import form_of_visit
from kiosk.domain.paper import Situation
from kiosk.domain.paper_form import Field, PaperForm
from kiosk.ports.desk.desk import Desk
from tests.console.filled import fill, ident

F = Field


@pytest.fixture
def morning(desk: Desk, records_file: Path) -> Desk:
    fill(records_file)
    return desk


def _form(morning: Desk, key: str, chosen: Situation | None = None) -> PaperForm:
    case = morning.today.case(ident(key))
    assert case is not None
    return form_of_visit(case, chosen)


def test_numbers_of_an_insurance_that_ended_are_the_old_ones(morning: Desk) -> None:
    form = _form(morning, "ended")
    assert form.situation is Situation.ENDED
    assert form.value(F.OLD_INSURER_NUMBER) == "01130012"
    assert form.value(F.OLD_NUMBER) == "0000456"
    assert not form.value(F.INSURER_NUMBER)
    assert (form.value(F.NAME), form.value(F.KANA)) == ("例示　太郎", "レイジ　タロウ")


def test_numbers_of_a_valid_answer_are_the_current_ones(morning: Desk) -> None:
    form = _form(morning, "takeko")
    assert form.situation is Situation.BULLET
    assert form.value(F.INSURER_NUMBER) == "138016"  # without its padding
    assert form.value(F.SHARE) == "020"
    assert not form.value(F.OLD_NUMBER)


def test_what_staff_say_comes_before_what_the_kiosk_told(morning: Desk) -> None:
    form = _form(morning, "takeko", Situation.NOT_FOUND)
    assert form.situation is Situation.NOT_FOUND
    assert form.value(F.OLD_NUMBER) == "0004711"


@pytest.mark.parametrize(
    ("key", "situation"),
    [
        ("locked", Situation.PIN_LOCKED),
        ("face", Situation.NOT_MATCHED),
        ("line", Situation.NO_SERVICE),
        ("refused", Situation.CERTIFICATE_UNUSABLE),
        ("left", None),
    ],
)
def test_what_happened_at_the_kiosk_is_known(
    morning: Desk, key: str, situation: Situation | None
) -> None:
    assert _form(morning, key).situation is situation


def test_without_a_visit_nothing_is_known() -> None:
    assert form_of_visit(None) == PaperForm()
