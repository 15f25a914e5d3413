"""What concerns the whole kiosk and no session: the reader, the camera, language and mode."""

from dataclasses import dataclass

from kiosk.domain.language import Language
from kiosk.domain.preferences import Preferences
from kiosk.domain.session import SessionId


@dataclass(frozen=True)
class CardPlaced:
    """A card came into the reader; `session` is new."""

    session: SessionId


@dataclass(frozen=True)
class CardRemoved:
    """The reader is empty."""


@dataclass(frozen=True)
class ReaderLost:
    """The reader or pcscd is gone."""


@dataclass(frozen=True)
class ReaderBack:
    """The reader is there again."""


@dataclass(frozen=True)
class CameraLost:
    """The camera gives no frames."""


@dataclass(frozen=True)
class CameraBack:
    """The camera gives frames again."""


@dataclass(frozen=True)
class LanguageChosen:
    """The patient chose a language; also possible before a card is placed."""

    language: Language


@dataclass(frozen=True)
class PreferencesChosen:
    """The patient chose how the kiosk looks and sounds; also possible before a card is placed."""

    preferences: Preferences


@dataclass(frozen=True)
class VisualModeSet:
    """目視確認モード: from now on, staff look at every patient whose card has a photo, or no more.

    Ordered from the console, which also ends it (qualification.md §6.1).
    """

    on: bool


WorldEvent = (
    CardPlaced
    | CardRemoved
    | ReaderLost
    | ReaderBack
    | CameraLost
    | CameraBack
    | LanguageChosen
    | PreferencesChosen
    | VisualModeSet
)
