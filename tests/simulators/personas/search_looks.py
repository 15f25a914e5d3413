"""Searches for faces that the face models keep apart; writes what was found into their files.

python -m tests.simulators.personas.search_looks --rounds 8 --only jiro taro

Drawing a face is slow. So each number of each face is first moved once, which says how it moves the
face's embedding; from then on a linear model finds, for all people at once, the small changes that
take the most similar away from one another. They are drawn, kept where they help, and the model
learns from them.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image

from simulators.camera.lights import MOODS
from simulators.personas.look import Pose
from simulators.personas.looks import LOOKS, PORTRAIT_LIGHT
from simulators.personas.people import render
from tests.simulators.personas.faces import Embedding, Judge
from tests.simulators.personas.look_numbers import (
    KEYS,
    Numbers,
    bounds,
    look_of,
    numbers_of,
    write,
)

CLOSE = (104, 128)
"""Size of a picture that holds little but the face."""
TOO_NEAR, SOFTNESS = 0.28, 0.03
"""A similarity that costs, and how gently the cost sets in."""
CHANGE_COSTS = 0.05
ONESELF, TURNED = 0.8, 0.62
"""Likeness to oneself on the card, and with the head turned: less costs."""
TRIED = 0.5
"""How far a number is moved to learn what it does, as a share of half its range."""


@dataclass(frozen=True, slots=True)
class Face:
    """A look's numbers, and its embeddings: as on its card, live, turned to either side."""

    numbers: Numbers
    card: Embedding
    live: Embedding
    turned: tuple[Embedding, ...]

    @property
    def unlike_oneself(self) -> float:
        """What it costs that somebody might not be taken for themselves."""
        turned = sum(max(0.0, TURNED - float(self.live @ head)) for head in self.turned)
        return 60 * (max(0.0, ONESELF - float(self.card @ self.live)) + turned)


class Artist:
    """Draws faces close and small, and judges them."""

    def __init__(self) -> None:
        self._judge = Judge()

    def face(self, name: str, numbers: Numbers) -> Face:
        """Draw and judge somebody as on the card, live, and turned to either side."""
        pose = Pose(head=0.48)
        card = render(look_of(name, numbers), pose, PORTRAIT_LIGHT, CLOSE)
        grey = np.asarray(Image.fromarray(card).convert("L").convert("RGB"))
        turned = tuple(self.live(name, numbers, yaw) for yaw in (-36.0, 36.0))
        card = self._judge.look(grey).embedding
        return Face(numbers, card, self.live(name, numbers), turned)

    def live(self, name: str, numbers: Numbers, yaw: float = 3.0) -> Embedding:
        """Draw and judge somebody live."""
        pose = Pose(yaw=yaw, pitch=1.0, head=0.48)
        picture = render(look_of(name, numbers), pose, MOODS["clinic"].on_people, CLOSE)
        return self._judge.look(picture).embedding


class Search:
    """The faces as they are, and what moves them."""

    def __init__(self, only: list[str]) -> None:
        self._artist, self._only, self.names = Artist(), only, list(LOOKS)
        rows = [numbers_of(LOOKS[name]) for name in self.names]
        self.faces = [self._artist.face(n, r) for n, r in zip(self.names, rows, strict=True)]
        self._first = np.array(rows)
        lowest, highest = (np.array(side) for side in zip(*map(bounds, self.names), strict=True))
        self._lowest = np.minimum(lowest, self._first)
        self._highest = np.maximum(highest, self._first)
        self._half = (highest - lowest) / 2
        self._free = (self._half > 0) & np.isin(self.names, only)[:, None]
        self._half[self._half <= 0] = 1.0
        self._slopes = np.zeros((*self._first.shape, 128))
        self._reach = 0.6

    def learn(self) -> Iterator[str]:
        """Move each number of each face once; yields the names of those that are done."""
        for i in np.flatnonzero(self._free.any(axis=1)):
            name, face = self.names[i], self.faces[i]
            for k in np.flatnonzero(self._free[i]):
                up = self._highest[i, k] - face.numbers[k] >= face.numbers[k] - self._lowest[i, k]
                step = TRIED if up else -TRIED
                moved = face.numbers + step * self._half[i, k] * (np.arange(len(KEYS)) == k)
                self._slopes[i, k] = (self._artist.live(name, moved) - face.live) / step
            yield name

    def round(self) -> float:
        """Draw what the model finds best, keep what helps; returns the greatest similarity."""
        now = np.array([face.numbers for face in self.faces])
        steps = self._descend(now)
        tried = list(self.faces)
        for i, step in enumerate(steps):
            if step.any():
                numbers = now[i] + step * self._half[i]
                tried[i] = self._artist.face(self.names[i], numbers)
                wrong = tried[i].live - self.faces[i].live - step @ self._slopes[i]
                self._slopes[i] += np.outer(step, wrong) / (step @ step)
        self._keep_what_helps(tried)
        return float(_likeness(self.faces).max())

    def _descend(self, now: Numbers) -> Numbers:
        """Steps (people, numbers) that make the modelled cost least, by Adam within reach."""
        low = np.maximum((self._lowest - now) / self._half, -self._reach) * self._free
        high = np.minimum((self._highest - now) / self._half, self._reach) * self._free
        away = (now - self._first) / self._half * self._free
        steps: Numbers = np.zeros_like(now)
        mean, square = np.zeros_like(now), np.zeros_like(now)
        cards = np.array([face.card for face in self.faces])
        lives = np.array([face.live for face in self.faces])
        for turn in range(1, 401):
            moved = np.einsum("ik,ikd->id", steps, self._slopes)
            pull = np.einsum("id,ikd->ik", _pull(cards + moved, lives + moved), self._slopes)
            pull += 2 * CHANGE_COSTS * (away + steps) * self._free
            mean, square = 0.9 * mean + 0.1 * pull, 0.99 * square + 0.01 * pull * pull
            pace = np.sqrt(square / (1 - 0.99**turn)) + 1e-6
            np.clip(steps - 0.02 * mean / (1 - 0.9**turn) / pace, low, high, out=steps)
        return steps

    def _keep_what_helps(self, tried: list[Face]) -> None:
        old = list(self.faces)
        if self._cost(tried) < self._cost(old):
            self.faces = list(tried)
        for i in range(len(old)):
            for face in (old[i], tried[i]):
                changed = [*self.faces[:i], face, *self.faces[i + 1 :]]
                if self._cost(changed) < self._cost(self.faces):
                    self.faces = changed
        taken = sum(face is not before for face, before in zip(self.faces, old, strict=True))
        if 2 * taken < len(self._only):
            self._reach *= 0.6

    def _cost(self, faces: list[Face]) -> float:
        moved = (np.array([face.numbers for face in faces]) - self._first) / self._half * self._free
        near = np.logaddexp(0.0, (_likeness(faces) - TOO_NEAR) / SOFTNESS).sum()
        oneself = sum(face.unlike_oneself for face in faces)
        return float(near + CHANGE_COSTS * (moved**2).sum() + oneself)


def _likeness(faces: list[Face]) -> Numbers:
    """Similarity of everybody live (columns) to the card of another (rows); -1 to one's own."""
    lives = np.array([face.live for face in faces])
    found: Numbers = np.array([face.card for face in faces]) @ lives.T
    np.fill_diagonal(found, -1.0)
    return found


def _pull(cards: Numbers, lives: Numbers) -> Numbers:
    """How the cost grows with each person's embedding, card and live moving together."""
    long = [np.linalg.norm(rows, axis=1, keepdims=True) for rows in (cards, lives)]
    card, live = cards / long[0], lives / long[1]
    found = card @ live.T
    np.fill_diagonal(found, -9.0)
    weight = 1 / (1 + np.exp(-np.clip((found - TOO_NEAR) / SOFTNESS, -40, 40))) / SOFTNESS
    total = np.zeros_like(cards)
    for rows, unit, length in ((weight @ live, card, long[0]), (weight.T @ card, live, long[1])):
        total += (rows - (rows * unit).sum(axis=1, keepdims=True) * unit) / length
    return total


def main() -> None:
    """Search, then write the numbers found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--only", nargs="+", default=list(LOOKS), choices=list(LOOKS))
    arguments = parser.parse_args()
    search = Search(arguments.only)
    for name in search.learn():
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
    for turn in range(arguments.rounds):
        sys.stdout.write(f"{turn}: greatest similarity {search.round():.3f}\n")
        sys.stdout.flush()
    for name, face in zip(search.names, search.faces, strict=True):
        if name in arguments.only:
            write(name, face.numbers)


if __name__ == "__main__":
    main()
