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
    def japanese(self) -> bool:
        """Whether it is written in Japanese."""
        return self in {Language.JAPANESE, Language.EASY_JAPANESE}
