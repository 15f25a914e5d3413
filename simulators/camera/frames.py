"""Key frames as JPEG: drawn once, kept in a folder, ready ones shown while others are drawn."""

import hashlib
import threading
from pathlib import Path

from simulators import camera, personas
from simulators.camera.picture import draw
from simulators.camera.scenes import FRAMES_A_SECOND, KeyFrame, Scene, key_frames


def _drawing_hand() -> bytes:
    """Digest of the code that draws and of the faces: a changed line makes old files worthless."""
    digest = hashlib.sha256()
    for package in (personas, camera):
        for folder in map(Path, package.__path__):
            for source in sorted([*folder.glob("*.py"), *folder.glob("faces/*.toml")]):
                digest.update(source.read_bytes())
    return digest.digest()


class FrameStore:
    """Draws scenes' key frames in a thread of its own and keeps them in `cache`."""

    def __init__(self, cache: Path) -> None:
        cache.mkdir(parents=True, exist_ok=True)
        self._cache = cache
        self._hand = _drawing_hand()
        self._ready: dict[KeyFrame, bytes] = {}
        self._wanted: Scene | None = None
        self._closed = False
        self._change = threading.Condition()
        self._thread = threading.Thread(target=self._draw_ahead, name="camera-frames", daemon=True)
        self._thread.start()

    def prepare(self, scene: Scene) -> None:
        """Draw the first still now, if it is not ready, and the rest in the background.

        Raises `KeyError` for somebody who is not in the cast.
        """
        self._make(key_frames(scene)[0])
        with self._change:
            self._wanted = scene
            self._change.notify()

    def at(self, scene: Scene, seconds: float) -> bytes:
        """JPEG of the ready still nearest to `seconds` into a prepared scene."""
        stills = key_frames(scene)
        ready = [i for i, still in enumerate(stills) if still in self._ready]
        shown = [i for i, still in enumerate(stills) for _ in range(still.hold)]
        now = shown[int(seconds * FRAMES_A_SECOND) % len(shown)]
        near = min(ready, key=lambda i: min((i - now) % len(stills), (now - i) % len(stills)))
        return self._ready[stills[near]]

    def close(self) -> None:
        """Stop drawing; what is drawn stays in the folder."""
        with self._change:
            self._closed = True
            self._change.notify()
        self._thread.join()

    def _draw_ahead(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._closed or self._wanted is not None)
                if self._closed or self._wanted is None:
                    return
                scene, self._wanted = self._wanted, None
            for still in key_frames(scene):
                if self._closed or self._wanted is not None:
                    break
                self._make(still)

    def _make(self, still: KeyFrame) -> None:
        if still in self._ready:
            return
        name = hashlib.sha256(self._hand + repr(still).encode()).hexdigest()[:24]
        file = self._cache / f"{name}.jpg"
        if file.is_file():
            self._ready[still] = file.read_bytes()
            return
        jpeg = draw(still)
        part = file.with_suffix(f".{threading.get_ident()}")
        part.write_bytes(jpeg)
        part.replace(file)  # never half a picture under the final name
        self._ready[still] = jpeg
