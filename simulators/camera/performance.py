"""What is going on before the camera: a scene, the movement asked of it, and who is swapped in."""

import threading
import time
from collections.abc import Callable

from simulators.camera.frames import FrameStore
from simulators.camera.plans import first_and_movements, plan_of
from simulators.camera.playback import Playhead
from simulators.camera.scenes import Actor, Movement, Scene, Swap
from simulators.camera.stills import KeyFrame


class Performance:
    """Plays scenes from a store of frames, which it closes with itself."""

    def __init__(
        self, store: FrameStore[Scene, KeyFrame], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._swap: Swap | None = None
        self._moved = False

    def show(self, scene: Scene, *, draw_ahead: bool = True) -> None:
        """Begin a scene. Raises `KeyError` for somebody who is not in the cast.

        Without `draw_ahead` its movements are drawn only when they are asked for.
        """
        if draw_ahead:
            self._store.prepare(scene)
        self._swap = scene if isinstance(scene, Swap) else None
        self._moved = False
        self._enter(scene.first if isinstance(scene, Swap) else scene)

    def rehearse(self, scene: Scene) -> None:
        """Draw what is seen first, and every movement that can be asked for."""
        self._store.finish(first_and_movements(scene))

    def ask(self, movement: Movement) -> None:
        """Ask for a movement; where a swap is due, it happens now."""
        self._moved = self._moved or movement != "front"
        if self._swap is not None and self._moved:
            comes = comes_in(self._swap, movement)
            if comes is not None and comes != self._actor:
                self._enter(comes)
        with self._lock:
            self._playhead.ask(movement)
        track = plan_of(self._actor).get(movement)
        if track is not None:
            self._store.hurry(track.stills)

    def frame(self, number: int) -> bytes:
        """JPEG of what is seen now, for a client's frame of this number."""
        with self._lock:
            still = self._playhead.at(self._clock(), self._store.is_ready)
        return self._store.shot(still, number)

    def close(self) -> None:
        """Stop drawing."""
        self._store.close()

    def _enter(self, scene: Scene) -> None:
        """Put somebody there at once."""
        self._store.begin(scene)
        with self._lock:
            self._actor = scene
            self._playhead = Playhead(plan_of(scene), self._clock())


def comes_in(swap: Swap, movement: Movement) -> Actor | None:
    """Say who is there from the moment a movement is asked for; None for who is there already."""
    if movement != "front":
        return swap.then if swap.when == "asked" else None
    if swap.when == "turned":
        return swap.then
    return swap.first if swap.restored else None
