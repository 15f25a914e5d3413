"""Searches for faces that the face models keep apart; writes what was found into their files.

python -m tests.simulators.personas.search_looks --rounds 40 --only jiro taro

Drawing a face is slow, so a linear model learns from the faces drawn how a face's numbers move its
embedding. Of many changes within what suits a person the model picks the best; that one is drawn,
and kept when the person's most similar others become less similar without much being changed.
"""

import argparse
import re
import sys
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from simulators.camera.lights import CLINIC_LIGHT
from simulators.personas.look import Look, Pose
from simulators.personas.looks import FACES, LOOKS, PORTRAIT_LIGHT
from simulators.personas.people import render
from tests.simulators.personas.faces import Embedding, Judge
from tests.simulators.personas.ranges import RANGES, SUITS

CLOSE = (104, 128)
"""Size of a picture that holds little but the face, at a portrait's scale."""
TOO_NEAR, SOFTNESS = 0.40, 0.03
"""A similarity that costs, and how gently the cost sets in."""
CHANGE_COSTS = 0.06
CANDIDATES = 3_000
KEYS = sorted({key for suit in SUITS.values() for key in RANGES | suit})
Numbers = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Face:
    """A look's numbers, and its embeddings as on its card and live."""

    numbers: Numbers
    card: Embedding
    live: Embedding


def bounds(name: str) -> tuple[Numbers, Numbers]:
    """Lowest and highest numbers that suit a person; what is never searched keeps its value."""
    ranges = RANGES | SUITS[name]
    now = {key: float(getattr(LOOKS[name], key)) for key in KEYS}
    pairs = [ranges.get(key, (now[key], now[key])) for key in KEYS]
    return np.array([low for low, _ in pairs]), np.array([high for _, high in pairs])


LOWEST = np.min([bounds(name)[0] for name in LOOKS], axis=0)
SPAN = np.max([bounds(name)[1] for name in LOOKS], axis=0) - LOWEST


def numbers_of(look: Look) -> Numbers:
    """Return a look's numbers in the order of `KEYS`."""
    return np.array([float(getattr(look, key)) for key in KEYS])


def look_of(name: str, numbers: Numbers) -> Look:
    """Return a person's look with other numbers."""
    return replace(LOOKS[name], **dict(zip(KEYS, numbers.round(3).tolist(), strict=True)))


def embed(judge: Judge, name: str, numbers: Numbers) -> Face:
    """Judge quick drawings: grey and frontal, coloured and a little turned."""
    look = look_of(name, numbers)
    card = render(look, Pose(yaw=2, pitch=1, head=0.44), PORTRAIT_LIGHT, CLOSE)
    grey = np.asarray(Image.fromarray(card).convert("L").convert("RGB"))
    live = render(look, Pose(yaw=5, pitch=2, head=0.44), CLINIC_LIGHT, CLOSE)
    return Face(numbers, judge.look(grey).embedding, judge.look(live).embedding)


def features(name: str, numbers: Numbers) -> Numbers:
    """Return what the model sees: numbers, their squares, who it is; (..., F)."""
    z = (numbers - LOWEST) / np.maximum(SPAN, 1e-9) * 2 - 1
    who = np.array([float(name == other) for other in LOOKS])
    return np.concatenate([z, z * z, np.broadcast_to(who, (*z.shape[:-1], len(who)))], axis=-1)


class Search:
    """The faces as they are, and all that were drawn on the way."""

    def __init__(self, seed: int) -> None:
        self._judge, self._random = Judge(), np.random.default_rng(seed)
        self.faces = {n: embed(self._judge, n, numbers_of(LOOKS[n])) for n in LOOKS}
        self._drawn = [(n, face) for n, face in self.faces.items()]
        self._reach = dict.fromkeys(LOOKS, 0.3)

    def nearest(self, name: str) -> float:
        """Return a person's highest similarity to another, either before the other's card."""
        return float(self._likeness(name, self.faces[name]).max())

    def sample(self, name: str) -> None:
        """Draw somebody with numbers from anywhere within what suits them, for the model."""
        low, high = bounds(name)
        numbers = low + (high - low) * self._random.random(len(KEYS))
        self._drawn.append((name, embed(self._judge, name, numbers)))

    def improve(self, name: str) -> None:
        """Try one change of a person; keep it when it is better."""
        face = embed(self._judge, name, self._proposal(name))
        self._drawn.append((name, face))
        better = self._cost(name, face) < self._cost(name, self.faces[name])
        self._reach[name] = float(np.clip(self._reach[name] * (1.25 if better else 0.85), 0.1, 0.5))
        if better:
            self.faces[name] = face

    def _proposal(self, name: str) -> Numbers:
        """Of many changes the one that the model finds best."""
        now, (low, high) = self.faces[name], bounds(name)
        shape = (CANDIDATES, len(KEYS))
        steps = self._random.normal(0, self._reach[name], shape) * (high - low)
        some = self._random.random(shape) < self._random.choice((0.1, 0.3, 0.6), (CANDIDATES, 1))
        tried = np.clip(now.numbers + steps * some, low, high)
        weights = self._model(name)
        moved = (features(name, tried) - features(name, now.numbers)) @ weights
        likely = (now.card + moved) / np.linalg.norm(now.card + moved, axis=1, keepdims=True)
        others = np.array([f.live for n, f in self.faces.items() if n != name])
        costs = _cost_of(likely @ others.T) + self._change(name, tried)
        return tried[int(np.argmin(costs))]

    def _model(self, name: str) -> Numbers:
        """Ridge regression from features to embeddings; a person's own drawings count thrice."""
        x = np.array([features(n, face.numbers) for n, face in self._drawn])
        y = np.array([face.card for _, face in self._drawn])
        weighted = x * np.array([[3.0] if n == name else [1.0] for n, _ in self._drawn])
        found: Numbers = np.linalg.solve(weighted.T @ x + 1.5 * np.eye(x.shape[1]), weighted.T @ y)
        return found

    def _likeness(self, name: str, face: Face) -> Numbers:
        others = [f for n, f in self.faces.items() if n != name]
        ways = ([face.card @ f.live for f in others], [face.live @ f.card for f in others])
        return np.max(np.array(ways, np.float64), axis=0)

    def _cost(self, name: str, face: Face) -> float:
        unlike_oneself = 60 * max(0.0, 0.8 - float(face.card @ face.live))
        return float(
            _cost_of(self._likeness(name, face)) + self._change(name, face.numbers) + unlike_oneself
        )

    def _change(self, name: str, numbers: Numbers) -> Numbers:
        low, high = bounds(name)
        moved = (numbers - numbers_of(LOOKS[name])) / np.maximum((high - low) / 2, 1e-9)
        return CHANGE_COSTS * (np.where(high > low, moved, 0) ** 2).sum(axis=-1)


def _cost_of(similarities: Numbers) -> Numbers:
    costs: Numbers = np.logaddexp(0.0, (similarities - TOO_NEAR) / SOFTNESS)
    return costs.sum(axis=-1)


def write(name: str, numbers: Numbers) -> None:
    """Put the numbers into the person's file, everything else as it is."""
    path = FACES / f"{name}.toml"
    head, bracket, rest = path.read_text("utf-8").partition("\n\n[hair]")
    for key, value in zip(KEYS, numbers.round(3).tolist(), strict=True):
        line = re.compile(rf"^{key} = .*$", re.MULTILINE)
        if line.search(head):
            head = line.sub(f"{key} = {value}", head)
        elif value != getattr(Look(), key):
            head += f"\n{key} = {value}"
    path.write_text(head + bracket + rest, "utf-8")


def main() -> None:
    """Search, then write the numbers found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=12, help="drawings of each for the model")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--only", nargs="+", default=list(LOOKS), choices=list(LOOKS))
    arguments = parser.parse_args()
    search = Search(seed=1)
    for name in arguments.only * arguments.samples:
        search.sample(name)
    for turn in range(arguments.rounds):
        for name in sorted(arguments.only, key=search.nearest, reverse=True)[:12]:
            search.improve(name)
        near = {name: round(search.nearest(name), 2) for name in arguments.only}
        sys.stdout.write(f"{turn} {near}\n")
        sys.stdout.flush()
    for name in arguments.only:
        write(name, search.faces[name].numbers)


if __name__ == "__main__":
    main()
