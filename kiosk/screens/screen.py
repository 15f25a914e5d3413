"""What one screen shows: a frozen value without Qt, whose every word comes from `assets/texts`.

Nothing in it is personal: no name, no number of a person, no digit that was typed. Only the names
of certificates that the patient is asked about stand in its rows; they are neither spoken nor in
`repr`.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil

from kiosk.domain.language import Language
from kiosk.domain.preferences import USUAL, Preferences
from kiosk.domain.session import SessionId
from kiosk.domain.sound import Sound
from kiosk.screens.cldr import Plural

MINUTE = 60
FIRST_TOLD = 3  # seconds; chip and service are mostly done before (tests/bench)
LONG = 10  # seconds; longer than the kiosk's own part of a whole reception


class Kind(StrEnum):
    """Which QML file draws the screen: `kiosk/ui/qml/screens/<value>.qml`."""

    POSTER = "Poster"
    WORKING = "Working"
    MESSAGE = "Message"
    CHOOSE = "Choose"
    KEYPAD = "Keypad"
    FACE = "Face"
    COMPARE = "Compare"
    CONSENT = "Consent"
    DONE = "Done"
    NUMBER = "Number"
    LANGUAGES = "Languages"
    COMFORT = "Comfort"


class Intent(StrEnum):
    """What a touch can mean; the bridge turns each into one event of the flow."""

    FACE = "face"
    PIN = "pin"
    STAFF = "staff"
    PHONE = "phone"
    CORRECT = "correct"
    CONFIRM = "confirm"
    GO_ON = "go_on"
    GO_BACK = "go_back"
    HELP = "help"
    GIVE_UP = "give_up"
    REASON_FACE_AND_PIN = "reason_face_and_pin"
    REASON_CANNOT_OPERATE = "reason_cannot_operate"
    REASON_UNWELL = "reason_unwell"
    REASON_MACHINE = "reason_machine"
    SAME_PERSON = "same_person"
    OTHER_PERSON = "other_person"
    AGREE_TO_ALL = "agree_to_all"
    AGREE_TO_NONE = "agree_to_none"
    ONE_BY_ONE = "one_by_one"
    YES = "yes"
    NO = "no"
    LAST_ANSWERS = "last_answers"
    OPTION_FIRST = "option_first"
    OPTION_SECOND = "option_second"
    REGISTER = "register"
    PROVISIONAL = "provisional"
    WITHOUT_SHARING = "without_sharing"
    MORE_TIME = "more_time"
    LANGUAGES = "languages"
    COMFORT = "comfort"
    CLOSE_PANEL = "close_panel"
    SET = "set"


class Tone(StrEnum):
    """How a screen speaks; QML takes its accent colour from it."""

    CALM = "calm"
    ATTENTION = "attention"
    SUCCESS = "success"


class Turn(StrEnum):
    """On which side of the picture an arrow stands; mirrored, so the person's left is its left."""

    NONE = ""
    LEFT = "left"
    RIGHT = "right"


class Role(StrEnum):
    """How much a choice stands out."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"


@dataclass(frozen=True)
class Choice:
    """A button. `icon` names a file of `assets/icons`, empty for none.

    On a panel (`Intent.SET`) a choice `sets` a language or preferences, and says whether it is
    `chosen`; `value` is its name among the others. `said` is what a voice says of it when a key
    comes to it.
    """

    intent: Intent
    label: str
    detail: str = ""
    role: Role = Role.SECONDARY
    icon: str = ""
    enabled: bool = True
    sets: Language | Preferences | None = None
    value: str = ""
    chosen: bool = False
    said: str = ""

    @property
    def key(self) -> str:
        """What it is called among the controls of its screen."""
        return f"{self.intent.value}:{self.value}" if self.value else self.intent.value


@dataclass(frozen=True)
class Row:
    """A line of a list: what is shared, or which way is closed and why; `note` stands beside it."""

    label: str
    detail: str
    icon: str = ""
    note: str = ""


@dataclass(frozen=True)
class Keypad:
    """A number pad. `digits` is empty until the order is shuffled; hides what was typed."""

    digits: tuple[int, ...] = field(repr=False)
    typed: int = field(repr=False)
    expected: int
    typed_label: str = field(repr=False)
    correct: Choice
    confirm: Choice

    @property
    def ready(self) -> bool:
        """Whether keys may be pressed."""
        return len(self.digits) == 10


@dataclass(frozen=True)
class Group:
    """Choices of a panel that belong together, under what they are about."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    sample: str = ""  # a letter that shows what a choice does to letters


@dataclass(frozen=True)
class Pager:
    """What turns the pages of an explanation that one page does not hold."""

    onward: str
    back: str
    of: Plural  # ``{page}`` of ``{pages}``

    def at(self, page: int, pages: int) -> str:
        """Say which page this is, from 1, and of how many."""
        return self.of.say(page=page, pages=pages)


@dataclass(frozen=True)
class Frame:
    """What surrounds every screen: progress labels, help, the panels, the mark of simulation."""

    steps: tuple[str, ...]
    now: tuple[str, ...]  # of each step, in one line: the number, of how many, and its label
    pager: Pager
    languages: Choice  # 言語, a panel of its own; not enabled where none can be opened
    comfort: Choice  # 見やすさ・音声, the other panel
    help: Choice  # enabled only where it leads somewhere; else `help_note` says what to do
    help_note: str
    simulated: str  # empty when every device is real
    family: str  # the language's typeface


@dataclass(frozen=True)
class Ending:
    """What happens when the countdown is over, and in how long: ``{left}`` in the texts."""

    in_seconds: Plural
    in_minutes: Plural

    def say(self, seconds: int) -> str:
        """Say it in seconds, from two minutes on in minutes."""
        if seconds < 2 * MINUTE:
            return self.in_seconds.say(left=seconds)
        return self.in_minutes.say(left=ceil(seconds / MINUTE))


@dataclass(frozen=True)
class Waited:
    """How long a device or the service has been waited for: ``{seconds}`` in the texts."""

    seconds: Plural
    long: Plural

    def say(self, seconds: int) -> str:
        """Say it; nothing in the first moment, when it would only disturb."""
        if seconds < FIRST_TOLD:
            return ""
        return (self.seconds if seconds < LONG else self.long).say(seconds=seconds)


@dataclass(frozen=True)
class Screen:
    """One screen. `place` names the question asked: a touch made for another place is dropped.

    `step` 0 (nobody there) to 5. `countdown` in seconds, None where nothing ends by itself;
    `timer` is the serial of that countdown, `ending` says it in words where that helps to decide.
    """

    kind: Kind
    place: str
    session: SessionId
    language: Language
    step: int
    title: str
    frame: Frame
    message: str = ""
    detail: str = ""
    tone: Tone = Tone.CALM
    illustration: str = ""
    choices: tuple[Choice, ...] = ()
    groups: tuple[Group, ...] = ()  # of a panel, beside its choices
    keypad: Keypad | None = None
    camera: bool = False
    portrait: str = (
        ""  # what is said of the chip's portrait while it is there, in the drawing's place
    )
    guidance: str = ""
    guidance_icon: str = ""  # empty while nothing is asked: the kiosk itself is at work
    turn: Turn = Turn.NONE
    number: str = ""  # of a provisional reception, large enough to be read from the desk
    rows: tuple[Row, ...] = field(default=(), repr=False)
    countdown: int | None = None
    ending: Ending | None = None
    waited: Waited | None = None  # while a device or the service is at work
    timer: int = 0
    spoken: str = ""
    sound: Sound = Sound.NONE
    digits_lead: bool = True  # to ways; not where a PIN may still be typed
    preferences: Preferences = USUAL
    wakes: Preferences | None = None  # what the first key chooses, of whoever does not see this
    greeting: str = ""  # said before all else to whoever that key has woken the voice for
