"""Plurals, days and times as each language has them."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.language import Language
from kiosk.screens.cldr import CATEGORIES, Plural, category, clock, day
from kiosk.screens.completion import JAPAN

AFTERNOON = datetime(2026, 11, 3, 13, 5, tzinfo=JAPAN)


@given(st.sampled_from(Language), st.integers(min_value=0, max_value=10_000))
def test_every_number_has_a_category_in_every_language(language: Language, number: int) -> None:
    assert category(language, number) in CATEGORIES


def test_one_is_one_in_english_and_nothing_special_in_japanese() -> None:
    assert category(Language.ENGLISH, 1) == "one"
    assert category(Language.ENGLISH, 2) == "other"
    assert category(Language.JAPANESE, 1) == "other"
    assert category(Language.EASY_JAPANESE, 1) == "other"


def test_the_first_number_in_the_text_chooses_the_form() -> None:
    plural = Plural(
        Language.ENGLISH, {"one": "{left} try of {all}", "other": "{left} tries of {all}"}
    )
    assert plural.say(all=10, left=1) == "1 try of 10"
    assert plural.say(all=1, left=10) == "10 tries of 1"


def test_a_form_that_is_not_written_is_the_other() -> None:
    plural = Plural(Language.ENGLISH, {"other": "{left} left"})
    assert plural.say(left=1) == "1 left"


def test_a_text_without_a_number_has_the_other_form() -> None:
    assert Plural(Language.ENGLISH, {"one": "a", "other": "b"}).say() == "b"


@pytest.mark.parametrize("language", Language)
def test_no_language_takes_the_afternoon_for_the_night(language: Language) -> None:
    said = clock(language, AFTERNOON)
    assert said[:2] == "13"
    assert said[-2:] == "05"


def test_a_day_is_written_as_the_language_writes_it() -> None:
    said = {language: day(language, AFTERNOON) for language in Language}
    assert said[Language.JAPANESE] == "11月3日"
    assert said[Language.KOREAN] == "11월 3일"
    assert said[Language.ENGLISH] == "November 3"
    assert said[Language.SPANISH] == "3 de noviembre"


def test_easy_japanese_reads_the_day_as_people_say_it() -> None:
    easy = Language.EASY_JAPANESE
    assert day(easy, AFTERNOON) == "11月（がつ）3日（みっか）"
    assert day(easy, datetime(2026, 4, 23, tzinfo=JAPAN)) == "4月（がつ）23日（にち）"
