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
    assert len(words.ja) <= 100
    assert words.en.endswith(".")
    assert words.en.count(". ") == 0
    assert len(words.en) <= 180


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


@pytest.mark.parametrize("code", [DoubtCode.QUALIFICATION_ENDED, DoubtCode.NO_QUALIFICATION])
def test_who_has_no_confirmed_insurance_pays_the_usual_share_all_the_same(code: DoubtCode) -> None:
    assert "ふだんの割合" in WORDS[code].ja
    assert "usual share" in WORDS[code].en


@pytest.mark.parametrize(
    "code",
    [DoubtCode.VALIDITY_MISSING, DoubtCode.QUALIFICATION_ENDED, DoubtCode.NO_QUALIFICATION],
)
def test_a_paper_that_proves_nothing_alone_is_named_with_the_card(code: DoubtCode) -> None:
    for text, card in ((WORDS[code].ja, "カード"), (WORDS[code].en, "card")):
        assert "資格情報のお知らせ" in text
        assert card in text


def test_no_two_codes_say_the_same() -> None:
    assert len({words.ja for words in WORDS.values()}) == len(WORDS)
    assert len({words.en for words in WORDS.values()}) == len(WORDS)
