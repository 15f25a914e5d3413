"""The vision child's main: the only entry that imports cv2 and face_recognition.

Speaks `wire` on its standard input and output and ends when its input does, which is when the
parent ends, however it ends. Frames and portrait live in this process only, are overwritten when a
match ends, and are written nowhere; core dumps are off.
"""

import logging
import os
import queue
import signal
import sys
import threading
import time
from io import RawIOBase
from typing import BinaryIO

os.environ |= {  # read by OpenCV when it loads or first opens a camera
    "OPENCV_LOG_LEVEL": "FATAL",  # the wreck of a malformed portrait is told by our own log
    "OPENCV_FFMPEG_LOGLEVEL": "8",  # fatal only: errors would name the camera's address
    "OPENCV_FFMPEG_THREADS": "1",  # each decoding thread more is one frame of delay
    "OPENCV_FFMPEG_CAPTURE_OPTIONS": "fflags;nobuffer|flags;low_delay",
    "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": "3",
    "OPENCV_IO_MAX_IMAGE_PIXELS": str(4 << 20),
}

import cv2  # after the environment it reads

from drivers.vision import hygiene, wire
from drivers.vision.advice import Advice
from drivers.vision.camera import Camera
from drivers.vision.card_front.watch import FrontWatch
from drivers.vision.comparison import Comparison, Seen
from drivers.vision.engine import Engine
from drivers.vision.frames import FrameRing
from drivers.vision.jpeg2000 import PortraitRefusedError
from drivers.vision.models import ModelRefusedError, load_manifest
from drivers.vision.pictures import wipe
from drivers.vision.portrait import decode
from drivers.vision.preview import Preview
from drivers.vision.settings import VisionSettings
from drivers.vision.thresholds import Thresholds
from drivers.vision.wire import BrokenWireError, Kind, Message
from kiosk.domain.face import FaceVerdict, MatchBand
from kiosk.ports.vision import CameraEvent, FaceImpossible

log = logging.getLogger("vision")

_STALLED = 3.0  # seconds without a frame after which the camera counts as lost
_LAST_WORDS = 1.0  # seconds to wipe and end after the parent is gone


class VisionChild:
    """Answers the parent's requests, one at a time."""

    def __init__(self, settings: VisionSettings, ring: FrameRing, answers: BinaryIO) -> None:
        self._settings = settings
        self._answers = answers
        self._sending = threading.Lock()
        self._requests: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._stopped = 0  # number of the newest request that is to stop
        self._ended = False
        self._preview = Preview(ring, settings.preview_width, settings.preview_height)
        self._camera = Camera(settings, self._report_camera, show=self._preview.show)

    def run(self, requests: RawIOBase) -> None:
        """Warm up, then match or read whenever asked, until the parent is gone."""
        threading.Thread(target=self._listen, args=(requests,), daemon=True).start()
        self._camera.start()
        models = load_manifest(self._settings.models, self._settings.models_folder)
        try:
            engine = Engine.load(models, Thresholds.load(self._settings.accept))
            engine.load_second_opinion(models)
            engine.load_liveness(
                models,
                always_challenge=self._settings.always_challenge,
                blink=self._settings.blink,
            )
            engine.see_grey()
        except ModelRefusedError as refused:
            self._say(Message(Kind.REFUSED, code=refused.code, body=refused.name.encode()))
            return
        # ready only now, a third of a second later than SFace is: else the first match after a
        # start would lack the veto, by chance of timing
        self._say(Message(Kind.READY, code=_abilities(engine)))
        watch = FrontWatch(self._settings, engine.detector)
        if self._settings.card_face_camera:
            watch.load(models)
        while (request := self._requests.get()) is not None:
            self._say(self._answer(engine, watch, request))
            if request.kind is Kind.MATCH:
                engine.see_grey()  # now that nobody waits
        self._camera.end()

    def _answer(self, engine: Engine, watch: FrontWatch, request: Message) -> Message:
        if request.kind is Kind.MATCH:
            return self._match(engine, request)
        if request.kind is Kind.SHOW:
            return self._show(request)
        return watch.read(request, self._say, self._is_over)

    def _is_over(self, number: int) -> bool:
        return self._ended or self._stopped >= number

    def _listen(self, requests: RawIOBase) -> None:
        """Take requests on a thread of its own, so that a stop is heard during a match."""
        try:
            while True:
                message = wire.receive(requests)
                if message.kind is Kind.STOP:
                    self._stopped = message.number
                elif message.kind in {Kind.MATCH, Kind.READ_FRONT, Kind.SHOW}:
                    if isinstance(message.body, bytearray):
                        hygiene.lock(message.body)
                    self._requests.put(message)
        except BrokenWireError:
            self._ended = True
            self._requests.put(None)
            time.sleep(_LAST_WORDS)
            os._exit(0)  # the main thread hangs: no parent, no child

    def _say(self, message: Message) -> None:
        with self._sending:
            try:
                wire.send(self._answers, message)
            except BrokenWireError:
                self._ended = True
            finally:
                wire.wipe(message.body)

    def _report_camera(self, event: CameraEvent) -> None:
        self._say(Message(Kind.CAMERA, code=event))

    def _show(self, request: Message) -> Message:
        """Put the portrait into the ring: no camera is asked for it, no face looked for in it.

        What is stopped later than here is wiped by the parent; no more is written until it asks.
        """
        try:
            portrait = decode(request.body)
            try:
                self._preview.keep(portrait)
            finally:
                wipe(portrait)
        except PortraitRefusedError as refused:
            log.info("portrait not shown: %s", refused)
            return Message(Kind.IMPOSSIBLE, request.number, refused.reason)
        finally:
            wire.wipe(request.body)
            hygiene.give_back()
        if self._is_over(request.number):
            self._preview.wipe()
            return Message(Kind.IMPOSSIBLE, request.number, FaceImpossible.STOPPED)
        return Message(Kind.SHOWN, request.number)

    # ------------------------------------------------------------------ one match

    def _match(self, engine: Engine, request: Message) -> Message:
        number = request.number
        portrait = request.body
        self._say(Message(Kind.BEAT, number))
        self._camera.watch(wanted=True)
        try:
            reference = engine.read_portrait(portrait)
        except PortraitRefusedError as refused:
            log.info("portrait refused: %s", refused)
            return Message(Kind.IMPOSSIBLE, number, refused.reason)
        else:
            comparison = Comparison(engine, reference, MatchBand(request.code))
            try:
                return self._compare(comparison, number, request.seconds)
            finally:
                comparison.wipe()
                reference.wipe()
        finally:
            wire.wipe(portrait)
            self._camera.watch(wanted=False)
            self._preview.wipe()
            hygiene.give_back()

    def _compare(self, comparison: Comparison, number: int, seconds: float) -> Message:
        advice = Advice()
        begun = last = time.monotonic()
        while time.monotonic() - begun < seconds:
            if self._is_over(number):
                return Message(Kind.IMPOSSIBLE, number, FaceImpossible.STOPPED)
            frame = self._camera.next_frame(0.1)
            self._say(Message(Kind.BEAT, number))
            if frame is None:
                if self._camera.lost or time.monotonic() - last > _STALLED:
                    return Message(Kind.FAULT, number, CameraEvent.CAMERA_LOST)
                continue
            last = time.monotonic()
            seen = comparison.look(frame)
            wipe(frame.picture)
            self._preview.follow(comparison.face)
            if comparison.follows_a_movement:
                self._camera.miss_none()
            said = advice.hear(seen.guidance, last)
            if said is not None:
                self._say(Message(Kind.GUIDANCE, number, said))
            if seen.verdict is not None:
                return _verdict(number, seen.verdict, seen, comparison)
        return _time_over(number, comparison)


def _verdict(number: int, verdict: FaceVerdict, seen: Seen, comparison: Comparison) -> Message:
    seconds = comparison.seconds_to_decision()
    if seconds is not None:
        log.info("verdict %.3f s after the first good frame", seconds)
    return Message(Kind.VERDICT, number, verdict, score=seen.score)


def _time_over(number: int, comparison: Comparison) -> Message:
    end = comparison.time_over()
    kind = Kind.VERDICT if isinstance(end, FaceVerdict) else Kind.IMPOSSIBLE
    return Message(kind, number, end)


def _abilities(engine: Engine) -> str:
    second = "with" if engine.second else "WITHOUT"
    asked = "of everybody" if engine.always_challenge or not engine.has_passive else "where unsure"
    blink = "turn and blink" if engine.asks_blink else "turn"
    return (
        f"thresholds version {engine.thresholds.version}, {second} second opinion, "
        f"{'with' if engine.has_passive else 'WITHOUT'} passive liveness, {blink} asked {asked}"
    )


def main() -> None:
    """Take the pipes, then run."""
    # Ctrl+C in a terminal reaches the child too: it ends when its parent does, not before
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hygiene.forbid_dumps()
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # whatever a library prints goes to the log, not between the messages
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    logging.basicConfig(level=logging.INFO, format="vision child: %(message)s", stream=sys.stderr)
    hygiene.lock_all()
    hygiene.overwrite_freed()  # libraries free pictures of their own, such as a reopened camera's
    settings = VisionSettings.from_json(wire.receive(requests).body)
    cv2.setNumThreads(settings.threads)
    ring = FrameRing(int(sys.argv[1]), settings.preview_width, settings.preview_height)
    VisionChild(settings, ring, answers).run(requests)
    sys.stderr.flush()
    os._exit(0)  # the camera's thread may wait in the device for seconds yet


if __name__ == "__main__":
    main()
