import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.vision.settings import VisionSettings
from drivers.vision.thresholds import ThresholdRefusedError, Thresholds
from kiosk.domain.face import FaceVerdict, MatchBand

BANDS = [
    (1.0, FaceVerdict.MATCHED),
    (0.425, FaceVerdict.MATCHED),
    (0.4249, FaceVerdict.UNSURE),
    (0.36, FaceVerdict.UNSURE),
    (0.3599, FaceVerdict.NOT_MATCHED),
    (-1.0, FaceVerdict.NOT_MATCHED),
    (math.nan, FaceVerdict.NOT_MATCHED),
]


@pytest.mark.parametrize(("mean", "verdict"), BANDS)
def test_each_mean_lies_in_the_band_the_measurements_gave_it(
    mean: float, verdict: FaceVerdict
) -> None:
    assert Thresholds.load().match.verdict(mean) is verdict


@pytest.mark.parametrize("accept", [0.0, 0.363, 0.4199, 1.01, math.nan])
def test_a_configured_bar_below_what_was_measured_is_refused(accept: float) -> None:
    with pytest.raises(ThresholdRefusedError, match="accept"):
        VisionSettings(accept=accept)


def test_a_clinic_may_raise_the_bar() -> None:
    match = Thresholds.load(accept=0.5).match
    assert match.verdict(0.49) is FaceVerdict.UNSURE


@pytest.mark.parametrize(
    ("mean", "verdict"),
    [
        (0.50, FaceVerdict.MATCHED),
        (0.4999, FaceVerdict.UNSURE),
        (0.36, FaceVerdict.UNSURE),
        (0.3599, FaceVerdict.NOT_MATCHED),
    ],
)
def test_the_portrait_of_a_minor_is_believed_later_and_goes_to_staff_sooner(
    mean: float, verdict: FaceVerdict
) -> None:
    assert Thresholds.load().band(MatchBand.MINOR).verdict(mean) is verdict


@given(st.floats(0.42, 1.0), st.floats(-1.0, 1.0))
def test_the_minors_band_matches_nothing_that_the_ordinary_refuses(
    accept: float, mean: float
) -> None:
    thresholds = Thresholds.load(accept)
    if thresholds.band(MatchBand.MINOR).verdict(mean) is FaceVerdict.MATCHED:
        assert thresholds.band(MatchBand.ORDINARY).verdict(mean) is FaceVerdict.MATCHED


def test_a_looser_band_for_minors_is_refused() -> None:
    loaded = Thresholds.load()
    with pytest.raises(ThresholdRefusedError, match="minors"):
        dataclasses.replace(loaded, match=loaded.minor, minor=loaded.match)


def test_what_is_comfortable_is_usable() -> None:
    limits = Thresholds.load().quality
    narrow, wide = limits.comfortable, limits.usable
    for name in ("least_eye_distance", "least_margin", "darkest", "least_sharpness"):
        assert getattr(narrow, name) > getattr(wide, name)
    for name in ("most_face_height", "most_nose_offset", "most_roll", "most_speed", "brightest"):
        assert getattr(narrow, name) < getattr(wide, name)


def test_a_mean_of_fewer_than_five_frames_is_refused() -> None:
    match = Thresholds.load().match
    with pytest.raises(ThresholdRefusedError, match="4 frames"):
        type(match)(accept=0.45, unsure=0.36, floor=0.42, frames=4, veto_above=0.7)


def test_settings_reach_the_child_unchanged() -> None:
    settings = VisionSettings(camera="rtsp://camera/1", accept=0.47, threads=1)
    assert VisionSettings.from_json(settings.to_json()) == settings


def test_a_format_no_camera_has_is_refused_before_a_camera_is_opened() -> None:
    with pytest.raises(ValueError, match="format 'h264' is none of mjpeg, yuyv"):
        VisionSettings(format="h264")
