"""The parent's side of the vision child; implements `kiosk.ports.vision.Vision`.

Imports neither cv2 nor face_recognition nor numpy: cv2 rewrites Qt's paths in the environment, and
dlib would hold the interpreter's lock for 70 ms at a time. The child itself is kept by `keeper`
and asked by `asking`.
"""

from collections.abc import Callable
from typing import Final

from drivers.vision.asking import Asking
from drivers.vision.card_front.body import front_of
from drivers.vision.keeper import Keeper
from drivers.vision.settings import VisionSettings
from drivers.vision.wire import LONGEST_BODY, Kind, Message, wipe
from kiosk.domain.check_number import CardFront
from kiosk.domain.face import FaceGuidance, FaceVerdict, MatchBand, MatchScore
from kiosk.domain.fault import Device
from kiosk.domain.holder import Portrait
from kiosk.ports.faults import DeviceFault
from kiosk.ports.vision import CameraEvent, FaceImpossible, FaceResult, PreviewFrame

_SHOW_SECONDS: Final = 1.0  # decoding takes some milliseconds


class VisionProcess:
    """Cameras, match and print in a child process that is replaced when it dies or is silent."""

    def __init__(self, settings: VisionSettings) -> None:
        self._keeper = Keeper(settings)
        self._asking = Asking(self._keeper, settings)

    def start(self, report: Callable[[CameraEvent], None]) -> None:
        """Start the child and return at once; it warms up meanwhile."""
        self._keeper.start(report)

    def match(
        self,
        portrait: Portrait,
        seconds: float,
        guide: Callable[[FaceGuidance], None],
        band: MatchBand = MatchBand.ORDINARY,
    ) -> FaceResult | FaceImpossible:
        """Compare the portrait with live frames; `guide` is called from the calling thread.

        A child that dies or falls silent is replaced, `guide` says so (ONE_MOMENT), and its
        successor begins anew with the seconds that are left. Raises `DeviceFault`: vision
        `child_died`, `timed_out`, `model_missing`, `model_altered`, `not_started`; camera
        `camera_lost`.
        """
        if len(portrait.jpeg2000) > LONGEST_BODY:
            return FaceImpossible.PORTRAIT_UNUSABLE

        def hear(message: Message) -> FaceResult | FaceImpossible | None:
            if message.kind is Kind.GUIDANCE:
                guide(FaceGuidance(message.code))
            return _match_outcome(message)

        def wait() -> None:
            guide(FaceGuidance.ONE_MOMENT)

        request = Message(Kind.MATCH, code=band, seconds=seconds, body=portrait.jpeg2000)
        result = self._asking.ask(request, hear, wait=wait)
        return FaceImpossible.STOPPED if result is None else result

    def stop_matching(self) -> None:
        """End a match under way and hide a portrait. Returns at once; no preview from here on.

        `match` returns as soon as the child has wiped what it held, or was killed for not doing so
        within `stop_seconds`.
        """
        self._keeper.stop_asking(Kind.MATCH)
        self.hide()

    def show(self, portrait: Portrait, wanted: Callable[[], bool] = lambda: True) -> bool:
        """Let the child put the portrait into the ring; needs neither camera nor face.

        Raises `DeviceFault` as `match` does. The bytes are the child's to refuse: a portrait that
        kills or hangs its reader costs the child and ends as a fault.
        """
        if len(portrait.jpeg2000) > LONGEST_BODY:
            return False

        def hear(message: Message) -> bool | None:
            if message.kind is Kind.SHOWN:
                return self._keeper.keep_still()
            return False if message.kind is Kind.IMPOSSIBLE else None

        request = Message(Kind.SHOW, seconds=_SHOW_SECONDS, body=portrait.jpeg2000)
        return self._asking.ask(request, hear, wanted=wanted) is True

    def hide(self) -> None:
        """End a showing under way, and overwrite what is shown. Returns at once."""
        self._keeper.stop_asking(Kind.SHOW)
        self._keeper.forget_still()

    def preview(self) -> PreviewFrame | None:
        """Return a copy of the newest frame of a match, or of the still that is shown."""
        ring = self._keeper.running(Kind.MATCH) or self._keeper.still()
        return ring.newest() if ring is not None else None

    def read_front(
        self, seconds: float, wanted: Callable[[], bool] = lambda: True
    ) -> CardFront | None:
        """Read the print under the card-face camera for at most `seconds`, which is opened for it.

        None when nothing could be believed, `stop_reading` was called or it is not `wanted` by the
        time its turn comes. Raises `DeviceFault`: vision as `match`, camera
        `card_face_camera_lost`.
        """
        request = Message(Kind.READ_FRONT, seconds=seconds)
        answer = self._asking.ask(request, _front_outcome, wanted=wanted)
        return answer[0] if answer is not None else None

    def stop_reading(self) -> None:
        """End a reading under way. Returns at once; `read_front` then returns None."""
        self._keeper.stop_asking(Kind.READ_FRONT)

    def stop(self) -> None:
        """End the child and what it does, and wait for it. May be repeated."""
        self._keeper.stop()


def _match_outcome(message: Message) -> FaceResult | FaceImpossible | None:
    """Return what a message ends the match with, or None. Raises `DeviceFault` for a fault."""
    if message.kind is Kind.VERDICT:
        return FaceResult(FaceVerdict(message.code), MatchScore(message.score))
    if message.kind is Kind.IMPOSSIBLE:
        return FaceImpossible(message.code)
    if message.kind is Kind.FAULT:
        raise DeviceFault(Device.CAMERA, message.code)
    return None


def _front_outcome(message: Message) -> tuple[CardFront | None] | None:
    """Return what a message ends the reading with, or None. Raises `DeviceFault` for a fault."""
    if message.kind is Kind.FRONT:
        front = front_of(message.body)
        wipe(message.body)
        return (front,)
    if message.kind is Kind.FAULT:
        is_model = message.code.startswith("model_")
        raise DeviceFault(Device.VISION if is_model else Device.CAMERA, message.code)
    return None
