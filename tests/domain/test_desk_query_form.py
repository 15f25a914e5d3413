"""What staff type: taken as it is printed, stopped where it cannot be sent, else only warned of."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.desk_query import Insured
from kiosk.domain.desk_query_form import (
    Doubtful,
    Wrong,
    read_birthdate,
    read_insured,
    read_reference,
)

GOOD = "01130012"  # its check digit is right (qualification.md §8.1)


def test_full_width_digits_spaces_and_hyphens_are_taken_as_they_are_meant() -> None:
    read = read_insured("０１１３-0012 ", " 見本ー７ ", "００45", "1")
    assert read.insured == Insured(GOOD, "見本ー７", "0045", "01")
    assert read.doubtful == {}


def test_a_wrong_check_digit_is_said_and_stops_nothing() -> None:
    read = read_insured("123456", "記", "1", "00")
    assert read.insured is not None
    assert read.doubtful == {"insurer": Doubtful.CHECK_DIGIT}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (("", "", "1", "00"), {"insurer": Wrong.MISSING}),
        (("12345", "", "1", "00"), {"insurer": Wrong.FORM}),
        (("77777777", "", "1", "00"), {"insurer": Wrong.UNKNOWN_INSURER}),
        (("77777779", "", "1", "00"), {"insurer": Wrong.UNKNOWN_INSURER}),
        ((GOOD, "記" * 21, "1", "00"), {"symbol": Wrong.TOO_LONG}),
        ((GOOD, "", "", "00"), {"number": Wrong.MISSING}),
        ((GOOD, "", "1", "abc"), {"branch": Wrong.FORM}),
        ((GOOD, "", "1\x002", "00"), {"number": Wrong.FORM}),
    ],
)
def test_what_cannot_be_sent_is_told_by_field(
    typed: tuple[str, str, str, str], wrong: dict[str, Wrong]
) -> None:
    read = read_insured(*typed)
    assert (read.insured, read.wrong) == (None, wrong)


def test_an_empty_branch_is_not_00_and_is_asked_about() -> None:
    read = read_insured(GOOD, "記", "1", "")
    assert read.insured == Insured(GOOD, "記", "1", "")
    assert read.doubtful == {"branch": Doubtful.BRANCH_EMPTY}


def test_the_latter_stage_has_no_branch_and_no_symbol() -> None:
    assert read_insured("39131016", "", "00123456", "").doubtful == {}
    odd = read_insured("39131016", "記", "00123456", "")
    assert odd.doubtful == {"symbol": Doubtful.LATTER_STAGE_SYMBOL}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (None, Wrong.MISSING),
        (date(2026, 11, 22), Wrong.FUTURE),
        (date(1880, 1, 1), Wrong.TOO_OLD),
        (date(2026, 11, 21), None),
    ],
)
def test_a_birth_date_is_one_of_somebody_who_lives(typed: date | None, wrong: Wrong | None) -> None:
    assert read_birthdate(typed, date(2026, 11, 21)) is wrong


def test_a_reference_number_is_whatever_the_clinic_calls_its_patients() -> None:
    assert read_reference(" カルテ-12 ") == ("カルテ-12", None)
    assert read_reference(" ")[1] is Wrong.MISSING
    assert read_reference("1" * 51)[1] is Wrong.TOO_LONG
    assert read_reference("1\t2")[1] is Wrong.FORM


@given(st.text(), st.text(), st.text(), st.text())
def test_nothing_that_is_typed_breaks_the_page(
    insurer: str, symbol: str, number: str, branch: str
) -> None:
    read = read_insured(insurer, symbol, number, branch)
    assert (read.insured is None) == bool(read.wrong)
