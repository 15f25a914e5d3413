"""The words: the same keys and placeholders in both languages, nothing that hurts."""

import re
from pathlib import Path

import pytest

from kiosk.domain.language import Language
from kiosk.domain.token import TokenKind
from kiosk.screens import texts as t

TEXTS = t.load()


def write(folder: Path, japanese: str, english: str) -> Path:
    (folder / "ja.toml").write_text(japanese, encoding="utf-8")
    (folder / "en.toml").write_text(english, encoding="utf-8")
    return folder


def test_no_number_stands_before_a_plural_that_one_would_make_wrong() -> None:
    english = TEXTS[Language.ENGLISH].by_key.items()
    wrong = [
        key for key, text in english if isinstance(text, str) and re.search(r"\{left\} \w", text)
    ]
    assert wrong == []


def test_a_plural_is_chosen_by_its_number(tmp_path: Path) -> None:
    plural = '[a]\nwait = { one = "{left} second", other = "{left} seconds" }\n'
    texts = t.load(write(tmp_path, '[a]\nwait = "{left}秒"\n', plural))
    english = texts[Language.ENGLISH]
    assert english.say("a.wait", left=1) == "1 second"
    assert english.counted("a.wait").say(left=5) == "5 seconds"
    assert texts[Language.JAPANESE].counted("a.wait").say(left=1) == "1秒"


def test_a_section_with_texts_of_its_own_is_no_plural(tmp_path: Path) -> None:
    steps = '[steps]\none = "x"\ntwo = "y"\n[choice]\nother = "z"\nface = "f"\n'
    english = t.load(write(tmp_path, steps, steps))[Language.ENGLISH]
    assert english.say("steps.one") == "x"
    assert english.say("choice.other") == "z"


def test_both_languages_have_the_same_keys() -> None:
    assert TEXTS[Language.JAPANESE].by_key.keys() == TEXTS[Language.ENGLISH].by_key.keys()


def test_a_missing_key_is_refused_by_name(tmp_path: Path) -> None:
    folder = write(tmp_path, '[a]\ntitle = "x"\nmore = "y"\n', '[a]\ntitle = "x"\n')
    with pytest.raises(t.TextsBroken, match=re.escape("a.more")):
        t.load(folder)


def test_other_placeholders_are_refused_by_name(tmp_path: Path) -> None:
    folder = write(tmp_path, '[a]\ntitle = "{left}"\n', '[a]\ntitle = "{right}"\n')
    with pytest.raises(t.TextsBroken, match=re.escape("a.title")):
        t.load(folder)


def test_words_of_a_phone_stand_in_for_words_of_a_card() -> None:
    for language in Language:
        words = TEXTS.about(TokenKind.ANDROID, language)
        assert words.say("take_card.title") == words.say("phone.take_card.title")
        assert words.say("choice.pin") == TEXTS[language].say("choice.pin")
        assert TEXTS.about(TokenKind.CARD, language) == TEXTS[language]


@pytest.mark.parametrize(
    "text",
    [
        '[a]\ntitle = "x"\n[phone.a]\nmore = "y"\n',
        '[a]\ntitle = "{x}"\n[phone.a]\ntitle = "y"\n',
    ],
)
def test_words_of_a_phone_that_stand_in_for_nothing_are_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(t.TextsBroken, match="phone"):
        t.load(write(tmp_path, text, text))


@pytest.mark.parametrize(
    "broken", ["[a]\ntitle = 3\n", "[a]\ntitle = ['x']\n", "[a]\nb = { one = 1, other = 'x' }\n"]
)
def test_what_is_no_text_is_refused(broken: str, tmp_path: Path) -> None:
    with pytest.raises(t.TextsBroken):
        t.load(write(tmp_path, broken, broken))


EVERYWHERE = r"10割|エラー|[Ee]rror|[Ff]ailed|[Ii]nvalid"
CHINESE = r"|错误|錯誤|失败|失敗|非法|禁止"
HARSH = {
    Language.JAPANESE: "|失敗|不正|禁止",
    Language.EASY_JAPANESE: "|失敗|不正|禁止",
    Language.CHINESE_SIMPLIFIED: CHINESE,
    Language.CHINESE_TRADITIONAL: CHINESE,
    Language.KOREAN: "|오류|실패|금지|에러",
}


@pytest.mark.parametrize("language", Language)
def test_no_text_is_empty_or_harsh(language: Language) -> None:
    harsh = re.compile(EVERYWHERE + HARSH.get(language, ""))
    texts = TEXTS[language].written()
    assert [(key, text) for key, text in texts if not text.strip() or harsh.search(text)] == []


def test_a_japanese_title_breaks_where_we_say() -> None:
    texts = TEXTS[Language.JAPANESE].written()
    titles = [
        (key, line) for key, text in texts if key.endswith("title") for line in text.split("\n")
    ]
    assert [one for one in titles if len(one[1]) > 13] == []


def test_a_childs_pin_may_be_entered_by_a_parent() -> None:
    for key in ("entering_pin.detail", "entering_pin.detail_fixed"):
        assert "ご本人か保護者の方" in TEXTS[Language.JAPANESE].say(key)
        assert "or as the child's parent" in TEXTS[Language.ENGLISH].say(key)


@pytest.mark.parametrize("language", Language)
def test_a_way_back_is_called_what_its_button_is_called(language: Language) -> None:
    words = TEXTS[language]
    assert words.say("choice.other_way") in words.say("waiting_for_staff.detail")


def test_one_thing_has_one_name() -> None:
    """窓口 is the place, 受付 what is done there."""
    desk = [text for _, text in TEXTS[Language.JAPANESE].written() if "受付へ" in text]
    talk = [text for _, text in TEXTS[Language.ENGLISH].written() if "talk to" in text]
    assert desk + talk == []
