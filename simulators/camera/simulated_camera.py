"""The simulated camera: shows scenes to whoever opens its address; can be unplugged."""

from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Self

from simulators import camera, personas
from simulators.camera import card_stills
from simulators.camera.card_face import CardFaceCamera
from simulators.camera.frames import FrameStore, Studio
from simulators.camera.performance import Performance
from simulators.camera.picture import SHOTS, draw
from simulators.camera.plans import drawing_order
from simulators.camera.playback import FRAMES_A_SECOND
from simulators.camera.scenes import Nobody, Scene, Side
from simulators.camera.server import CARD_FACE_PATH, VIDEO_PATH, CameraServer, Stream
from simulators.camera.stills import KeyFrame
from simulators.guard import require_simulation_allowed

STUDIO: Final[Studio[Scene, KeyFrame]] = Studio(
    drawing_order, draw, SHOTS, FRAMES_A_SECOND, packages=(personas, camera)
)


class SimulatedCamera:
    """A network camera on 127.0.0.1; open `url` with `cv2.VideoCapture`.

    Drawn key frames are kept in the folder `cache`, so a second start costs nothing. Raises
    `SimulatorRefused` outside the development and test profiles.
    """

    def __init__(self, cache: Path, port: int = 0) -> None:
        require_simulation_allowed()
        self.card_face = CardFaceCamera(cache)
        self._cache = cache
        self._port = port
        self._scene: Scene = Nobody()
        self._performance: Performance | None = None
        self._frozen: bytes | None = None
        self._server: CameraServer | None = None

    @property
    def url(self) -> str:
        """Address of the video; the same before and after the camera was lost."""
        return self._address(VIDEO_PATH)

    @property
    def card_face_url(self) -> str:
        """Address of the card-face camera's video."""
        return self._address(CARD_FACE_PATH)

    def start(self) -> None:
        """Open the address and show the scene chosen so far, at first `Nobody`."""
        store: FrameStore[Scene, KeyFrame] = FrameStore(self._cache, STUDIO, "camera-frames")
        self._performance = Performance(store)
        self._performance.show(self._scene)
        self.card_face.start()
        self.restore()

    @property
    def scene(self) -> Scene:
        """What is shown."""
        return self._scene

    def show(self, scene: Scene, *, draw_ahead: bool = True) -> None:
        """Change the scene; the next frame shows it.

        `draw_ahead` draws its movements meanwhile; without it they wait until they are asked for.
        Raises `KeyError` for somebody who is not in the cast.
        """
        if self._performance is not None:
            self._performance.show(scene, draw_ahead=draw_ahead)
        self._scene = scene

    def rehearse(self, scene: Scene) -> None:
        """Draw the movements of a scene before it is shown: when asked for, they begin at once.

        Takes seconds of processor time. Raises `KeyError` for somebody who is not in the cast.
        """
        if self._performance is not None:
            self._performance.rehearse(scene)

    def turn_head(self, to: Side | Literal["front"]) -> None:
        """Let the person turn their head to their own left or right, or back, as people turn it.

        Who cannot, does nothing.
        """
        if self._performance is not None:
            self._performance.ask(to)

    def blink(self) -> None:
        """Let the person blink once; who cannot, does nothing."""
        if self._performance is not None:
            self._performance.ask("blink")

    def obey(self, guidance: str) -> None:
        """Let the person do what a word of the kiosk's guidance asks for.

        They turn, blink, and look ahead again when told anything else but to hold still.
        """
        match guidance:
            case "turn_left":
                self.turn_head("left")
            case "turn_right":
                self.turn_head("right")
            case "blink":
                self.blink()
            case "hold_still" | "one_moment":
                pass
            case _:
                self.turn_head("front")

    def freeze(self) -> None:
        """Deliver the same picture again and again, until it is plugged in anew."""
        self._frozen = self.frame()

    def lose(self) -> None:
        """Pull the plug: clients are dropped, new ones refused. Both cameras go."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    def restore(self) -> None:
        """Plug it in again at the same address, as good as new.

        Raises `OSError` if somebody took the port.
        """
        self._frozen = None
        if self._server is None:
            streams = {
                VIDEO_PATH: Stream(self.frame, FRAMES_A_SECOND),
                CARD_FACE_PATH: Stream(self.card_face.frame, card_stills.FRAMES_A_SECOND),
            }
            self._server = CameraServer(self._port, streams)
            self._port = self._server.server_address[1]

    def close(self) -> None:
        """Stop every thread and close every socket."""
        self.lose()
        self.card_face.close()
        if self._performance is not None:
            self._performance.close()
            self._performance = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def _address(self, path: str) -> str:
        if not self._port:
            raise RuntimeError("the camera has no address before start()")
        return f"http://127.0.0.1:{self._port}{path}"

    def frame(self, number: int = 0) -> bytes:
        """Return the JPEG that a client would be sent now as its frame of this number."""
        if self._frozen is not None:
            return self._frozen
        assert self._performance is not None  # noqa: S101  the server stops before it
        return self._performance.frame(number)
