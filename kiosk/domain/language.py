"""The languages a patient can choose."""

from enum import StrEnum


class Language(StrEnum):
    """A language with a text file of its own in `assets/texts`; the values are BCP 47 tags.

    `EASY_JAPANESE` is やさしい日本語: short sentences, plain words, every kanji read in brackets or
    written in kana.
    """

    JAPANESE = "ja"
    EASY_JAPANESE = "ja-x-easy"
    ENGLISH = "en"
    CHINESE_SIMPLIFIED = "zh-Hans"
    CHINESE_TRADITIONAL = "zh-Hant"
    KOREAN = "ko"
    VIETNAMESE = "vi"
    PORTUGUESE = "pt"
    SPANISH = "es"
    FILIPINO = "fil"
    NEPALI = "ne"
    INDONESIAN = "id"

    @property
    def own_name(self) -> str:
        """What it is called by whoever speaks it: for staff, who have to know what is read."""
        return _OWN_NAMES[self]

    @property
    def japanese(self) -> bool:
        """Whether it is written in Japanese."""
        return self in {Language.JAPANESE, Language.EASY_JAPANESE}


_OWN_NAMES = {
    Language.JAPANESE: "日本語",
    Language.EASY_JAPANESE: "やさしい日本語",
    Language.ENGLISH: "English",
    Language.CHINESE_SIMPLIFIED: "简体中文",
    Language.CHINESE_TRADITIONAL: "繁體中文",
    Language.KOREAN: "한국어",
    Language.VIETNAMESE: "Tiếng Việt",
    Language.PORTUGUESE: "Português",
    Language.SPANISH: "Español",
    Language.FILIPINO: "Filipino",
    Language.NEPALI: "नेपाली",
    Language.INDONESIAN: "Bahasa Indonesia",
}
