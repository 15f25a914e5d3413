"""`python -m tests.bench.face`: what comparing a face costs, beside face_recognition used naively.

Sixty pictures of 640x480 of one drawn person, taken from the simulated camera, go through the
production code and, in the same run, through `face_recognition.face_encodings` with its defaults.
Times are the processor's, of one thread, so that a busy machine makes no difference but that of its
caches. `UKETSUKE_LIVENESS_MODELS` may name the operator's models folder.
"""

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Final

import cv2
import face_recognition  # first, and whole: the second opinion would leave parts of it out
import numpy as np
from PIL import Image

from drivers.vision.camera import Frame
from drivers.vision.comparison import Comparison
from drivers.vision.engine import Engine
from drivers.vision.examine import Candidate, examine
from drivers.vision.gathering import Gathering
from drivers.vision.liveness import Liveness
from drivers.vision.liveness.border import border_around
from drivers.vision.liveness.challenge import Challenge, Sight
from drivers.vision.liveness.passive import Passive
from drivers.vision.models import Model, load_manifest
from drivers.vision.pictures import Picture
from drivers.vision.portrait import decode
from drivers.vision.quality import Face
from drivers.vision.thresholds import Thresholds
from kiosk.domain.face import MatchBand
from simulators.camera.scenes import Person
from simulators.camera.simulated_camera import SimulatedCamera
from simulators.personas.looks import portrait
from tests.bench import figures

FRAMES: Final = 60
A_SECOND: Final = 15
ROUNDS: Final = 3  # of all sixty
REPEATS: Final = 30  # of one step
WHO: Final = "hanako"
MODELS: Final = "UKETSUKE_LIVENESS_MODELS"


class Live:
    """A passive model that calls everybody live: what a decision without a movement costs."""

    def restart(self) -> None:
        """Nothing is remembered."""

    def see(self, picture: Picture, face: Face) -> None:
        """Nothing is looked at."""

    def conclude(self) -> Liveness:
        """Return that it was a living person."""
        return Liveness.LIVE


def take_pictures() -> list[Picture]:
    """Return sixty pictures of somebody who stands before the simulated camera for four seconds."""
    pictures: list[Picture] = []
    with (
        tempfile.TemporaryDirectory(prefix="uketsuke-bench-") as folder,
        SimulatedCamera(Path(folder)) as camera,
    ):
        camera.show(Person(WHO))
        for _ in range(FRAMES):
            jpeg = np.frombuffer(camera.frame(), np.uint8)
            pictures.append(np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), np.uint8))
            time.sleep(1 / A_SECOND)
    return pictures


def card_portrait() -> bytes:
    """Return a card-like portrait: grey JPEG 2000 of some 4 kB."""
    out = io.BytesIO()
    grey = Image.fromarray(portrait(WHO)).convert("L")
    grey.save(out, "JPEG2000", quality_mode="rates", quality_layers=[20])
    return out.getvalue()


def timed(act: Callable[[], object], repeats: int = REPEATS) -> list[float]:
    """Return how long it keeps the processor busy, in milliseconds, one value a run."""
    values: list[float] = []
    for _ in range(repeats):
        begun = time.process_time()
        act()
        values.append((time.process_time() - begun) * 1000)
    return values


def compare(engine: Engine, data: bytes, pictures: Sequence[Picture], *, whole: bool) -> int:
    """Compare as the child does; return how many frames it took. `whole`: look at all of them."""
    reference = engine.read_portrait(data)
    comparison = Comparison(engine, reference)
    for number, picture in enumerate(pictures, 1):
        seen = comparison.look(Frame(number, picture, number / A_SECOND))
        if seen.verdict is not None and not whole:
            break
    else:
        number = len(pictures)
    comparison.wipe()
    reference.wipe()
    return number


def naive(library: ModuleType, data: bytes, pictures: Sequence[Picture]) -> None:
    """Encode the portrait and every picture with the library's defaults."""
    for picture in (decode(data), *pictures):
        library.face_encodings(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))


def steps(
    engine: Engine, data: bytes, pictures: Sequence[Picture], passive: Passive | None
) -> None:
    """Print what each step costs."""
    compare(engine, data, pictures, whole=False)  # whatever runs for the first time is slower
    picture = pictures[len(pictures) // 2]
    candidate = _candidate(engine, picture)
    face, second = candidate.face, engine.second
    figures.row("portrait: decoded", timed(lambda: decode(data)))
    figures.row("portrait: whole, with both encodings", timed(lambda: engine.read_portrait(data)))
    figures.row("frame: YuNet at 320 pixels", timed(lambda: engine.detector.find(picture)))
    figures.row("frame: examined, YuNet included", timed(lambda: examine(engine, picture).wipe()))
    figures.row("counted frame: SFace", timed(lambda: engine.matcher.feature(candidate.crop)))
    rim = timed(lambda: border_around(picture, face, engine.limits.border))
    figures.row("counted frame: rim of a sheet or screen", rim)
    figures.row(
        "counted frame: passive models",
        timed(lambda: passive.live(picture, face)) if passive else [],
    )
    figures.row(
        "once: second opinion (dlib)", timed(lambda: second.encode(picture, face)) if second else []
    )
    figures.row("asked movement: geometry of a frame", _geometry(engine, data, pictures))


def _candidate(engine: Engine, picture: Picture) -> Candidate:
    candidate = examine(engine, picture).candidate
    if candidate is None:
        raise RuntimeError("nobody is found in the drawn picture")
    return candidate


def _geometry(engine: Engine, data: bytes, pictures: Sequence[Picture]) -> list[float]:
    """Return what a frame of the movement asked for costs beyond finding the face."""
    gathering = Gathering(engine, engine.read_portrait(data), MatchBand.ORDINARY)
    sights: list[Sight] = []
    for number, picture in enumerate(pictures, 1):
        examined = examine(engine, picture)
        if not gathering.is_over(number / A_SECOND):
            gathering.see(Frame(number, picture, number / A_SECOND), examined)
        else:
            sights.append(Sight(number / A_SECOND, examined.rivals))
    challenge = Challenge(engine.limits.challenge, gathering.baseline(), blink=False)
    values: list[float] = []
    for sight in sights:
        begun = time.process_time()
        challenge.see(sight)
        values.append((time.process_time() - begun) * 1000)
    return values


def decisions(engine: Engine, data: bytes, pictures: Sequence[Picture]) -> None:
    """Print what sixty frames and one decision cost, beside the library used naively."""
    plain = timed(lambda: naive(face_recognition, data, pictures), ROUNDS)
    figures.row("60 frames: portrait, face_encodings of every one", plain)
    ours = timed(lambda: compare(engine, data, pictures, whole=True), ROUNDS)
    figures.row("60 frames: portrait, match, movement awaited", ours)
    asked, engine.liveness = engine.liveness, Live()
    count = compare(engine, data, pictures, whole=False)
    short = timed(lambda: compare(engine, data, pictures, whole=False), ROUNDS)
    engine.liveness = asked
    figures.row(f"one decision: portrait and {count} frames, no movement", short)
    for name, values in {"looking at all of them": ours, "until the decision": short}.items():
        times = statistics.median(plain) / statistics.median(values)
        print(f"of the same 60 frames, {name}: {times:.1f} times less than naively  aim 20 times")


def load() -> tuple[Engine, dict[str, Model]]:
    """Load the production engine, on one thread."""
    cv2.setNumThreads(1)
    folder = os.environ.get(MODELS)
    models = load_manifest(folder=Path(folder) if folder else None)
    engine = Engine.load(models, Thresholds.load())
    engine.load_second_opinion(models)
    engine.load_liveness(models, always_challenge=False, blink=False)
    engine.see_grey()
    return engine, models


def main() -> int:
    """Measure the steps and the decision, then what a kiosk and its child take."""
    os.environ["UKETSUKE_PROFILE"] = "development"
    print(figures.machine(), flush=True)
    engine, models = load()
    data, pictures = card_portrait(), take_pictures()
    steps(engine, data, pictures, Passive.load(models))
    decisions(engine, data, pictures)
    # Qt and cv2 do not share a process: the kiosk is measured in one of its own.
    return subprocess.run([sys.executable, "-m", "tests.bench.face_kiosk"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
