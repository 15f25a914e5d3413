"""Twelve languages say the same, each as it writes: nothing lacks, idles or is foreign."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from unicodedata import east_asian_width

import pytest

from kiosk.domain.consent import Information, RecordedConsent
from kiosk.domain.language import Language
from kiosk.domain.preferences import Preferences
from kiosk.flow.rules import Rules
from kiosk.flow.states import State
from kiosk.flow.visit import Panel
from kiosk.screens import texts as t
from kiosk.screens.completion import until
from kiosk.screens.present import present
from kiosk.screens.readings import without_readings
from tests.screens.examples import EXAMPLES
from tests.screens.invented import GIVEN

TEXTS = t.load()
JA, EASY = Language.JAPANESE, Language.EASY_JAPANESE
HANS, HANT = Language.CHINESE_SIMPLIFIED, Language.CHINESE_TRADITIONAL
KO, NE, ES = Language.KOREAN, Language.NEPALI, Language.SPANISH
WITHOUT_SPACES = (JA, EASY, HANS, HANT)
SPACED = [language for language in Language if language not in WITHOUT_SPACES]
IN_TWO_LANGUAGES = ("language.", "simulated.mark", "panel.languages")
"""Names of languages under their own name, and what whoever cannot read this language looks for."""


def written(language: Language) -> list[tuple[str, str]]:
    """Return the texts that a language says in nothing but itself."""
    texts = TEXTS[language].written()
    return [(key, text) for key, text in texts if not key.startswith(IN_TWO_LANGUAGES)]


@pytest.mark.parametrize("language", Language)
def test_every_language_says_everything_with_the_same_placeholders(language: Language) -> None:
    assert sorted(t.gaps(language)) == []


@pytest.mark.parametrize("language", Language)
def test_no_language_says_what_nobody_asks_for(language: Language) -> None:
    assert sorted(t.surplus(language)) == []


class Watched(dict[str, t.Text]):
    """The texts by key; `read` collects the keys that were looked up."""

    def __init__(self, texts: Mapping[str, t.Text]) -> None:
        super().__init__(texts)
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> t.Text:
        self.read.add(key)
        return super().__getitem__(key)


def test_every_text_is_said_somewhere() -> None:
    of_cards, of_phones = Watched(TEXTS[JA].by_key), Watched(TEXTS.of_phones[JA].by_key)
    cards, phones = t.Words(JA, of_cards), t.Words(JA, of_phones)
    watched = replace(TEXTS, words={JA: cards}, of_phones={JA: phones})
    for state in (*EXAMPLES.values(), *_with_what_a_patient_asked_for()):
        present(state, watched, Rules(), simulated=True)
    for days in range(3):
        until(cards, RecordedConsent(Information.DIAGNOSIS, GIVEN, GIVEN + timedelta(days=days)))
    said = of_cards.read | of_phones.read | {f"{t.PHONE}{key}" for key in of_phones.read}
    names_of_languages = {f"language.{language.value}" for language in Language}
    assert sorted(of_cards.keys() - said - names_of_languages - NOT_BY_A_JAPANESE_SCREEN) == []


NOT_BY_A_JAPANESE_SCREEN = {"keys.invitation", "panel.voice_elsewhere"}
"""Said to the room while nobody is there; said where a language has no voice."""


def _with_what_a_patient_asked_for() -> list[State]:
    """Return states in which a panel is open, the kiosk speaks and its keys stay in order."""
    wishes = Preferences(voice=True, fixed_keypad=True)
    states = (EXAMPLES["waiting"], EXAMPLES["entering_pin"])
    return [
        replace(state, visit=replace(state.visit, preferences=wishes, panel=panel))
        for state in states
        for panel in Panel
    ]


JAPANESE_SIGNS = re.compile(r"[぀-ヿ一-鿿、。「」]")
KANA = re.compile(r"[぀-ヿ]")
IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")


@pytest.mark.parametrize("language", [one for one in Language if not one.japanese])
def test_no_japanese_is_left_but_names_in_brackets(language: Language) -> None:
    foreign = KANA if language in {HANS, HANT} else JAPANESE_SIGNS
    texts = [(key, IN_BRACKETS.sub("", text)) for key, text in written(language)]
    assert [one for one in texts if foreign.search(one[1])] == []


@pytest.mark.parametrize(("language", "charset"), [(HANS, "gb2312"), (HANT, "big5")])
def test_chinese_is_written_with_the_characters_of_its_readers(
    language: Language, charset: str
) -> None:
    texts = written(language)
    assert [
        one for one in texts if one[1].encode(charset, "ignore").decode(charset) != one[1]
    ] == []


@pytest.mark.parametrize("language", WITHOUT_SPACES)
def test_punctuation_is_as_wide_as_the_characters(language: Language) -> None:
    assert [one for one in written(language) if re.search(r"[,!?;()\"]|[^0-9]\.", one[1])] == []


@pytest.mark.parametrize("language", SPACED)
def test_punctuation_is_as_narrow_as_the_letters(language: Language) -> None:
    assert [
        one for one in written(language) if re.search(r"[，。、！？；：（）「」\"]", one[1])
    ] == []


def test_spanish_opens_its_questions() -> None:
    texts = written(ES)
    assert [one for one in texts if one[1].count("¿") != one[1].count("?")] == []


def test_nepali_ends_its_sentences_with_a_danda() -> None:
    assert [one for one in written(NE) if re.search(r"[^\d.]\.(\s|$)", one[1])] == []


STOPS = tuple("。？.?।")


@pytest.mark.parametrize("language", Language)
def test_a_sentence_ends_where_japanese_ends_one(language: Language) -> None:
    wrong = [
        (key, text)
        for key, text in written(language)
        if key.endswith(("message", "detail"))
        if TEXTS[JA].say(key, **dict.fromkeys(PLACEHOLDERS, 1)).endswith(STOPS)
        != text.endswith(STOPS)
    ]
    assert wrong == []


PLACEHOLDERS = {name for text in TEXTS[JA].by_key.values() for name in t.placeholders(text)}


@pytest.mark.parametrize("language", Language)
def test_no_space_hangs_over(language: Language) -> None:
    texts = [one for one in written(language) if one[0] != "information.join"]
    assert [one for one in texts if re.search(r"^\s|\s$| \n|\n |  ", one[1])] == []


LONGEST_TITLE = {JA: 13, EASY: 19, HANS: 12, HANT: 12, KO: 14}
"""In kanji; two Latin letters count as one. Whether a title fits, the tests of the glass say."""


@pytest.mark.parametrize("language", Language)
def test_a_title_is_short(language: Language) -> None:
    titles = [
        (key, line)
        for key, text in written(language)
        if key.endswith("title")
        for line in text.split("\n")
    ]
    assert [one for one in titles if _width(one[1]) > LONGEST_TITLE.get(language, 17)] == []


def _width(line: str) -> float:
    return sum(1 if east_asian_width(sign) in "FW" else 0.5 for sign in line)


TERMS = {
    "電子証明書": {
        EASY: "電子証明書",
        Language.ENGLISH: "certificate",
        HANS: "电子证书",
        HANT: "電子憑證",
        KO: "전자증명서",
        Language.VIETNAMESE: "chứng nhận",
        Language.PORTUGUESE: "certificado",
        ES: "certificado",
        Language.FILIPINO: "certificate",
        NE: "प्रमाणपत्र",
        Language.INDONESIAN: "sertifikat",
    },
    "暗証番号": {
        EASY: "番号",
        Language.ENGLISH: "PIN",
        HANS: "密码",
        HANT: "密碼",
        KO: "비밀번호",
        Language.PORTUGUESE: "senha",
        NE: "पिन",
        **dict.fromkeys((ES, Language.VIETNAMESE), "PIN"),
        **dict.fromkeys((Language.FILIPINO, Language.INDONESIAN), "PIN"),
    },
    "職員": {EASY: "スタッフ", HANS: "工作人员", HANT: "工作人員", KO: "직원"},
    "窓口": {EASY: "窓口|市役所", HANS: "窗口", HANT: "櫃檯|公所", KO: "창구"},
    "カード": {EASY: "カード", HANS: "卡", HANT: "卡", KO: "카드"},
}
"""What one thing is called in each language: by the same word on every screen."""


@pytest.mark.parametrize("term", TERMS)
def test_one_thing_has_one_name_in_every_language(term: str) -> None:
    japanese = {key for key, text in written(JA) if term in text and not key.endswith("title")}
    wrong = [
        (language, key, text)
        for language, name in TERMS[term].items()
        for key, text in written(language)
        if key in japanese and not re.search(name, text, re.IGNORECASE)
    ]
    assert wrong == []


def test_every_kanji_of_easy_japanese_is_read() -> None:
    unread = re.compile(r"[々一-鿿](?![々一-鿿]|（[ぁ-ゖー]+）)")
    assert [one for one in written(EASY) if unread.search(one[1])] == []


def test_easy_japanese_uses_no_humble_or_exalted_words() -> None:
    texts = [(key, without_readings(text)) for key, text in written(EASY)]
    lofty = re.compile(
        r"いたし|ございま|いただ|くださいませ|お待ち|お取り|ご[一-鿿]|お客|まいり|うかが"
    )
    assert [one for one in texts if lofty.search(one[1])] == []
