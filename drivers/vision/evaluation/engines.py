"""The engine of a worker process: the kiosk's own, with one thread as in the kiosk's child."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

import cv2

from drivers.vision.engine import Engine
from drivers.vision.evaluation.liveness_look import LivenessLayers
from drivers.vision.models import Model, load_manifest
from drivers.vision.settings import VisionSettings
from drivers.vision.thresholds import Thresholds

J = TypeVar("J")
R = TypeVar("R")

_loaded: list[tuple[Engine, Mapping[str, Model]]] = []  # one a process, before its first job


def begin(models_folder: Path | None) -> None:
    """Make this process's engine. Raises `ModelRefusedError`."""
    settings = VisionSettings(models_folder=models_folder)
    cv2.setNumThreads(settings.threads)
    models = load_manifest(settings.models, settings.models_folder)
    _loaded[:] = [(Engine.load(models, Thresholds.load(settings.accept)), models)]


def with_engine(work: Callable[[Engine, J], R], job: J) -> R:
    """Do a piece of work with this process's engine."""
    engine, _ = _loaded[0]
    return work(engine, job)


def with_second_opinion(work: Callable[[Engine, J], R], job: J) -> R:
    """Do a piece of work that asks for a second opinion, where one is installed."""
    _ask_for_second_opinion()
    return with_engine(work, job)


def with_liveness(work: Callable[[Engine, LivenessLayers, J], R], job: J) -> R:
    """Do a piece of work that judges liveness."""
    engine, _ = _loaded[0]
    return work(engine, _layers(), job)


@cache
def _ask_for_second_opinion() -> None:
    """Load it when it is first wanted: it takes longer than all the rest."""
    engine, models = _loaded[0]
    engine.load_second_opinion(models)


@cache
def _layers() -> LivenessLayers:
    _, models = _loaded[0]
    return LivenessLayers.load(models)
