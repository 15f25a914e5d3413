"""Japanese lines break between phrases: joiners stand inside them and nowhere else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.language import Language
from kiosk.screens.phrases import JOINER, in_phrases
from kiosk.screens.texts import load

JAPANESE = dict(load()[Language.JAPANESE].written())
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


@given(st.text(alphabet="受付カードを置いてください、。\n 12（残り）{}abc", max_size=40))
def test_nothing_is_added_but_joiners(text: str) -> None:
    assert in_phrases(text).replace(JOINER, "") == text


@pytest.mark.parametrize("word", WHOLE)
def test_a_word_stays_whole_wherever_it_stands(word: str) -> None:
    texts = [text for text in JAPANESE.values() if word in text.replace("\n", "")]
    assert texts
    for text in texts:
        assert text.count(word) == in_phrases(text).count(JOINER.join(word)), text


def test_a_line_may_break_after_every_comma_and_full_stop() -> None:
    held = [key for key, text in JAPANESE.items() if re.search(f"[、。]{JOINER}", in_phrases(text))]
    assert held == []


def test_no_phrase_is_longer_than_a_line() -> None:
    pieces = [(key, one.replace(JOINER, "")) for key in JAPANESE for one in _pieces(JAPANESE[key])]
    assert [piece for piece in pieces if len(piece[1]) > 15] == []


def _pieces(text: str) -> list[str]:
    joined = in_phrases(text).replace("\n", " ")
    return re.split(rf" |(?<=[^{JOINER}])(?=[^{JOINER}])", joined)


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
    assert [one.replace(JOINER, "") for one in _pieces(text)] == phrases
