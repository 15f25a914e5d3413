"""Numbers of insurers, of public expenses and of clinics: form, check digit, law, prefecture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.insurance import (
    INSURER_LAWS,
    PREFECTURES,
    PUBLIC_EXPENSE_LAWS,
    NumberFinding,
    branch_is_formed,
    branch_key,
    check_digit,
    check_digit_fits,
    institution_check_digit_fits,
    institution_code_is_formed,
    insurer_number,
    insurer_number_findings,
    is_latter_stage,
    law_code,
    number_key,
    payer_number_findings,
    recipient_number_fits,
    symbol_key,
)

MALFORMED, CHECK_DIGIT = NumberFinding.MALFORMED, NumberFinding.CHECK_DIGIT
PREFECTURE, LAW_CODE = NumberFinding.PREFECTURE, NumberFinding.LAW_CODE

bodies = st.text("0123456789", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("body", "digit"),
    [
        ("0613048", 8),  # the official worked example
        ("0113001", 2),
        ("13801", 6),
        ("3913101", 6),
        ("3113001", 6),
        ("1213101", 7),
        ("5413601", 5),
        ("2113601", 5),
        ("3927101", 0),
        ("7777777", 9),
        ("12345", 5),
    ],
)
def test_the_check_digit_of_known_numbers(body: str, digit: int) -> None:
    assert check_digit(body) == digit
    assert check_digit_fits(f"{body}{digit}")


@pytest.mark.parametrize(
    "number", ["06130487", "39271011", "77777777", "123456", "", "0", "1", "x6", "１８"]
)
def test_numbers_that_do_not_fit(number: str) -> None:
    assert not check_digit_fits(number)


@given(bodies)
def test_of_ten_last_digits_exactly_one_fits(body: str) -> None:
    assert [d for d in "0123456789" if check_digit_fits(body + d)] == [str(check_digit(body))]


@given(bodies, st.integers(0, 11), st.sampled_from("0123456789"))
def test_one_mistyped_digit_is_always_noticed(body: str, place: int, digit: str) -> None:
    number = f"{body}{check_digit(body)}"
    place %= len(number)
    mistyped = number[:place] + digit + number[place + 1 :]
    assert check_digit_fits(mistyped) is (mistyped == number)


@given(bodies, st.integers(0, 8))
def test_leading_zeros_do_not_matter(body: str, zeros: int) -> None:
    assert check_digit("0" * zeros + body) == check_digit(body)


@pytest.mark.parametrize(
    ("written", "findings"),
    [
        ("06130488", ()),
        ("01130012", ()),
        ("  138016", ()),
        ("39131016", ()),
        ("39271010", ()),
        ("31130016", ()),
        ("77777777", ()),  # 不詳, both
        ("77777779", ()),
        ("06130487", (CHECK_DIGIT,)),
        ("39271011", (CHECK_DIGIT,)),
        ("  123456", (CHECK_DIGIT,)),  # of a real answer: warn, never drop
        ("05130014", (LAW_CODE, CHECK_DIGIT)),
        ("06990484", (PREFECTURE, CHECK_DIGIT)),
        ("  480012", (PREFECTURE,)),
        ("", (MALFORMED,)),
        ("        ", (MALFORMED,)),
        ("0613048", (MALFORMED,)),
        ("061304889", (MALFORMED,)),
        ("０６１３０４８８", (MALFORMED,)),
        ("06-30488", (MALFORMED,)),
        ("06130488\n", (MALFORMED,)),
    ],
)
def test_what_is_found_in_an_insurer_number(
    written: str, findings: tuple[NumberFinding, ...]
) -> None:
    assert insurer_number_findings(written) == findings


@pytest.mark.parametrize(
    ("number", "findings"),
    [
        ("12131017", ()),
        ("54136015", ()),
        ("21136015", ()),
        ("12131018", (CHECK_DIGIT,)),
        ("06130488", (LAW_CODE,)),  # an insurer's
        ("138016", (MALFORMED,)),
        ("abcdefgh", (MALFORMED,)),
    ],
)
def test_what_is_found_in_a_payer_number_of_public_expenses(
    number: str, findings: tuple[NumberFinding, ...]
) -> None:
    assert payer_number_findings(number) == findings


@given(st.text("0123456789", min_size=6, max_size=6))
def test_a_recipient_number_is_six_digits_and_their_check_digit(body: str) -> None:
    number = f"{body}{check_digit(body)}"
    assert recipient_number_fits(number)
    assert not recipient_number_fits(f"{body}{(check_digit(body) + 1) % 10}")
    assert not recipient_number_fits(f"0{number}")


@pytest.mark.parametrize(
    ("code", "formed"),
    [
        ("1312345670", True),
        ("2714206386", True),
        ("4739999999", True),
        ("0149999999", True),
        ("1322345670", False),  # 点数表 2 is none
        ("4812345670", False),
        ("0012345670", False),
        ("131234567", False),
        ("13123456700", False),
        ("131234567x", False),
        ("", False),
    ],
)
def test_the_form_of_an_institution_code(code: str, formed: bool) -> None:
    assert institution_code_is_formed(code) is formed


def test_the_check_digit_of_an_institution_covers_all_ten_digits() -> None:
    assert institution_check_digit_fits("2714206386")  # from the field
    assert not check_digit_fits("4206386")  # its seven alone do not fit
    assert not institution_check_digit_fits("2714206385")
    assert not institution_check_digit_fits("4206386")


def test_the_padding_of_an_insurer_number_is_not_part_of_it() -> None:
    assert insurer_number("  138016") == "138016"
    assert insurer_number("06130488") == "06130488"


@pytest.mark.parametrize(
    ("number", "law"),
    [("39131016", "39"), ("06130488", "06"), ("138016", None), ("", None), ("３９131016", None)],
)
def test_only_eight_digits_begin_with_a_law(number: str, law: str | None) -> None:
    assert law_code(number) == law


@pytest.mark.parametrize(
    ("written", "latter"),
    [("39131016", True), ("  391016", False), ("06130488", False), ("39", False)],
)
def test_the_latter_stage_is_told_by_its_law(written: str, latter: bool) -> None:
    assert is_latter_stage(written) is latter


def test_the_laws_and_prefectures_are_two_digits_and_no_law_is_both() -> None:
    for code in (*INSURER_LAWS, *PUBLIC_EXPENSE_LAWS, *PREFECTURES):
        assert len(code) == 2
        assert code.isdecimal()
    assert not set(INSURER_LAWS) & set(PUBLIC_EXPENSE_LAWS)
    assert len(PREFECTURES) == 47
    assert {"01", "39", "67", "75"} <= set(INSURER_LAWS)
    assert {"10", "12", "54", "80", "89"} <= set(PUBLIC_EXPENSE_LAWS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("00123", "123"),
        ("００１２３", "123"),
        (" 123 ", "123"),
        ("12-34", "１２-３４"),
        (None, ""),
        ("000", "0"),
        ("0 01", "1"),
    ],
)
def test_numbers_compare_by_their_digits(one: str | None, other: str | None) -> None:
    assert number_key(one) == number_key(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("１２－３４", "12－34", True),
        ("記号ｱ", "記号ア", True),
        (None, "", True),
        ("012", "12", False),  # a symbol is no number
        ("12", "1 2", False),
    ],
)
def test_symbols_compare_by_their_characters(one: str | None, other: str, same: bool) -> None:
    assert (symbol_key(one) == symbol_key(other)) is same


@pytest.mark.parametrize(
    ("branch", "key"),
    [("01", "01"), ("０１", "01"), ("00", "00"), ("", None), (" ", None), (None, None)],
)
def test_a_blank_branch_is_none_and_not_nought(branch: str | None, key: str | None) -> None:
    assert branch_key(branch) == key


@pytest.mark.parametrize(
    ("branch", "formed"),
    [("01", True), ("00", True), ("1", False), ("001", False), ("０１", False)],
)
def test_a_branch_has_two_digits(branch: str, formed: bool) -> None:
    assert branch_is_formed(branch) is formed


@given(st.text())
def test_no_text_breaks_a_check(text: str) -> None:
    insurer_number_findings(text)
    payer_number_findings(text)
    recipient_number_fits(text)
    institution_code_is_formed(text)
    institution_check_digit_fits(text)
    assert symbol_key(symbol_key(text)) == symbol_key(text)
    assert number_key(number_key(text)) == number_key(text)
    assert branch_key(text) != ""
