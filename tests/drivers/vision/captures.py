"""A hand-written stand-in for OpenCV's capture: no camera is needed to see what is asked of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Raw = NDArray[Any]


def noise(number: int, height: int = 48, width: int = 64) -> Raw:
    """A picture as a sensor gives it: never twice the same."""
    return np.random.default_rng(number).integers(0, 256, (height, width, 3), dtype=np.uint8)


@dataclass
class FakeCapture:
    """Hands out `pictures`, None for one that does not unpack; ends with them."""

    pictures: Iterator[Raw | None] = field(default_factory=lambda: iter(()))
    opened: bool = True
    refused: frozenset[int] = frozenset()
    """Settings that the device does not take."""
    known: dict[int, float] = field(default_factory=dict[int, float])
    """What the device answers, whatever was asked."""
    asked: list[tuple[int, float]] = field(default_factory=list[tuple[int, float]])
    after_each: Callable[[], None] = lambda: None
    released: bool = False
    _next: Raw | None = None

    def isOpened(self) -> bool:  # noqa: N802
        return self.opened

    def set(self, prop: int, value: float, /) -> bool:
        self.asked.append((prop, value))
        if prop in self.refused:
            return False
        self.known.setdefault(prop, value)
        return True

    def get(self, prop: int, /) -> float:
        return self.known.get(prop, 0.0)

    def grab(self) -> bool:
        self.after_each()
        try:
            self._next = next(self.pictures)
        except StopIteration:
            return False
        return True

    def retrieve(self) -> tuple[bool, Raw]:
        if self._next is None:
            return False, np.zeros((0,), np.uint8)
        return True, self._next

    def release(self) -> None:
        self.released = True


@dataclass
class Maker:
    """Stands for `cv2.VideoCapture`, the class: remembers what was opened."""

    capture: FakeCapture
    opened: list[tuple[str, int, list[int]]] = field(
        default_factory=list[tuple[str, int, list[int]]]
    )

    def __call__(self, source: str, backend: int, parameters: Sequence[int]) -> FakeCapture:
        self.opened.append((source, backend, list(parameters)))
        return self.capture


def asked_of(capture: FakeCapture) -> dict[int, float]:
    """What was asked last of each setting."""
    return dict(capture.asked)


def fourcc(letters: str) -> float:
    """The number by which OpenCV knows a format."""
    return float(cv2.VideoWriter.fourcc(*letters))
