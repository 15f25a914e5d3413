"""What is doubted of a 公費受給者証 (PMH) that the patient wants to use."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.doubt import Doubt
from kiosk.domain.doubt import DoubtCode as D
from kiosk.domain.doubts_of_expenses import expense_doubts
from kiosk.domain.insurance import check_digit
from kiosk.domain.optional_questions import PublicExpense
from tests.domain.records import TODAY

GOOD = PublicExpense("指定難病", "54136015", "1234566", "20260401", "20270331")


@pytest.mark.parametrize(
    ("wrong", "code", "member"),
    [
        ({"payer_number": "54136016"}, D.EXPENSE_PAYER_NUMBER, "payer_number"),
        ({"payer_number": "5413601"}, D.EXPENSE_PAYER_NUMBER, "payer_number"),
        ({"payer_number": ""}, D.EXPENSE_PAYER_NUMBER, "payer_number"),
        ({"recipient_number": "1234567"}, D.EXPENSE_RECIPIENT_NUMBER, "recipient_number"),
        ({"recipient_number": "123456"}, D.EXPENSE_RECIPIENT_NUMBER, "recipient_number"),
        ({"valid_start_date": "20261231"}, D.EXPENSE_OUT_OF_TERM, "valid_start_date"),
        ({"valid_end_date": "20260331"}, D.EXPENSE_OUT_OF_TERM, "valid_end_date"),
        ({"valid_end_date": "20260231"}, D.DATE_UNREADABLE, "valid_end_date"),
    ],
)
def test_what_is_wrong_is_said_of_the_member_of_the_right_certificate(
    wrong: dict[str, str], code: D, member: str
) -> None:
    found = expense_doubts((GOOD, replace(GOOD, **wrong)), TODAY)
    assert found == (Doubt(code, f"public_expenses.{member}", 1),)


def test_a_certificate_in_order_is_not_doubted_on_its_first_and_last_day() -> None:
    day = f"{TODAY:%Y%m%d}"
    expenses = (GOOD, replace(GOOD, valid_start_date=day, valid_end_date=day))
    assert expense_doubts(expenses, TODAY) == ()


@pytest.mark.parametrize("law", ["41", "90", "96"])
def test_a_prefecture_may_have_a_law_of_its_own(law: str) -> None:
    body = f"{law}13601"
    own = replace(GOOD, payer_number=f"{body}{check_digit(body)}")
    assert expense_doubts((own,), TODAY) == ()


def test_a_prefecture_that_does_not_exist_is_doubted() -> None:
    body = "5448601"
    nowhere = replace(GOOD, payer_number=f"{body}{check_digit(body)}")
    assert [doubt.code for doubt in expense_doubts((nowhere,), TODAY)] == [D.EXPENSE_PAYER_NUMBER]


@given(st.builds(PublicExpense, st.text(), st.text(), st.text(), st.text(), st.text()))
def test_nothing_that_stands_there_breaks_the_checks_or_gets_into_a_doubt(
    expense: PublicExpense,
) -> None:
    members = {"payer_number", "recipient_number", "valid_start_date", "valid_end_date"}
    for doubt in expense_doubts((expense,), TODAY):
        assert doubt.element.removeprefix("public_expenses.") in members
