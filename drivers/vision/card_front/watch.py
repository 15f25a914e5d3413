"""Reading a front in the child: the camera opened, pictures looked at until two are believed."""

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from drivers.vision.camera import Camera
from drivers.vision.card_front.agreement import Agreement
from drivers.vision.card_front.body import body_of
from drivers.vision.card_front.look import FindsFaces, FrontLook, ReadsRows
from drivers.vision.card_front.reading import Reading
from drivers.vision.card_front.recognise import PrintReader
from drivers.vision.models import Model, ModelRefusedError
from drivers.vision.pictures import wipe
from drivers.vision.settings import VisionSettings
from drivers.vision.wire import Kind, Message
from kiosk.domain.check_number import check_number_b

log = logging.getLogger(__name__)

_LOST = "card_face_camera_lost"
_STALLED = 2.0  # seconds without a picture after which the camera counts as lost
_PAUSE = 0.1  # seconds after which a stop is heard


class FrontWatch:
    """Reads what is printed on the card under the second camera, whenever asked."""

    def __init__(self, settings: VisionSettings, faces: FindsFaces) -> None:
        self._settings = replace(
            settings,
            camera=settings.card_face_camera,
            width=settings.card_face_width,
            height=settings.card_face_height,
        )
        self._faces = faces
        self._rows: ReadsRows | None = None
        self._refusal = "model_missing"
        self._loaded = threading.Event()

    def load(self, models: Mapping[str, Model]) -> None:
        """Load the recogniser on a thread of its own: the face does not wait for it."""
        threading.Thread(target=self._load, args=(models,), daemon=True).start()

    def _load(self, models: Mapping[str, Model]) -> None:
        try:
            self._rows = PrintReader.load(models)
        except ModelRefusedError as refused:
            self._refusal = refused.code
            log.error("%s: %s, refused", refused.name, refused.code)  # noqa: TRY400  # a trace adds nothing
        except ImportError:
            log.error("the library that reads print cannot be loaded")  # noqa: TRY400  # as above
        finally:
            self._loaded.set()

    def read(
        self, request: Message, say: Callable[[Message], None], is_over: Callable[[int], bool]
    ) -> Message:
        """Answer a READ_FRONT: FRONT, its body empty where nothing is believed, or FAULT."""
        number, deadline = request.number, time.monotonic() + request.seconds

        def goes_on() -> bool:
            say(Message(Kind.BEAT, number))
            return time.monotonic() < deadline and not is_over(number)

        while not self._loaded.wait(_PAUSE):
            if not goes_on():
                return Message(Kind.FRONT, number)
        if self._rows is None:
            return Message(Kind.FAULT, number, self._refusal)
        camera = Camera(self._settings, lambda event: log.debug("card-face camera: %s", event))
        camera.watch(wanted=True)
        camera.start()
        try:
            return self._look(FrontLook(self._rows, self._faces), camera, number, goes_on)
        finally:
            camera.end()

    def _look(
        self, look: FrontLook, camera: Camera, number: int, goes_on: Callable[[], bool]
    ) -> Message:
        agreement = Agreement()
        seen: set[bytes] = set()  # a picture twice is one picture: only different ones can agree
        last = time.monotonic()
        while goes_on():
            frame = camera.next_frame(_PAUSE)
            if frame is None:
                if time.monotonic() - last > _STALLED:
                    return Message(Kind.FAULT, number, _LOST)
                continue
            digest = hashlib.sha256(frame.picture.data).digest()
            reading = look.read(frame.picture) if digest not in seen else None
            seen.add(digest)
            wipe(frame.picture)
            last = time.monotonic()
            if reading is None or not _is_plausible(reading):
                continue
            believed = agreement.add(reading)
            if believed is not None:
                return Message(Kind.FRONT, number, body=body_of(believed.front()))
        return Message(Kind.FRONT, number)


def _is_plausible(reading: Reading) -> bool:
    today = date.today()  # noqa: DTZ011  # a calendar day where the kiosk stands
    return check_number_b(reading.front(), today) is not None
