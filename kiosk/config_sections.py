"""The sections of the configuration: every key, its kind and what it is when left out."""

from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from kiosk.domain.consent import Information
from kiosk.domain.optional_questions import OptionalQuestion
from kiosk.domain.preferences import ColourTheme, Pace, TextSize
from kiosk.domain.shape import Shape
from kiosk.flow.rules import FACTORY_INFORMATION
from kiosk.screens.theme import REFERENCE_DOTS_PER_MM

TEN_DIGITS: Final = r"^[0-9]{10}$"
KIOSK_ID: Final = r"^[A-Za-z0-9_-]{1,32}$"


class Section(BaseModel):
    """One section; unknown keys and values of another kind are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class KioskSection(Section):
    """Which kiosk this is."""

    id: Annotated[str, Field(pattern=KIOSK_ID)] = "kiosk-1"
    shape: Shape = Shape.STANDARD


class ClinicSection(Section):
    """Which clinic this is, and what it has enabled."""

    medical_institution_code: Annotated[str, Field(pattern=TEN_DIGITS)]
    information: frozenset[Information] = FACTORY_INFORMATION
    ask: frozenset[OptionalQuestion] = frozenset()


class ScreenSection(Section):
    """The window, and how it is for whoever has not chosen (decision 0024).

    `dots_per_mm` is measured on the glass: 5.57 at 1920x1080 on 15.6 inch, 3.71 at 1280x720.
    """

    width: Annotated[int, Field(ge=600, le=8192)] = 1280
    height: Annotated[int, Field(ge=600, le=8192)] = 720
    full_screen: bool = False
    dots_per_mm: Annotated[float, Field(gt=1, lt=60)] = REFERENCE_DOTS_PER_MM
    animations: bool = True
    text_size: TextSize = TextSize.NORMAL
    colours: ColourTheme = ColourTheme.LIGHT
    reach: bool = False
    left_handed: bool = False
    fixed_keypad: bool = False
    voice: bool = False
    pace: Pace = Pace.NORMAL


class SoundSection(Section):
    """Loudspeaker and headphones. Names are parts of a device's name; empty: the system's choice.

    `recording` writes what would be heard into `folder`; never where patients are received.
    `invites_every_minutes` of waiting the kiosk says aloud how its voice is called; 0: never.
    """

    port: Literal["device", "none", "recording"] = "device"
    device: str = ""
    headphones: str = ""
    private_listening: bool = False  # voice and sounds go to the headphones alone
    volume: Annotated[float, Field(ge=0, le=1)] = 0.8
    invites_every_minutes: Annotated[int, Field(ge=0, le=120)] = 0
    cache: Path | None = None  # rendered sentences; None: where the system keeps what can be remade
    folder: Path | None = None


class ReaderSection(Section):
    """The card reader; an empty name takes the reader in which a card appears."""

    port: Literal["pcsc", "simulated"] = "pcsc"
    name: str = ""
    terminal_certificate: Path | None = None
    terminal_key: Path | None = None
    card_face_authority: Path | None = None  # PEM, one key or several; judges the card face


class CardFaceSection(Section):
    """The camera that reads the printed front of the card; without one there is no face road.

    `source` names it as in `[camera]` when the port is ``camera``.
    """

    port: Literal["none", "camera", "simulated"] = "none"
    source: int | str = ""


class CameraSection(Section):
    """The camera that sees the patient: a number (0), a path (/dev/v4l/by-id/…) or simulated.

    What may be asked of a face beyond the portrait is more, never less: no key skips a check.
    """

    port: Literal["device", "simulated"] = "device"
    source: int | str = 0
    format: Literal["mjpeg", "yuyv"] = "mjpeg"
    width: Annotated[int, Field(ge=640, le=1920)] = 640
    height: Annotated[int, Field(ge=480, le=1080)] = 480
    fps: Annotated[int, Field(ge=10, le=60)] = 30
    exposure: Annotated[int, Field(ge=1)] | None = None  # in the camera's units; None: its own
    models_folder: Path | None = None  # holds the passive liveness models
    challenge: Literal["when_needed", "always"] = "when_needed"
    blink: bool = False
    accept: float | None = None  # None: as measured


class QualificationSection(Section):
    """The national qualification service."""

    port: Literal["https", "simulated"] = "https"
    url: str = ""
    ca: Path | None = None
    client_certificate: Path | None = None
    client_key: Path | None = None
    connect_seconds: Annotated[float, Field(gt=0, le=60)] = 3.0
    answer_seconds: Annotated[float, Field(gt=0, le=60)] = 10.0
    bulk_seconds: Annotated[float, Field(gt=0, le=600)] = 60.0  # 一括: nobody stands and waits
    processing_seconds: Annotated[float, Field(gt=0, le=60)] = 12.0  # how long 処理中 is borne


class RecordsSection(Section):
    """The kiosk's own database, and how long it keeps what it knows (decision 0021)."""

    folder: Path
    personal_days: Annotated[int, Field(ge=1, le=400)] = 45  # whom receptions were of
    history_days: Annotated[int, Field(ge=365, le=3660)] = 1830  # that there were receptions


class OutputSection(Section):
    """The receipt computer's folders (the shares OQS/face, req and res, mounted here).

    Requests are answered where both `req_folder` and `res_folder` are named.
    """

    face_folder: Path
    req_folder: Path | None = None
    res_folder: Path | None = None
    poll_seconds: Annotated[float, Field(ge=0.1, le=60)] = 1.0  # a share does not say what is new
    encoding: Literal["utf-8", "shift_jis"] = "utf-8"


class ConsoleSection(Section):
    """受付コンソール: where browsers find it; this machine's alone, unless said otherwise."""

    host: Annotated[str, Field(min_length=1)] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8443  # 0: any that is free
    names: tuple[str, ...] = ()  # host names and addresses that staff type, for the certificate
    certificate: Path | None = None  # the clinic's own, with its chain; None: one is made
    key: Path | None = None


class SimulatorsSection(Section):
    """Where a running bench of simulators has written what it offers."""

    endpoints: Path | None = None
