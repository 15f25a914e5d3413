"""The camera over the card: shows the reader's tray and what lies in it, as video.

What it holds is invented, and it treats it as personal all the same: it never logs it and never
shows it in a `repr`.
"""

import threading
import time
from pathlib import Path
from typing import Final

from simulators import camera, front, personas
from simulators.camera.card_stills import (
    FRAMES_A_SECOND,
    CardScene,
    CardStill,
    card_scene,
    card_stills,
    draw_still,
)
from simulators.camera.frames import FrameStore, Studio
from simulators.front.shot import SHOTS, Shot
from simulators.guard import require_simulation_allowed
from simulators.personas.cast import Persona

STUDIO: Final = Studio(
    card_stills, draw_still, 1, FRAMES_A_SECOND, packages=(personas, front, camera)
)


class CardFaceCamera:
    """Sees the printed front of the card that lies in the reader, or an empty tray.

    Pictures are kept in the folder `cache`. Raises `SimulatorRefused` outside the development and
    test profiles.
    """

    def __init__(self, cache: Path) -> None:
        require_simulation_allowed()
        self._cache = cache
        self._lock = threading.Lock()
        self._looking = threading.Lock()
        self._card: Persona | None = None
        self._shot = SHOTS["flat"]
        self._seen: tuple[CardScene, float] | None = None
        self._lost = False
        self._store: FrameStore[CardScene, CardStill] | None = None

    def start(self) -> None:
        """Begin to look; what was placed before is seen."""
        self._store = FrameStore(self._cache, STUDIO, "card-face-frames")
        self._look()

    def close(self) -> None:
        """Stop looking; what was drawn stays in the folder."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def place_front(self, card: Persona | None) -> None:
        """Lay a persona's card into the tray, or take it away with None.

        It is seen when this returns. A telephone leaves the tray empty.
        """
        with self._lock:
            self._card = card
        self._look()

    def shoot(self, shot: Shot) -> None:
        """Change how the card lies and in which light, for this card and those after it."""
        with self._lock:
            self._shot = shot
        self._look()

    def prepare(self, card: Persona) -> None:
        """Take this card's first picture in the present shot now, so that placing it is quick."""
        if self._store is not None:
            self._store.begin(card_scene(card, self._shot))

    def lose(self) -> None:
        """Pull the plug: no pictures, and whoever watches is dropped."""
        self._lost = True

    def restore(self) -> None:
        """Plug it in again."""
        self._lost = False

    def frame(self, _number: int = 0) -> bytes | None:
        """Return what is seen now as JPEG, 1280 x 720; None while it is lost or closed."""
        store, seen = self._store, self._seen
        if self._lost or store is None or seen is None:
            return None
        return store.at(seen[0], time.monotonic() - seen[1])

    def _look(self) -> None:
        """Take the first picture of what lies there, then show it."""
        with self._looking:  # whoever looks last sees what was placed last
            with self._lock:
                scene = card_scene(self._card, self._shot)
            if self._store is not None:
                self._store.prepare(scene)
                self._seen = (scene, time.monotonic())

    def __repr__(self) -> str:
        return "<CardFaceCamera, what it sees is private>"
