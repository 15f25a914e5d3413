"""Key frames as JPEG: drawn once, kept in a folder, ready ones shown while others are drawn."""

import hashlib
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Generic, Protocol, TypeVar


class Still(Protocol):
    """One picture of a scene; `repr` tells it from every other one, its hash and equality too."""

    @property
    def hold(self) -> int:
        """For how many frames it is shown."""
        ...

    def __hash__(self) -> int: ...


S = TypeVar("S")
K = TypeVar("K", bound=Still)


@dataclass(frozen=True)
class Studio(Generic[S, K]):
    """What a store shows: how a scene falls into stills, and how a still is drawn."""

    stills: Callable[[S], tuple[K, ...]]
    """In the order in which they are drawn."""
    draw: Callable[[K], tuple[bytes, ...]]
    """As JPEG, all shots of the same still; called in the store's thread too."""
    shots: int
    """Pictures of each still: a sensor never delivers the same one twice."""
    frames_a_second: int
    packages: tuple[ModuleType, ...]
    """The code that draws: when a line of it changes, files drawn before are worthless."""

    def hand(self) -> bytes:
        """Digest of the code that draws and of the faces."""
        digest = hashlib.sha256()
        for package in self.packages:
            for folder in map(Path, package.__path__):
                for source in sorted([*folder.glob("*.py"), *folder.glob("faces/*.toml")]):
                    digest.update(source.read_bytes())
        return digest.digest()


class FrameStore(Generic[S, K]):
    """Draws scenes' stills in a thread of its own and keeps them in `cache`."""

    def __init__(self, cache: Path, studio: Studio[S, K], name: str) -> None:
        cache.mkdir(parents=True, exist_ok=True)
        self._cache = cache
        self._studio = studio
        self._hand = studio.hand()
        self._ready: dict[K, tuple[bytes, ...]] = {}
        self._wanted: deque[K] = deque()
        self._closed = False
        self._change = threading.Condition()
        self._thread = threading.Thread(target=self._draw_ahead, name=name, daemon=True)
        self._thread.start()

    def prepare(self, scene: S) -> None:
        """Draw the first still now, if it is not ready, and the rest in the background.

        Raises `KeyError` for somebody who is not in the cast.
        """
        self.begin(scene)
        with self._change:
            self._wanted = deque(self._studio.stills(scene))
            self._change.notify()

    def begin(self, scene: S) -> None:
        """Draw the first still now, if it is not ready, and leave the rest for later."""
        self._make(self._studio.stills(scene)[0])

    def finish(self, stills: Iterable[K]) -> None:
        """Draw these now. Raises `KeyError` for somebody who is not in the cast."""
        for still in stills:
            self._make(still)

    def hurry(self, stills: tuple[K, ...]) -> None:
        """Draw these before whatever else is wanted."""
        with self._change:
            self._wanted.extendleft(reversed(stills))
            self._change.notify()

    def is_ready(self, still: K) -> bool:
        """Tell whether a still is drawn."""
        return still in self._ready

    def shot(self, still: K, number: int) -> bytes:
        """JPEG of a ready still; another shot of it for the next number."""
        shots = self._ready[still]
        return shots[number % len(shots)]

    def at(self, scene: S, seconds: float) -> bytes:
        """JPEG of the ready still nearest to `seconds` into a prepared scene that loops."""
        stills = self._studio.stills(scene)
        ready = [i for i, still in enumerate(stills) if still in self._ready]
        shown = [i for i, still in enumerate(stills) for _ in range(still.hold)]
        now = shown[int(seconds * self._studio.frames_a_second) % len(shown)]
        near = min(ready, key=lambda i: min((i - now) % len(stills), (now - i) % len(stills)))
        return self.shot(stills[near], 0)

    def close(self) -> None:
        """Stop drawing; what is drawn stays in the folder."""
        with self._change:
            self._closed = True
            self._change.notify()
        self._thread.join()

    def _draw_ahead(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._closed or bool(self._wanted))
                if self._closed:
                    return
                still = self._wanted.popleft()
            self._make(still)

    def _make(self, still: K) -> None:
        if still in self._ready:
            return
        name = hashlib.sha256(self._hand + repr(still).encode()).hexdigest()[:24]
        files = [self._cache / f"{name}{number}.jpg" for number in range(self._studio.shots)]
        if not all(file.is_file() for file in files):
            self._keep(files, self._studio.draw(still))
        self._ready[still] = tuple(file.read_bytes() for file in files)

    def _keep(self, files: list[Path], shots: tuple[bytes, ...]) -> None:
        for file, jpeg in zip(files, shots, strict=True):
            part = file.with_suffix(f".{threading.get_ident()}")
            part.write_bytes(jpeg)
            part.replace(file)  # never half a picture under the final name
