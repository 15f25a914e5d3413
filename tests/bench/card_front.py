"""`python -m tests.bench.card_front [--fronts N] [--seed S]`: reading the printed front.

Draws fronts of invented people whose dates and codes vary, photographs each as it lies still in the
tray - so that pictures of one front differ by the sensor's noise alone - and counts what is read
rightly, refused and read wrongly: from one picture, and after agreement, which is what is sent.
Seed 1 was used to choose limits; any other seed is for measuring.
"""

import argparse
import os
import random
import resource
import statistics
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision.card_front.agreement import Agreement
from drivers.vision.card_front.look import LEAST_SURE, FrontLook
from drivers.vision.card_front.reading import Reading
from drivers.vision.card_front.recognise import PrintReader
from drivers.vision.detect import Detector
from drivers.vision.models import load_manifest
from drivers.vision.thresholds import Thresholds
from simulators.front.drawing import Tone, draw_front
from simulators.front.photograph import photograph
from simulators.front.shot import Glare, Shot
from simulators.personas.cast import Persona, load_cast

MOST_PICTURES: Final = 6  # looked at before a front counts as refused
TODAY: Final = date(2026, 11, 21)
# "photo": the number is right, whether there is a photograph is not. Only the number is sent.
OUTCOMES: Final = ("right", "refused", "photo", "wrong")


@dataclass
class Counts:
    """Outcomes of one way to lie there."""

    frames: Counter[str] = field(default_factory=Counter[str])
    sent: Counter[str] = field(default_factory=Counter[str])


def people(dice: random.Random, count: int) -> list[Persona]:
    """Invent people: every era, every digit, one in eight a foreign resident."""
    cast = [one for one in load_cast().values() if one.card_kind == "my_number"]
    return [_person(dice, dice.choice(cast)) for _ in range(count)]


def _person(dice: random.Random, base: Persona) -> Persona:
    born = date(1922, 1, 1) + timedelta(days=dice.randrange((TODAY - date(1922, 1, 1)).days))
    year = TODAY.year + dice.randrange(10)
    foreign = dice.random() < 1 / 8
    expires = (
        date(year, 1, 1) + timedelta(days=dice.randrange(365))
        if foreign or (born.month, born.day) == (2, 29)
        else born.replace(year=year)
    )
    return replace(
        base,
        birth_date=born,
        expires_on=expires,
        security_code=f"{dice.randrange(10000):04d}",
        prints_gregorian=foreign,
    )


def shots(dice: random.Random) -> dict[str, tuple[Shot, Tone]]:
    """Return every way to lie there, its exact pose thrown anew."""
    pose = Shot(
        tilt=(dice.uniform(-4, 4), dice.uniform(-4, 4)),
        rotation=dice.uniform(-5, 5),
        offset=(dice.uniform(-4, 4), dice.uniform(-3, 3)),
        scale=dice.uniform(0.88, 1.05),
    )
    side = dice.choice((-1, 1))

    def glare(strength: float) -> Shot:
        at = dice.choice(((-2.0, -9.5), (10.0, -6.0), (-34.0, 20.0)))
        return replace(pose, glare=Glare(strength, at=at, turn=dice.uniform(-60, 60)))

    ways = {
        "good light": pose,
        "upside down": replace(pose, rotation=180 + pose.rotation),
        "tilt 10 degrees": replace(pose, tilt=(10.0 * side, dice.uniform(-10, 10)), scale=0.9),
        "tilt 20 degrees": replace(pose, tilt=(20.0 * side, dice.uniform(-12, 12)), scale=0.85),
        "turned 15-40 degrees": replace(pose, rotation=side * dice.uniform(15, 40), scale=0.78),
        "half as large": replace(pose, scale=0.55),
        "blur 1.5 pixels": replace(pose, blur=1.5),
        "blur 2.2 pixels": replace(pose, blur=2.2),
        "blur 3 pixels": replace(pose, blur=3.0),
        "moving 6 pixels": replace(pose, motion=(6.0, dice.uniform(0, 180))),
        "moving 12 pixels": replace(pose, motion=(12.0, dice.uniform(0, 180))),
        "glare 0.4": glare(0.4),
        "glare 0.8": glare(0.8),
        "glare 1.2": glare(1.2),
        "light 1/5": replace(pose, light=0.2, noise=4.0, shade=0.3),
        "light 1/12": replace(pose, light=0.08, noise=8.0, shade=0.3, cast=(1.0, 0.93, 0.8)),
        "light 1/30": replace(pose, light=0.033, noise=10.0, shade=0.3, cast=(1.0, 0.93, 0.8)),
        "dim and blurred": replace(pose, light=0.12, noise=7.0, blur=1.8),
    }
    ways_and_tones = {name: (shot, Tone.COLOUR) for name, shot in ways.items()}
    return ways_and_tones | {
        "faded print": (pose, Tone.FADED),
        "dark print, blur 1.5": (replace(pose, blur=1.5), Tone.DARK),
    }


class Measurement:
    """Reads fronts and keeps count."""

    def __init__(self, least: float) -> None:
        models = load_manifest()
        limits = Thresholds.load().quality
        self._print = PrintReader.load(models)
        self._faces = Detector(models["detector"].read(), limits.least_score)
        self._least = least
        self.counts: defaultdict[str, Counts] = defaultdict(Counts)
        self.seconds: list[float] = []

    def look_at(self, way: str, persona: Persona, shot: Shot, tone: Tone) -> None:
        """Photograph one front until it is believed or given up."""
        truth = persona.printed_front()
        right = (truth.birth_date, truth.expiry_year, truth.security_code, truth.has_photo)
        lit = photograph(draw_front(persona, tone), replace(shot, noise=0.0))
        look, agreement = FrontLook(self._print, self._faces, self._least), Agreement()
        counts = self.counts[way]
        grain = np.random.default_rng(shot.seed)
        for _ in range(MOST_PICTURES):
            picture = _noisy(lit, shot.noise, grain)
            begun = time.perf_counter()
            reading = look.read(picture)
            self.seconds.append(time.perf_counter() - begun)
            counts.frames[_outcome(reading, right)] += 1
            believed = agreement.add(reading) if reading else None
            if believed:
                counts.sent[_outcome(believed, right)] += 1
                return
        counts.sent["refused"] += 1


def _noisy(lit: NDArray[np.uint8], noise: float, grain: np.random.Generator) -> NDArray[np.uint8]:
    """Return the picture as BGR with the sensor's noise, twice as loud in the shadows."""
    levels = np.ascontiguousarray(lit[:, :, ::-1]).astype(np.float32)
    loud = np.float32(noise) * (2 - levels / np.float32(255))
    levels += grain.standard_normal(levels.shape, np.float32) * loud
    return np.clip(levels + np.float32(0.5), 0, 255).astype(np.uint8)


def _outcome(reading: Reading | None, right: tuple[str, int, str, bool]) -> str:
    if reading is None:
        return "refused"
    front = reading.front()
    read = (front.birth_date_printed, front.expiry_year, front.security_code, front.has_photo)
    if read[:3] != right[:3]:
        return "wrong"
    return "right" if read == right else "photo"


def _row(name: str, counts: Counts) -> str:
    cells = [f"{counts.frames[key]}" for key in OUTCOMES]
    cells += [f"{counts.sent[key]}" for key in OUTCOMES]
    return f"| {name} | " + " | ".join(cells) + " |"


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.card_front", description=__doc__)
    parser.add_argument("--fronts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--least", type=float, default=LEAST_SURE)
    arguments = parser.parse_args()
    os.environ["UKETSUKE_PROFILE"] = "development"
    cv2.setNumThreads(1)
    dice = random.Random(arguments.seed)
    measurement = Measurement(arguments.least)
    try:
        _measure(measurement, dice, arguments.fronts)
    except KeyboardInterrupt:
        print("ended early")
    _print(measurement)
    return 0


def _measure(measurement: Measurement, dice: random.Random, fronts: int) -> None:
    for number, persona in enumerate(people(dice, fronts)):
        ways = shots(dice)
        way = list(ways)[number % len(ways)]
        print(f"\r{number}", end="", file=sys.stderr, flush=True)
        shot, tone = ways[way]
        seed = dice.randrange(1 << 30)
        measurement.look_at(way, persona, replace(shot, seed=seed), tone)


def _print(measurement: Measurement) -> None:
    print("| | picture: right | refused | photo | wrong | sent: right | refused | photo | wrong |")
    print("|---|---|---|---|---|---|---|---|---|")
    whole = Counts()
    for name, counts in measurement.counts.items():
        print(_row(name, counts))
        whole.frames += counts.frames
        whole.sent += counts.sent
    print(_row("all", whole))
    milliseconds = sorted(1000 * seconds for seconds in measurement.seconds)
    late = milliseconds[int(0.95 * len(milliseconds))]
    print(f"a picture: {statistics.median(milliseconds):.0f} ms, 95 % below {late:.0f}")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most")


if __name__ == "__main__":
    sys.exit(main())
