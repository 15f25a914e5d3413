"""Frozen settings from one TOML file.

Unknown keys, wrong values, missing folders and unsafe combinations are refused with the file, the
line at fault and what to do. No switch here skips a check.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from pydantic import PrivateAttr, ValidationError

from kiosk.config_paths import Problem, entangled, missing_files, missing_folders
from kiosk.config_sections import (
    KIOSK_ID,
    TEN_DIGITS,
    CameraSection,
    CardFaceSection,
    ClinicSection,
    ConsoleSection,
    KioskSection,
    OutputSection,
    QualificationSection,
    ReaderSection,
    RecordsSection,
    ScreenSection,
    Section,
    SimulatorsSection,
    SoundSection,
)
from kiosk.config_text import ConfigRefused, ConfigText, Where
from kiosk.domain.preferences import Preferences
from kiosk.domain.shape import Shape
from kiosk.flow.rules import MOVEMENT_SECONDS, Rules
from kiosk.screens.theme import sizes_that_fit

_FORMS: Final = {
    TEN_DIGITS: "ten digits, not full width",
    KIOSK_ID: "1 to 32 of the letters A to Z and a to z, digits, - and _",
}
Profile = Literal["production", "development", "test"]


class Config(Section):
    """The whole configuration."""

    profile: Profile = "production"
    kiosk: KioskSection = KioskSection()
    clinic: ClinicSection
    screen: ScreenSection = ScreenSection()
    sound: SoundSection = SoundSection()
    reader: ReaderSection = ReaderSection()
    card_face: CardFaceSection = CardFaceSection()
    camera: CameraSection = CameraSection()
    qualification: QualificationSection = QualificationSection()
    records: RecordsSection
    output: OutputSection
    console: ConsoleSection = ConsoleSection()
    simulators: SimulatorsSection = SimulatorsSection()
    _text: ConfigText = PrivateAttr(default=ConfigText())

    def model_post_init(self, context: object, /) -> None:
        """Keep the text, so that what a driver refuses is named by its line as well."""
        if isinstance(context, ConfigText):
            self._text = context

    def refused(self, where: Where, what: str) -> ConfigRefused:
        """Return the refusal of a value; `what` says what is wrong and what to do."""
        return ConfigRefused(self._text.at(where, what))

    @property
    def rules(self) -> Rules:
        """The rules of the flow: a blink that is asked for as well takes time of its own."""
        seconds = Rules.face_seconds + (MOVEMENT_SECONDS if self.camera.blink else 0.0)
        screen = self.screen
        usual = Preferences(
            text_size=screen.text_size,
            colours=screen.colours,
            reach=screen.reach,
            left_handed=screen.left_handed,
            voice=screen.voice,
            pace=screen.pace,
            still=not screen.animations,
            fixed_keypad=screen.fixed_keypad,
        )
        return Rules(
            information=self.clinic.information,
            options=self.clinic.ask,
            face_seconds=seconds,
            shape=self.kiosk.shape,
            usual=usual,
        )

    @property
    def simulated(self) -> tuple[str, ...]:
        """The ports that a simulator stands behind; the screen says so while there is one."""
        ports = {
            "reader": self.reader.port,
            "card_face": self.card_face.port,
            "camera": self.camera.port,
            "qualification": self.qualification.port,
        }
        # The section is refused there; what it says when it is left out is of no use.
        if not self.kiosk.shape.face:
            del ports["camera"]
        return tuple(name for name, port in ports.items() if port == "simulated")


def load(path: Path) -> Config:
    """Read and check a configuration.

    Raises `ConfigRefused` with ``file:line: what is wrong; what to do`` lines.
    """
    text = ConfigText.read(path)
    try:
        # As JSON, in which strings may be paths but true is no number of seconds, nor "1".
        values = json.dumps(text.values(), default=str)
        config = Config.model_validate_json(values, context=text)
    except ValidationError as error:
        raise ConfigRefused("\n".join(_complaints(text, error))) from None
    problems = [
        *_unsafe(config),
        *_missing(config),
        *_half_named(config),
        *_too_large(config.screen),
    ]
    if problems:
        raise ConfigRefused("\n".join(text.at(where, what) for where, what in problems))
    return config


def _complaints(text: ConfigText, error: ValidationError) -> list[str]:
    complaints: list[str] = []
    for item in error.errors(include_url=False, include_input=False):
        where = tuple(str(part) for part in item["loc"])
        name = ".".join(where)
        if item["type"] == "extra_forbidden":
            what = f"unknown key {name}; remove it or mend its spelling"
        elif item["type"] == "missing":
            what = f"{name} is missing; add it"
        elif item["type"] == "string_pattern_mismatch":
            what = f"{name} must be {_FORMS[item.get('ctx', {})['pattern']]}; mend the value"
        elif item["type"] == "string_type":
            what = f"{name} is no text; put it in quotes"
        else:
            what = f"{name}: {item['msg']}; mend the value"
        complaints.append(text.at(where, what))
    return complaints


def _unsafe(config: Config) -> list[Problem]:
    """Refuse what must not be: simulators where patients are received."""
    problems: list[Problem] = [*_beside_the_shape(config)]
    if config.profile == "production":
        problems += _unsafe_in_production(config)
    elif config.simulated and config.simulators.endpoints is None:
        what = "simulators.endpoints is missing; start the simulators and name their file"
        problems.append((("simulators", "endpoints"), what))
    patient = {config.camera.source} if config.camera.port == "device" else set[int | str]()
    if config.card_face.port == "camera" and config.card_face.source in {"", *patient}:
        what = "card_face.source must name the camera above the card; name one of its own"
        problems.append((("card_face", "source"), what))
    if config.sound.port == "recording" and config.sound.folder is None:
        problems.append((("sound", "folder"), "sound.folder is missing; name it"))
    if config.sound.private_listening and not config.sound.headphones:
        what = "sound.private_listening needs sound.headphones; name their device"
        problems.append((("sound", "private_listening"), what))
    if config.qualification.port == "https":
        problems += [
            (("qualification", key), f"qualification.{key} is missing; add it")
            for key in ("url", "ca", "client_certificate", "client_key")
            if not getattr(config.qualification, key)
        ]
        if config.qualification.url and not config.qualification.url.startswith("https://"):
            what = "qualification.url is not https; the service is only asked over TLS"
            problems.append((("qualification", "url"), what))
    return problems


def _beside_the_shape(config: Config) -> Iterator[Problem]:
    """Refuse a camera where no face is compared: none is opened there, and none is to be bought."""
    shape = config.kiosk.shape
    if shape.face:
        return
    why = f"has no place with kiosk.shape = {shape.value}, which compares no face; remove it"
    if "camera" in config.model_fields_set:
        yield ("camera",), f"[camera] {why}"
    if config.card_face.port != "none":
        yield ("card_face", "port"), f"card_face.port {why}, or say none"
    if shape is Shape.QUALIFICATION_ONLY and config.clinic.ask:
        what = f"clinic.ask has no place with kiosk.shape = {shape.value}: nothing is asked there"
        yield ("clinic", "ask"), f"{what}; remove it"


def _unsafe_in_production(config: Config) -> Iterator[Problem]:
    where = "in the production profile"
    if config.sound.port == "recording":
        yield ("sound", "port"), f"sound.port is recording {where}; name a device, or none"
    for name in config.simulated:
        yield (name, "port"), f"{name}.port is simulated {where}; name a device"
    if config.simulators.endpoints is not None:
        what = f"simulators.endpoints has no place {where}; remove it"
        yield ("simulators", "endpoints"), what
    if "virtual" in config.reader.name.lower():
        yield ("reader", "name"), f"reader.name is a virtual reader {where}; name a real one"
    no_device = f"is no device {where}; give a number or /dev/…"
    if not _is_device(config.camera.source):
        yield ("camera", "source"), f"camera.source {no_device}"
    if config.card_face.port == "camera":
        if not _is_device(config.card_face.source):
            yield ("card_face", "source"), f"card_face.source {no_device}"
        if config.reader.card_face_authority is None:
            # Without it any chip could show any portrait to the camera that compares faces.
            missing = "reader.card_face_authority is missing; add the keys that judge the portrait"
            yield ("reader", "card_face_authority"), f"{missing}, or use no card_face camera"


def _is_device(source: int | str) -> bool:
    """Say whether only a camera on this machine can be meant: a film could show any face."""
    if isinstance(source, int):
        return source >= 0
    return re.fullmatch(r"/dev/[\w./:-]+", source) is not None and ".." not in source


def _missing(config: Config) -> list[Problem]:
    reader, service, output = config.reader, config.qualification, config.output
    files = {
        ("reader", "terminal_certificate"): reader.terminal_certificate,
        ("reader", "terminal_key"): reader.terminal_key,
        ("reader", "card_face_authority"): reader.card_face_authority,
        ("qualification", "ca"): service.ca,
        ("qualification", "client_certificate"): service.client_certificate,
        ("qualification", "client_key"): service.client_key,
        ("simulators", "endpoints"): config.simulators.endpoints,
        ("console", "certificate"): config.console.certificate,
        ("console", "key"): config.console.key,
    }
    shared = {name: getattr(output, name) for name in ("face_folder", "req_folder", "res_folder")}
    folders = {
        ("records", "folder"): config.records.folder,
        **{("output", name): folder for name, folder in shared.items()},
        ("camera", "models_folder"): config.camera.models_folder,
    }
    missing = [*missing_files(files), *missing_folders(folders)]
    return missing or [*entangled(config.records.folder, shared)]


def _too_large(screen: ScreenSection) -> Iterator[Problem]:
    """Refuse letters that the glass does not hold: they would be cut, or be smaller than said."""
    width, height = (side / screen.dots_per_mm for side in (screen.width, screen.height))
    held = sizes_that_fit(width, height)
    glass = f"a glass of {width:.0f} x {height:.0f} mm"
    if not held:
        what = f"{glass} holds no screen; mend screen.dots_per_mm, or take a larger glass"
        yield ("screen", "dots_per_mm"), what
    elif screen.text_size not in held:
        remedy = "choose a smaller screen.text_size, or a larger glass"
        yield ("screen", "text_size"), f"{glass} holds up to {held[-1]}; {remedy}"


def _half_named(config: Config) -> Iterator[Problem]:
    output, console = config.output, config.console
    pairs = (
        ("output", ("req_folder", output.req_folder), ("res_folder", output.res_folder)),
        ("console", ("certificate", console.certificate), ("key", console.key)),
    )
    for section, first, second in pairs:
        if (first[1] is None) != (second[1] is None):
            named, other = (first[0], second[0]) if first[1] else (second[0], first[0])
            what = f"{section}.{named} needs {section}.{other}; name both or neither"
            yield (section, named), what
