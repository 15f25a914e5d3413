"""Drawn people as files, made once: pictures of nobody real."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from drivers.vision.engine import Engine
from drivers.vision.models import load_manifest
from drivers.vision.thresholds import Thresholds
from simulators.camera.picture import draw
from simulators.camera.plans import plan_of
from simulators.camera.scenes import FlatPicture, Nobody, Person
from simulators.personas.looks import portrait


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder: portraits, six frames of hanako, a held-up print, an empty room."""
    folder = tmp_path_factory.mktemp("drawn")
    for name in ("hanako", "goro"):
        Image.fromarray(portrait(name)).save(folder / f"{name}.png")
    pair = np.hstack([portrait("hanako"), portrait("goro")])
    Image.fromarray(pair).save(folder / "both.png")
    (folder / "hanako").mkdir()
    stills = plan_of(Person("hanako"))["front"].stills[:3]
    shots = [jpeg for still in stills for jpeg in draw(still)[:2]]
    for number, jpeg in enumerate(shots):
        (folder / "hanako" / f"frame {number + 6}.jpg").write_bytes(jpeg)
    for name, scene in (("print", FlatPicture("goro", "still", "paper")), ("room", Nobody())):
        (folder / f"{name}.jpg").write_bytes(draw(plan_of(scene)["front"].stills[0])[0])
    (folder / "broken.jpg").write_bytes(b"no picture")
    return folder


@pytest.fixture(scope="session")
def engine() -> Engine:
    """Return the kiosk's engine, without a second opinion."""
    return Engine.load(load_manifest(), Thresholds.load())
