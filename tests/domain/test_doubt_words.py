"""Every doubt has words for staff: kind, short, with something to do, and nothing of the answer."""

import re

import pytest

from kiosk.domain.doubt import DoubtCode
from kiosk.domain.doubt_words import WORDS

CODES = pytest.mark.parametrize("code", list(DoubtCode))


def test_every_code_has_words_and_no_words_lack_a_code() -> None:
    assert set(WORDS) == set(DoubtCode)


@CODES
def test_the_words_are_one_or_two_short_sentences(code: DoubtCode) -> None:
    words = WORDS[code]
    assert words.ja.endswith("。")
    assert words.ja.count("。") <= 3
    assert len(words.ja) <= 80
    assert words.en.endswith(".")
    assert words.en.count(". ") == 0
    assert len(words.en) <= 170


@CODES
def test_each_language_is_what_it_says(code: DoubtCode) -> None:
    assert re.search("[ぁ-ん]", WORDS[code].ja)
    assert not re.search("[ぁ-ん]{2}", re.sub("のお知らせ", "", WORDS[code].en))
    assert WORDS[code].en[0].isascii()


@CODES
def test_the_words_say_what_to_do(code: DoubtCode) -> None:
    assert re.search("ください|使い", WORDS[code].ja)
    assert re.search(r"\b(ask|check|compare|use|look|tell|choose|keep|telephone)\b", WORDS[code].en)


@CODES
def test_nobody_is_asked_to_pay_everything(code: DoubtCode) -> None:
    both = WORDS[code].ja + WORDS[code].en
    assert not re.search("10割|１０割|十割|全額|100|full", both)


@CODES
def test_the_words_have_no_place_for_data(code: DoubtCode) -> None:
    both = WORDS[code].ja + WORDS[code].en
    assert not re.search(r"[{}%]|[0-9]{3}", both)


def test_no_two_codes_say_the_same() -> None:
    assert len({words.ja for words in WORDS.values()}) == len(WORDS)
    assert len({words.en for words in WORDS.values()}) == len(WORDS)
