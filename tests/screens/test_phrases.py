"""Japanese lines break between phrases: joiners stand inside them and nowhere else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.language import Language
from kiosk.screens.phrases import JOINER, in_phrases
from kiosk.screens.readings import READING, without_readings
from kiosk.screens.speaking import whole
from kiosk.screens.texts import load
from tests.screens.looking import shown

TEXTS = load()
JA, EASY = Language.JAPANESE, Language.EASY_JAPANESE
JAPANESE = dict(TEXTS[JA].written())
WHOLE = (
    "カードリーダー",
    "マイナンバーカード",
    "暗証番号",
    "電子証明書",
    "市区町村",
    "パスコード",
    "違います",
    "明るい",
    "ください",
    "できません",
)


@given(
    st.text(alphabet="受付カードを置いてください、。\n 12（残り）{}abc 카드를，请", max_size=40),
    st.sampled_from(Language),
)
def test_nothing_is_added_but_joiners(text: str, language: Language) -> None:
    assert in_phrases(text, language).replace(JOINER, "") == text


@pytest.mark.parametrize("word", WHOLE)
def test_a_word_stays_whole_wherever_it_stands(word: str) -> None:
    texts = [text for text in JAPANESE.values() if word in text.replace("\n", "")]
    assert texts
    for text in texts:
        assert text.count(word) == in_phrases(text, JA).count(JOINER.join(word)), text


def test_a_line_may_break_after_every_comma_and_full_stop() -> None:
    held = [
        key for key, text in JAPANESE.items() if re.search(f"[、。]{JOINER}", in_phrases(text, JA))
    ]
    assert held == []


LONGEST = {JA: 15, EASY: 24, Language.KOREAN: 16}


@pytest.mark.parametrize("language", LONGEST)
def test_no_phrase_is_longer_than_a_line(language: Language) -> None:
    texts = TEXTS[language].written()
    pieces = [(key, one) for key, text in texts for one in _pieces(text, language)]
    assert [piece for piece in pieces if len(piece[1]) > LONGEST[language]] == []


def _pieces(text: str, language: Language) -> list[str]:
    joined = in_phrases(text, language).replace("\n", " ")
    pieces = re.split(rf" |(?<=[^{JOINER}])(?=[^{JOINER}])", joined)
    return [one.replace(JOINER, "") for one in pieces if one.strip()]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("顔写真を上にして、置く", ["顔写真を", "上にして、", "置く"]),
        ("もう一度、入力してください。", ["もう一度、", "入力してください。"]),
        ("暗証番号が違います", ["暗証番号が", "違います"]),
        ("画面にもどる", ["画面にもどる"]),
    ],
)
def test_phrases_are_what_a_reader_takes_in_one_breath(text: str, phrases: list[str]) -> None:
    assert _pieces(text, JA) == phrases


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("窓口（まどぐち）に来（き）てください", ["窓口（まどぐち）に", "来（き）てください"]),
        ("電子証明書（でんししょうめいしょ）が", ["電子証明書", "（でんししょうめいしょ）が"]),
    ],
)
def test_a_reading_stays_with_its_kanji_unless_it_is_long(text: str, phrases: list[str]) -> None:
    assert _pieces(text, EASY) == phrases


def test_korean_breaks_at_its_spaces() -> None:
    assert _pieces("카드를 놓아 주세요.", Language.KOREAN) == ["카드를", "놓아", "주세요."]


def test_chinese_breaks_between_words() -> None:
    pieces = _pieces("请取出卡片，到窗口来。", Language.CHINESE_SIMPLIFIED)
    assert pieces[:3] == ["请", "取出", "卡片，"]


def test_where_words_are_spaced_qt_breaks_well_by_itself() -> None:
    assert in_phrases("Please take your card", Language.ENGLISH) == "Please take your card"


def test_nobody_hears_a_reading_after_its_word() -> None:
    screen = shown("entering_pin", EASY)
    assert "（あんしょうばんごう）" in screen.title
    spoken = (whole(screen).text, screen.choices[0].said)
    assert not [text for text in spoken if READING.search(text)]


def test_nobody_hears_a_word_twice() -> None:
    assert without_readings("受付（うけつけ）、（3年分）、3日（みっか）") == "受付、（3年分）、3日"
