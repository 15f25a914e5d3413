"""The languages a patient can choose."""

from enum import StrEnum


class Language(StrEnum):
    """A language with a text file of its own in `assets/texts`."""

    JAPANESE = "ja"
    ENGLISH = "en"
