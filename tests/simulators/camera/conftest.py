import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulators.camera.simulated_camera import SimulatedCamera

os.environ["OPENCV_FFMPEG_LOGLEVEL"] = "-8"  # a lost camera is expected here, not news


@pytest.fixture(autouse=True)
def _test_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UKETSUKE_PROFILE", "test")


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("frames")


@pytest.fixture
def camera(cache: Path) -> Iterator[SimulatedCamera]:
    with SimulatedCamera(cache) as camera:
        yield camera
