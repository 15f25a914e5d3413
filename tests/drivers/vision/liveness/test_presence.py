import math
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from drivers.vision.liveness import Liveness
from drivers.vision.liveness.limits import LivenessLimits, PassiveLimits
from drivers.vision.liveness.passive import Passive
from drivers.vision.liveness.presence import Presence
from drivers.vision.models import ModelRefusedError, load_manifest
from drivers.vision.pictures import Picture
from drivers.vision.quality import Face
from tests.drivers.vision.liveness.scenes import head

LIMITS = LivenessLimits.load()
FOLDER = os.environ.get("UKETSUKE_LIVENESS_MODELS", "")
installed = pytest.mark.skipif(
    not FOLDER, reason="UKETSUKE_LIVENESS_MODELS names no folder with the passive models"
)
GREY = np.full((480, 640, 3), 127, np.uint8)


class Says(Passive):
    """The pair, replaced by what it would say."""

    def __init__(self, *values: float) -> None:
        self.values = list(values)

    def live(self, picture: Picture, face: Face) -> float:
        return self.values.pop(0)


def concluded(*values: float) -> Liveness:
    presence = Presence(LIMITS, Says(*values))
    for _ in values:
        presence.see(GREY, head(0))
    return presence.conclude()


@pytest.mark.parametrize(
    ("values", "liveness"),
    [
        ((0.9, 0.9, 0.5), Liveness.LIVE),
        ((0.99, 0.1, 0.1), Liveness.UNSURE),
        ((0.9, 0.0, 0.0), Liveness.ATTACK),
        ((0.7,), Liveness.LIVE),
        ((0.3,), Liveness.ATTACK),
        ((0.5,), Liveness.UNSURE),
        ((math.nan, 0.9), Liveness.UNSURE),
    ],
)
def test_the_mean_decides_and_never_a_single_frame(
    values: tuple[float, ...], liveness: Liveness
) -> None:
    assert concluded(*values) is liveness


def test_another_presence_begins_with_nothing() -> None:
    presence = Presence(LIMITS, Says(0.9, 0.9))
    presence.see(GREY, head(0))
    presence.restart()
    assert presence.conclude() is Liveness.NOT_EXAMINED


def test_without_models_nothing_is_examined_whatever_is_seen() -> None:
    presence = Presence(LIMITS, None)
    presence.see(GREY, head(0))
    assert presence.conclude() is Liveness.NOT_EXAMINED


@pytest.mark.parametrize(("live", "attack"), [(0.4, 0.3), (0.7, 0.6), (1.0, 0.3), (0.7, 0.0)])
def test_bands_that_were_never_measured_are_refused(live: float, attack: float) -> None:
    with pytest.raises(ValueError, match="bands"):
        PassiveLimits(live=live, attack=attack)


def test_no_folder_is_no_pair_and_an_empty_one_is_refused(tmp_path: Path) -> None:
    assert Passive.load(load_manifest()) is None
    with pytest.raises(ModelRefusedError, match="liveness_near: model_missing"):
        Passive.load(load_manifest(folder=tmp_path))


@installed
def test_the_pair_answers_a_probability_for_every_place_of_a_face() -> None:
    passive = Passive.load(load_manifest(folder=Path(FOLDER)))
    assert passive is not None
    picture = np.random.default_rng(7).integers(0, 256, GREY.shape, np.uint8)
    before = picture.copy()
    middle = head(0)
    corner = replace(middle, left=-30.0, top=-40.0)
    large = replace(middle, left=-50.0, top=-50.0, width=800.0, height=700.0)
    for face in (middle, corner, large):
        assert 0.0 <= passive.live(picture, face) <= 1.0
    assert (picture == before).all()
    assert passive.live(picture, middle) == passive.live(picture, middle)
