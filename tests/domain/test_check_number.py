"""照合番号B from what is printed: right, or not sent at all, for each wrong one costs a try."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.check_number import CardFront, CheckNumberB, check_number_b

TODAY = date(2026, 11, 20)


def _digits(printed: str, expiry: int = 2035, code: str = "2285") -> str | None:
    number = check_number_b(CardFront(printed, expiry, code, has_photo=True), TODAY)
    return number.digits if number else None


@pytest.mark.parametrize(
    ("printed", "digits"),
    [
        ("昭和55年2月17日", "55021720352285"),
        ("昭和元年12月25日", "01122520352285"),
        ("昭和64年1月7日", "64010720352285"),
        ("平成元年1月8日", "01010820352285"),
        ("平成31年4月30日", "31043020352285"),
        ("令和元年5月1日", "01050120352285"),
        ("令和1年5月1日", "01050120352285"),
        ("令和8年11月20日", "08112020352285"),
        ("大正15年12月25日", "15122520352285"),
        ("大正元年7月30日", "01073020352285"),
        ("明治45年7月30日", "45073020352285"),
        ("昭和55年02月07日", "55020720352285"),
        ("1980年2月17日", "80021720352285"),
        ("2005年12月1日", "05120120352285"),
        ("昭和55年2月29日", "55022920352285"),  # 1980 is a leap year
    ],
)
def test_the_birth_date_is_taken_as_printed(printed: str, digits: str) -> None:
    assert _digits(printed) == digits


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "昭和55年2月",
        "昭和55年2月30日",
        "昭和55年13月1日",
        "昭和56年2月29日",  # 1981 is no leap year
        "昭和0年2月17日",
        "昭和64年1月8日",  # 平成 had begun
        "昭和99年2月17日",  # would be 2024, read from a smudged 55
        "平成32年1月1日",  # 令和 had begun
        "平成元年1月7日",  # still 昭和
        "大正16年1月1日",
        "令和8年11月21日",  # tomorrow
        "2026年11月21日",
        "1780年2月17日",  # nobody is that old
        "0080年2月17日",
        "西暦1980年2月17日",
        "昭和55年2月17日生",
    ],
)
def test_an_implausible_birth_date_is_never_sent(printed: str) -> None:
    assert _digits(printed) is None


@pytest.mark.parametrize(
    ("expiry", "plausible"),
    [(2024, False), (2025, True), (2026, True), (2037, True), (2038, False), (235, False)],
)
def test_an_expiry_year_no_card_can_have_is_never_sent(expiry: int, plausible: bool) -> None:
    assert (_digits("昭和55年2月17日", expiry) is not None) is plausible


@pytest.mark.parametrize("code", ["", "228", "22855", "22a5", "２２８５", "22 5", "2285\n"])
def test_a_security_code_that_is_not_four_digits_is_never_sent(code: str) -> None:
    assert _digits("昭和55年2月17日", 2035, code) is None


@given(st.text(), st.integers(-10, 3000), st.text(max_size=5))
def test_whatever_was_read_gives_fourteen_digits_or_nothing(
    printed: str, expiry: int, code: str
) -> None:
    digits = _digits(printed, expiry, code)
    assert digits is None or (len(digits) == 14 and digits.isascii() and digits.isdigit())


@given(st.dates(date(1912, 7, 30), TODAY))
def test_every_gregorian_birth_date_gives_its_last_six_digits(born: date) -> None:
    assert _digits(f"{born.year}年{born.month}月{born.day}日") == f"{born:%y%m%d}20352285"


@pytest.mark.parametrize("digits", ["", "5502172035228", "550217203522855", "5502172035228x"])
def test_a_check_number_has_fourteen_digits(digits: str) -> None:
    with pytest.raises(ValueError, match="fourteen digits") as refused:
        CheckNumberB(digits)
    assert "55021720" not in str(refused.value)
