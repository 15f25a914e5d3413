"""The camera above the tray: each shot shows what it says it shows."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from simulators.front.drawing import draw_front
from simulators.front.photograph import photograph
from simulators.front.shot import SHOTS, Glare, Shot
from simulators.guard import SimulatorRefused
from simulators.personas.cast import load_cast

Picture = NDArray[np.uint8]
FLAT = SHOTS["flat"]


@pytest.fixture(scope="module")
def front() -> Picture:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UKETSUKE_PROFILE", "test")
        return draw_front(load_cast()["hanako"])


def sharpness(picture: Picture) -> float:
    return float(np.abs(np.diff(picture.mean(axis=2), axis=1)).mean())


def quiet(shot: Shot) -> Shot:
    return replace(shot, noise=0.0)


def bright(picture: Picture) -> NDArray[np.bool_]:
    return picture.mean(axis=2) > 130


@pytest.mark.parametrize("name", SHOTS)
def test_every_shot_is_a_picture_of_the_asked_size(front: Picture, name: str) -> None:
    picture = photograph(front, SHOTS[name], (640, 360))
    assert picture.shape == (360, 640, 3)
    assert picture.dtype == np.uint8


def test_it_is_1280_by_720_unless_told(front: Picture) -> None:
    assert photograph(front, FLAT).shape == (720, 1280, 3)


def test_the_same_shot_is_the_same_picture_and_another_seed_other_noise(front: Picture) -> None:
    first = photograph(front, FLAT)
    assert np.array_equal(first, photograph(front, FLAT))
    other = photograph(front, replace(FLAT, seed=1))
    assert not np.array_equal(first, other)
    assert np.abs(first.astype(int) - other).mean() < 8  # noise, not another scene


def test_the_card_is_as_large_as_the_scale_says(front: Picture) -> None:
    row = bright(photograph(front, quiet(FLAT)))[360]
    assert abs(int(np.ptp(np.flatnonzero(row))) - 856) <= 4
    row = bright(photograph(front, quiet(replace(FLAT, scale=0.5))))[360]
    assert abs(int(np.ptp(np.flatnonzero(row))) - 428) <= 4


def test_offset_moves_the_card_right_and_down(front: Picture) -> None:
    def middle(shot: Shot) -> NDArray[np.float64]:
        rows, columns = np.nonzero(bright(photograph(front, quiet(shot))))
        return np.array([columns.mean(), rows.mean()])

    moved = middle(replace(FLAT, offset=(5.0, 3.0), shade=0.0)) - middle(replace(FLAT, shade=0.0))
    assert moved == pytest.approx([50, 30], abs=4)


def test_upside_down_is_the_card_turned_by_half(front: Picture) -> None:
    even = replace(quiet(FLAT), shade=0.0)
    upright = photograph(front, even)
    turned = photograph(front, replace(even, rotation=180.0))
    back = turned[::-1, ::-1].astype(int)
    inside = np.s_[150:570, 250:1030]
    assert np.abs(upright.astype(int) - back)[inside].mean() < 6
    assert np.abs(upright.astype(int) - turned)[inside].mean() > 12


def test_a_tilt_makes_the_far_edge_shorter_than_the_near_one(front: Picture) -> None:
    card = bright(photograph(front, quiet(replace(FLAT, tilt=(20.0, 0.0), scale=0.9, shade=0.0))))
    rows = np.flatnonzero(card.any(axis=1))
    widths = [int(np.ptp(np.flatnonzero(card[row]))) for row in (rows[0] + 60, rows[-1] - 60)]
    assert abs(widths[0] - widths[1]) > 30


def test_glare_drowns_the_print_where_it_falls_and_nowhere_else(front: Picture) -> None:
    clear = photograph(front, quiet(FLAT)).astype(int)
    spot = replace(FLAT, glare=Glare(1.2, at=(20.0, 10.0), size=(5.0, 5.0)))
    shone = photograph(front, quiet(spot)).astype(int)
    assert (shone[440:480, 820:860] > 225).all()
    assert np.array_equal(shone[200:300, 250:400], clear[200:300, 250:400])


def test_little_light_is_dark_and_noisy(front: Picture) -> None:
    dim = photograph(front, SHOTS["dim"])
    assert dim.mean() < 0.5 * photograph(front, FLAT).mean()
    tray = dim[5:60, 5:200].astype(float).std()
    assert tray > 1.5 * photograph(front, FLAT)[5:60, 5:200].astype(float).std()


@pytest.mark.parametrize("name", ["blurred", "moving"])
def test_blur_takes_the_edges(front: Picture, name: str) -> None:
    sharp = photograph(front, quiet(FLAT))
    assert sharpness(photograph(front, quiet(SHOTS[name]))) < 0.6 * sharpness(sharp)


def test_a_colour_cast_favours_its_colour(front: Picture) -> None:
    warm = photograph(front, replace(FLAT, cast=(1.0, 0.9, 0.6))).mean(axis=(0, 1))
    plain = photograph(front, FLAT).mean(axis=(0, 1))
    assert warm[2] / warm[0] < 0.9 * plain[2] / plain[0]


def test_the_thumb_hides_the_security_code(front: Picture) -> None:
    even = replace(quiet(SHOTS["partly_covered"]), shade=0.0, rotation=0.0, scale=1.0)
    covered = photograph(front, even)
    code = covered[536:556, 255:300].astype(int)  # 4 to 13 mm from the left, 45 to 49 from the top
    assert code.mean(axis=2).min() > 130  # no ink is left
    assert (code[..., 0] - code[..., 2]).min() > 15  # skin


def test_an_empty_tray_shows_no_card_whatever_lies_ready(front: Picture) -> None:
    empty = photograph(front, SHOTS["empty"])
    assert np.array_equal(empty, photograph(None, SHOTS["empty"]))
    assert np.array_equal(photograph(None, FLAT), empty)
    assert not bright(empty).any()


def test_a_card_of_another_kind_shows_nothing_of_the_front(front: Picture) -> None:
    shot = SHOTS["other_card"]
    assert np.array_equal(photograph(front, shot), photograph(255 - front, shot))
    assert bright(photograph(front, shot)).any()


def test_no_photograph_in_production(front: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UKETSUKE_PROFILE")
    with pytest.raises(SimulatorRefused):
        photograph(front, FLAT)
