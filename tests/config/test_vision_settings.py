"""What the configuration says of the camera reaches the driver, and what the driver refuses is
refused with file, line and remedy.
"""

from pathlib import Path

import pytest

from drivers.vision.liveness.limits import LivenessLimits
from drivers.vision.models import load_manifest
from drivers.vision.settings import VisionSettings
from drivers.vision.thresholds import Thresholds
from kiosk.adapters import _vision_settings, build_ports
from kiosk.config import ConfigRefused, load
from kiosk.flow.rules import MOVEMENT_SECONDS
from tests.config.test_config import written

FACTORY = VisionSettings()
EVERYTHING = """
[camera]
source = "/dev/v4l/by-id/a"
format = "yuyv"
width = 1280
height = 720
fps = 15
exposure = 120
challenge = "always"
blink = true
accept = 0.5
"""


def refusal(path: Path) -> str:
    with pytest.raises(ConfigRefused) as refused:
        build_ports(load(path))
    return str(refused.value)


def test_what_is_left_out_is_as_the_driver_has_it(tmp_path: Path) -> None:
    assert _vision_settings(load(written(tmp_path))) == FACTORY


def test_every_key_of_the_camera_reaches_the_driver(tmp_path: Path) -> None:
    assert _vision_settings(load(written(tmp_path, EVERYTHING))) == VisionSettings(
        camera="/dev/v4l/by-id/a",
        format="yuyv",
        width=1280,
        height=720,
        fps=15,
        exposure=120,
        always_challenge=True,
        blink=True,
        accept=0.5,
    )


def test_whoever_is_asked_for_two_movements_has_time_for_two(tmp_path: Path) -> None:
    presence = LivenessLimits.load().challenge.presence
    assert presence.seconds == MOVEMENT_SECONDS
    one = load(written(tmp_path)).rules.face_seconds
    two = load(written(tmp_path, EVERYTHING)).rules.face_seconds
    assert two - 2 * presence.seconds == one - presence.seconds > 0


def test_the_other_camera_has_a_size_of_its_own(tmp_path: Path) -> None:
    above = '\n[card_face]\nport = "camera"\nsource = "/dev/v4l/by-id/b"\n'
    settings = _vision_settings(load(written(tmp_path, EVERYTHING + above, profile="test")))
    assert settings.card_face_camera == "/dev/v4l/by-id/b"
    assert settings.card_face_width == FACTORY.card_face_width


def test_nobody_accepts_below_the_floor(tmp_path: Path) -> None:
    floor = Thresholds.load().match.floor
    lowest = _vision_settings(load(written(tmp_path, f"\n[camera]\naccept = {floor}\n")))
    assert lowest.accept == floor
    path = written(tmp_path, f"\n[camera]\nfps = 30\naccept = {floor - 0.01:.2f}\n")
    said = refusal(path)
    assert f"{path}:21: camera.accept: " in said
    assert "; " in said


def test_a_folder_without_its_models_is_refused_with_the_files_name(tmp_path: Path) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    path = written(tmp_path, f'\n[camera]\nmodels_folder = "{folder.as_posix()}"\n')
    files = [one.file for one in load_manifest().values() if not one.distribution]
    assert f"{path}:20: camera.models_folder: {files[0]} is missing; " in refusal(path)
    for file in files:
        (folder / file).write_bytes(b"something else")
    assert f"{files[0]} is not the one that is known; " in refusal(path)
