"""What rows of print mean, and when several pictures are believed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.vision.card_front.agreement import Agreement
from drivers.vision.card_front.body import body_of, front_of
from drivers.vision.card_front.reading import (
    Birth,
    Expiry,
    Reading,
    birth_in,
    code_in,
    expiry_in,
)
from drivers.vision.card_front.recognise import Text
from kiosk.domain.check_number import CardFront

READING = Reading(Birth("昭和55年2月17日", 2, 17), Expiry(2035, 2, 17), "2285", has_photo=True)
FOREIGN = replace(READING, birth=Birth("1990年5月5日", 5, 5))


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        ("昭和55年2月17日生", "昭和55年2月17日"),
        ("昭和55年2月17日", "昭和55年2月17日"),
        ("平成元年 3月 4日生", "平成元年3月4日"),
        ("令和８年３月２０日生", "令和8年3月20日"),
        ("1990年5月5日生", "1990年5月5日"),
    ],
)
def test_a_birth_date_is_taken_as_printed(row: str, printed: str) -> None:
    birth = birth_in(row)
    assert birth is not None
    assert birth.printed == printed


@pytest.mark.parametrize(
    "row",
    [
        "",
        "和55年2月17日生",  # a finger over the beginning
        "昭和55年2月1",  # or over the end
        "5年2月17日生",
        "990年5月5日生",
        "1990年5月5日",  # an expiry whose まで有効 is hidden looks like this
        "2035年2月17日まで有効",
        "昭和55年2月17日生女",
        "昭和五年2月17日生",
        "昭和元元年2月17日生",
    ],
)
def test_a_row_that_is_not_a_whole_birth_date_is_none(row: str) -> None:
    assert birth_in(row) is None


def test_an_expiry_is_whole_or_none() -> None:
    expiry = expiry_in("2035年2月17日まで有効")
    assert expiry == Expiry(2035, 2, 17)
    for row in ("2035年2月17日", "35年2月17日まで有効", "2035年2月17日まで有", "昭和55年2月17日生"):
        assert expiry_in(row) is None


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2285", "2285"),
        ("２２８５", "2285"),
        ("0 0 9 8", "0098"),
        ("228", None),
        ("22855", None),
        ("22B5", None),
        ("", None),
        ("一二三四", None),
    ],
)
def test_a_code_is_four_digits(row: str, code: str | None) -> None:
    assert code_in(row) == code


@given(st.text(max_size=20))
def test_no_text_whatever_is_a_birth_date_and_an_expiry(row: str) -> None:
    assert birth_in(row) is None or expiry_in(row) is None


@given(st.dates(date(1868, 1, 1), date(2099, 12, 31)))
def test_every_printed_expiry_is_read(day: date) -> None:
    row = f"{day.year}年{day.month}月{day.day}日まで有効"
    assert expiry_in(row) == Expiry(day.year, day.month, day.day)


def test_a_row_is_as_sure_as_its_least_sure_digit_or_era() -> None:
    assert Text("昭和9年", (0.99, 0.98, 0.7, 0.1)).least == 0.7
    assert Text("明9", (0.6, 0.9)).least == 0.6
    assert Text("まで有効", (1.0, 1.0, 1.0, 1.0)).least == 0.0
    assert Text("", ()).least == 0.0


def test_one_picture_is_never_believed_and_two_that_agree_are() -> None:
    agreement = Agreement()
    assert agreement.add(READING) is None
    assert agreement.add(READING) == READING


@pytest.mark.parametrize(
    "other",
    [
        replace(READING, birth=Birth("昭和56年2月17日", 2, 17)),
        replace(READING, expiry=Expiry(2036, 2, 17)),
        replace(READING, security_code="2286"),
        replace(READING, has_photo=False),
    ],
)
def test_pictures_that_differ_in_any_field_do_not_agree(other: Reading) -> None:
    agreement = Agreement()
    assert agreement.add(READING) is None
    assert agreement.add(other) is None
    assert agreement.add(READING) is None, "two of three are not enough once there was doubt"
    assert agreement.add(READING) == READING


def test_a_front_whose_dates_do_not_confirm_each_other_needs_a_third_picture() -> None:
    assert READING.expires_on_birthday
    assert not FOREIGN.expires_on_birthday
    agreement = Agreement()
    assert [agreement.add(FOREIGN) for _ in range(3)] == [None, None, FOREIGN]


@given(st.lists(st.sampled_from([READING, FOREIGN, replace(READING, security_code="2286")])))
def test_what_is_believed_was_seen_at_least_twice_and_more_than_all_else(
    seen: list[Reading],
) -> None:
    agreement = Agreement()
    for number, reading in enumerate(seen, 1):
        if agreement.add(reading) is not None:
            alike = seen[:number].count(reading)
            assert alike >= 2
            assert alike > number - alike + 1


@given(
    st.sampled_from(["昭和55年2月17日", "1990年5月5日", "令和元年5月1日"]),
    st.integers(1900, 2100),
    st.from_regex(r"[0-9]{4}", fullmatch=True),
    st.booleans(),
)
def test_a_front_arrives_as_it_was_sent(born: str, year: int, code: str, photo: bool) -> None:
    front = CardFront(born, year, code, has_photo=photo)
    assert front_of(body_of(front)) == front


@given(st.binary(max_size=40))
def test_nonsense_is_no_front(body: bytes) -> None:
    front = front_of(body)
    assert front is None or body_of(front)


def test_an_empty_body_is_no_front() -> None:
    assert front_of(b"") is None


@pytest.mark.parametrize(
    "value", [READING, READING.birth, READING.expiry, Text("2285", (1.0,) * 4)]
)
def test_what_was_read_shows_itself_to_nobody(value: object) -> None:
    assert "2285" not in repr(value)
    assert "55" not in repr(value)
    with pytest.raises(TypeError):
        str(value)
