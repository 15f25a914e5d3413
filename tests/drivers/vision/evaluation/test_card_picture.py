from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.vision.evaluation.card_picture import (
    LIMITS,
    as_card,
    as_portrait,
    passport_crop,
    subject,
)
from drivers.vision.pictures import Picture
from drivers.vision.portrait import decode
from drivers.vision.quality import Face

FACE = Face(80, 60, 90, 110, ((105, 105), (145, 105)), (125, 130), ((108, 148), (142, 148)), 0.9)


def textured(width: int, height: int, grain: float, seed: int = 1) -> Picture:
    noise = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    smooth = cv2.GaussianBlur(noise, (0, 0), grain)
    return np.asarray(cv2.normalize(smooth, None, 0, 255, cv2.NORM_MINMAX), np.uint8)  # pyright: ignore[reportCallIssue, reportArgumentType]  # the stub wants a destination


@settings(max_examples=10)
@given(st.sampled_from(list(LIMITS.values())), st.floats(0.6, 2.5), st.integers(0, 1000))
def test_a_card_holds_as_much_as_fits_and_never_more(limit: int, grain: float, seed: int) -> None:
    data = as_card(textured(250, 250, grain, seed), FACE, limit)
    assert 0.8 * limit < len(data) <= limit


def test_it_is_a_small_grey_portrait_that_the_production_decoder_reads() -> None:
    portrait = decode(as_card(textured(640, 480, 2.0), FACE, LIMITS["8k"]))
    assert portrait.shape == (320, 240, 3)
    assert (portrait[..., 0] == portrait[..., 1]).all()
    assert (portrait[..., 1] == portrait[..., 2]).all()


@pytest.mark.parametrize("scale", [0.5, 1.0, 6.0])
def test_the_face_fills_the_crop_like_a_passport_photo_at_any_size(scale: float) -> None:
    sides = [FACE.left, FACE.top, FACE.width, FACE.height]
    left, top, width, height = (scale * side for side in sides)
    picture = np.zeros((int(250 * scale), int(250 * scale), 3), np.uint8)
    picture[int(top) : int(top + height), int(left) : int(left + width)] = 255
    crop = passport_crop(picture, replace(FACE, left=left, top=top, width=width, height=height))
    rows, columns = np.nonzero(crop[..., 0] > 127)
    assert crop.shape == (320, 240, 3)
    assert np.ptp(rows) / 320 == pytest.approx(0.56, abs=0.03)
    assert columns.mean() / 240 == pytest.approx(0.5, abs=0.02)
    assert rows.mean() / 320 == pytest.approx(0.54, abs=0.02)


def test_an_ordinary_picture_comes_through_the_portraits_road_unchanged() -> None:
    picture = textured(250, 250, 0.6)
    assert np.array_equal(decode(as_portrait(picture)), picture)


@pytest.mark.parametrize("size", [(3000, 2000), (2000, 3001), (16_000, 1000)])
def test_a_larger_one_is_shrunk_to_what_the_decoder_takes(size: tuple[int, int]) -> None:
    height, width = decode(as_portrait(np.zeros((size[1], size[0], 3), np.uint8))).shape[:2]
    assert max(height, width) == 1024
    assert width / height == pytest.approx(size[0] / size[1], rel=0.01)


def test_the_subject_is_large_and_in_the_middle() -> None:
    picture = np.zeros((250, 250, 3), np.uint8)
    bystander = replace(FACE, left=0, top=0, height=115)
    assert subject([bystander, FACE], picture) is FACE
