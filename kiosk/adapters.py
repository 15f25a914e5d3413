"""The seam: setting → factory, for every port (rule R3).

The only file of the kiosk that names a driver or a simulator, and it does so inside the factories:
what is not configured is not imported.
"""

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.adapters_sound import build_voice
from kiosk.config import Config, ConfigRefused
from kiosk.domain.pin import Passcode
from kiosk.output.oqs_folders import OqsFolders
from kiosk.output.qualification_xml import Encoding
from kiosk.output.request_folder import SharedRequests
from kiosk.output.requests import StandardRequests
from kiosk.ports.card import Card, CardFaceCamera, Slot
from kiosk.ports.qualification import QualificationService
from kiosk.ports.requests import Requests
from kiosk.ports.retention import Keeping
from kiosk.ports.vision import Vision
from kiosk.services.assembly import Ports
from kiosk.services.clock import SystemClock
from kiosk.services.no_cameras import NoCamera, NoCardFaceCamera
from kiosk.storage.board import open_board
from kiosk.storage.order_book import open_order_book
from kiosk.storage.passcodes import ScryptPasscodes
from kiosk.storage.query_book import open_query_book
from kiosk.storage.records import SqlRecords, open_records

if TYPE_CHECKING:
    from drivers.vision.settings import VisionSettings
    from simulators.endpoints import Endpoints

# Variables that lead to another pcscd, such as a simulated one, or through a library in between,
# such as the one that writes down whatever is sent to a card.
PCSC_ELSEWHERE = ("PCSCLITE_CSOCK_NAME", "LIBPCSCLITE_DELEGATE")
DATABASE_FILE = "uketsuke.sqlite3"


def build_ports(config: Config) -> Ports:
    """Build every port as configured.

    Raises `DeviceFault` when records or certificates cannot be opened, `ConfigRefused` for other
    files that do not hold what their name says.
    """
    from drivers.mynacard.card_face import AuthorityUnusable  # noqa: PLC0415 - rule R3
    from drivers.mynacard.terminal import TerminalUnusable  # noqa: PLC0415 - rule R3

    try:
        return _ports(config)
    except (TerminalUnusable, AuthorityUnusable) as unusable:
        raise ConfigRefused(f"[reader]: {unusable}; mend the files named there") from None


def _ports(config: Config) -> Ports:
    os.environ["UKETSUKE_PROFILE"] = config.profile  # what simulators.guard asks for
    card, slot = _card_and_slot(config)
    vision, card_face = _vision_and_card_face(config)
    database = config.records.folder / DATABASE_FILE
    return Ports(
        card=card,
        slot=slot,
        card_face=card_face,
        vision=vision,
        service=_service(config),
        records=build_records(config),
        hasher=ScryptPasscodes(),
        output=OqsFolders(
            config.output.face_folder,
            config.output.res_folder,
            Encoding[config.output.encoding.upper().replace("-", "_")],
            config.clinic.medical_institution_code,
            config.kiosk.id,
            config.kiosk.shape,
        ),
        clock=SystemClock(),
        institution=config.clinic.medical_institution_code,
        requests=_requests(config),
        queries=open_query_book(database, config.kiosk.id),
        board=open_board(database, config.kiosk.id),
        orders=open_order_book(database, config.kiosk.id),
        keeping=Keeping(
            timedelta(days=config.records.personal_days),
            timedelta(days=config.records.history_days),
        ),
        voice=build_voice(config),
    )


def _requests(config: Config) -> Requests | None:
    if config.output.req_folder is None:
        return None
    folder = SharedRequests(config.output.req_folder, config.kiosk.id)
    forms = StandardRequests(config.clinic.medical_institution_code)
    return Requests(folder, forms, config.output.poll_seconds)


def build_records(config: Config) -> SqlRecords:
    """Open the records alone, for commands that need nothing else."""
    return open_records(config.records.folder / DATABASE_FILE, kiosk=config.kiosk.id)


def set_passcode(config: Config, passcode: Passcode | None) -> bool:
    """Set the clinic's passcode in the records of a configuration, or remove it with None.

    False, and nothing is changed, where a member of staff has the same digits.
    """
    records, hasher, now = build_records(config), ScryptPasscodes(), SystemClock().now()
    try:
        if passcode is None:
            records.set_passcode(None, now)
            return True
        staffs = [one.hashed for one in records.passcodes(now) if one.staff is not None]
        if any(hasher.matches(passcode, hashed) for hashed in staffs):
            return False
        records.set_passcode(hasher.hash(passcode), now)
        return True
    finally:
        records.close()


def _endpoints(config: Config) -> "Endpoints":
    from simulators.endpoints import EndpointsUnreadable, read_endpoints  # noqa: PLC0415 - rule R3

    if config.simulators.endpoints is None:
        raise AssertionError("config.load refuses simulated ports without endpoints")
    try:
        return read_endpoints(config.simulators.endpoints)
    except EndpointsUnreadable as unreadable:
        raise ConfigRefused(str(unreadable)) from None


def _card_and_slot(config: Config) -> tuple[Card, Slot]:
    from drivers.mynacard.card import MyNumberCard  # noqa: PLC0415 - rule R3
    from drivers.mynacard.card_face import authority_from_file  # noqa: PLC0415 - rule R3
    from drivers.mynacard.detection import is_my_number_card  # noqa: PLC0415 - rule R3
    from drivers.mynacard.terminal import terminal_from_files  # noqa: PLC0415 - rule R3
    from drivers.pcsc.reader import opener  # noqa: PLC0415 - rule R3
    from drivers.pcsc.slot import PcscSlot  # noqa: PLC0415 - rule R3

    name = config.reader.name or None
    files = (config.reader.terminal_certificate, config.reader.terminal_key)
    authority_file = config.reader.card_face_authority
    if config.reader.port == "simulated":
        endpoints = _endpoints(config)
        os.environ.update(endpoints.pcsc_environment)
        name = endpoints.reader
        files = (Path(endpoints.terminal_certificate), Path(endpoints.terminal_key))
        authority_file = Path(endpoints.card_face_authority)
    elif config.profile == "production":
        _refuse_pcsc_elsewhere()
    certificate, key = files
    terminal = terminal_from_files(certificate, key) if certificate and key else None
    authority = authority_from_file(authority_file) if authority_file else None
    virtual = config.reader.port == "simulated"
    slot = PcscSlot(name, virtual=virtual, is_ours=is_my_number_card)
    source = opener(slot.reader_in_use)
    return MyNumberCard(source, terminal, authority, disown=slot.disown), slot


def _refuse_pcsc_elsewhere() -> None:
    for variable in PCSC_ELSEWHERE:
        if variable in os.environ:
            remedy = "unset it: in production the machine's own pcscd serves"
            raise ConfigRefused(f"{variable} is set; {remedy}")


def _vision_and_card_face(config: Config) -> tuple[Vision, CardFaceCamera]:
    """Both cameras are looked through by one child process."""
    if not config.kiosk.shape.face:
        return NoCamera(), NoCardFaceCamera()
    from drivers.vision.card_face_camera import VisionCardFaceCamera  # noqa: PLC0415 - rule R3
    from drivers.vision.process import VisionProcess  # noqa: PLC0415 - rule R3

    settings = _vision_settings(config)
    vision = VisionProcess(settings)
    if not settings.card_face_camera:
        return vision, NoCardFaceCamera()
    return vision, VisionCardFaceCamera(vision)


def _vision_settings(config: Config) -> "VisionSettings":
    from drivers.vision.settings import VisionSettings  # noqa: PLC0415 - rule R3
    from drivers.vision.thresholds import ThresholdRefusedError  # noqa: PLC0415 - rule R3

    section = config.camera
    camera, card_face = str(section.source), str(config.card_face.source)
    if section.port == "simulated":
        camera = _endpoints(config).camera
    if config.card_face.port == "simulated":
        card_face = _endpoints(config).card_face
    _check_models(config)
    try:
        return VisionSettings(
            camera=camera,
            card_face_camera="" if config.card_face.port == "none" else card_face,
            format=section.format,
            width=section.width,
            height=section.height,
            fps=section.fps,
            exposure=section.exposure,
            models_folder=section.models_folder,
            always_challenge=section.challenge == "always",
            blink=section.blink,
            accept=section.accept,
        )
    except ThresholdRefusedError as refused:
        what = f"camera.accept: {refused}; raise it, or leave it out to have the measured one"
        raise config.refused(("camera", "accept"), what) from None


def _check_models(config: Config) -> None:
    """Refuse a folder that lacks what it is for; the child checks the files at each start too."""
    from drivers.vision.models import ModelRefusedError, load_manifest  # noqa: PLC0415 - rule R3

    if config.camera.models_folder is None:
        return
    where = ("camera", "models_folder")
    for model in load_manifest(folder=config.camera.models_folder).values():
        try:
            if not model.distribution:
                model.read()
        except ModelRefusedError as refused:
            what = (
                "is missing" if refused.code == "model_missing" else "is not the one that is known"
            )
            remedy = "install it as drivers/vision/README.md says, or remove camera.models_folder"
            raise config.refused(
                where, f"camera.models_folder: {model.file} {what}; {remedy}"
            ) from None


def _service(config: Config) -> QualificationService:
    from drivers.qualification.client import HttpsQualificationService  # noqa: PLC0415 - rule R3
    from drivers.qualification.settings import ServiceSettings  # noqa: PLC0415 - rule R3

    section = config.qualification
    url, ca = section.url, section.ca
    certificate, key = section.client_certificate, section.client_key
    if section.port == "simulated":
        endpoints = _endpoints(config)
        url, ca = endpoints.service, Path(endpoints.service_ca)
        certificate, key = Path(endpoints.client_certificate), Path(endpoints.client_key)
    if ca is None or certificate is None or key is None:
        raise AssertionError("config.load refuses a service without its certificates")
    return HttpsQualificationService(
        ServiceSettings(
            url=url,
            ca=ca,
            client_certificate=certificate,
            client_key=key,
            institution=config.clinic.medical_institution_code,
            connect_seconds=section.connect_seconds,
            answer_seconds=section.answer_seconds,
            bulk_seconds=section.bulk_seconds,
            processing_seconds=section.processing_seconds,
            shape=config.kiosk.shape,
        )
    )
