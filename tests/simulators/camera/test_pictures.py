"""Each scene shows what it says: facts of the pixels, read from the JPEG that a driver gets."""

import io
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from simulators.camera.picture import SHOTS, draw
from simulators.camera.plans import plan_of
from simulators.camera.scenes import (
    FlatPicture,
    LensCovered,
    LightName,
    Movement,
    Nobody,
    Person,
    ReplayOnPhone,
    Scene,
)
from simulators.personas.accessories import Accessory

Levels = NDArray[np.float32]
FACE = np.s_[190:270, 285:355]
"""Cheeks and nose of somebody who stands in the middle."""


def shots(scene: Scene, movement: Movement = "front", still: int = 0) -> tuple[bytes, ...]:
    return draw(plan_of(scene)[movement].stills[still])


@cache
def seen(scene: Scene, movement: Movement = "front", still: int = 0) -> Levels:
    """Grey levels of a still: float32 (480, 640)."""
    jpeg = Image.open(io.BytesIO(shots(scene, movement, still)[0]))
    return np.asarray(jpeg.convert("L"), np.float32)


def colour(scene: Scene, rows: slice, columns: slice) -> NDArray[np.float64]:
    jpeg = Image.open(io.BytesIO(shots(scene)[0]))
    return np.asarray(jpeg.convert("RGB"), float)[rows, columns].mean(axis=(0, 1))


def person(scene: Scene) -> tuple[float, float, float]:
    """Where what is not the empty room is: middle in x and y, width of the upper part, pixels."""
    differs = np.abs(seen(scene) - seen(Nobody())) > 25
    columns = np.flatnonzero(differs.any(axis=0))
    rows = np.flatnonzero(differs.sum(axis=1) > 20)
    return (
        float(columns.mean()),
        float(rows[0]),
        float(np.ptp(np.flatnonzero(differs[rows[0] + 60]))),
    )


def worn(name: str, *things: Accessory) -> Levels:
    return seen(Person(name, wears=frozenset(things)))


def edges(scene: Scene) -> float:
    """How sharp the face is."""
    face = seen(scene)[150:290, 270:370]
    return float(np.abs(np.diff(face, axis=1)).mean())


@pytest.mark.parametrize("scene", [Nobody(), LensCovered(), Person("ren"), FlatPicture("ren")])
def test_no_two_shots_of_a_still_are_equal_but_they_show_the_same(scene: Scene) -> None:
    pictures = [np.asarray(Image.open(io.BytesIO(jpeg)), float) for jpeg in shots(scene)]
    assert len(pictures) == SHOTS >= 2
    difference = np.abs(pictures[0] - pictures[1])
    assert 0 < difference.mean() < 4


def test_the_same_scene_gives_the_same_bytes() -> None:
    assert shots(Person("ren", wears=frozenset({"mask", "hat"}))) == shots(
        Person("ren", wears=frozenset({"hat", "mask"}))
    )


def test_a_covered_lens_is_black() -> None:
    assert seen(LensCovered()).mean() < 3


@pytest.mark.parametrize(
    ("light", "least", "most"), [("clinic", 110, 210), ("dark", 5, 60), ("bright", 235, 255)]
)
def test_the_light_falls_on_the_face(light: LightName, least: float, most: float) -> None:
    assert least < seen(Person("hanako", light=light))[FACE].mean() < most


def test_light_from_behind_leaves_the_face_dark_before_a_bright_window() -> None:
    picture = seen(Person("hanako", light="backlit"))
    assert picture[FACE].mean() < 80
    assert picture[60:200, 120:180].mean() > 200


def test_who_is_far_is_small_and_who_is_near_is_large() -> None:
    far, usual, near = (person(Person("taro", near=share))[2] for share in (0.5, 1.0, 1.4))
    assert far < 0.75 * usual
    assert near > 1.15 * usual


def test_who_stands_aside_or_low_is_seen_there() -> None:
    middle, aside = person(Person("taro")), person(Person("taro", at=(-0.2, 0.0)))
    low = person(Person("taro", at=(0.0, -0.2)))
    assert aside[0] == pytest.approx(middle[0] - 128, abs=30)
    assert low[1] == pytest.approx(middle[1] + 96, abs=12)


def test_a_defocused_face_has_soft_edges() -> None:
    assert edges(Person("hanako", blur=4.0)) < 0.6 * edges(Person("hanako"))


def test_a_mask_is_white_over_mouth_and_chin_and_leaves_the_eyes() -> None:
    bare, masked = worn("taro"), worn("taro", "mask")
    assert (masked - bare)[255:285, 300:340].mean() > 30
    assert np.abs(masked - bare)[185:215, 280:360].mean() < 6


def test_sunglasses_are_black_where_the_eyes_are() -> None:
    bare, dark = worn("taro"), worn("taro", "sunglasses")
    assert dark[205:225, 275:300].mean() < 0.5 * bare[205:225, 275:300].mean()
    assert np.abs(dark - bare)[270:300, 290:350].mean() < 6


def test_a_hat_covers_the_hair_and_leaves_the_mouth() -> None:
    bare, hat = worn("ume"), worn("ume", "hat")
    assert np.abs(hat - bare)[100:150, 290:350].mean() > 25
    assert np.abs(hat - bare)[265:300, 290:350].mean() < 8


def test_glasses_are_put_on_and_taken_off() -> None:
    ichiro, without = worn("ichiro"), worn("ichiro", "no_glasses")
    assert np.abs(ichiro - without)[190:250, 260:380].mean() > 4
    hanako, glasses = worn("hanako"), worn("hanako", "glasses")
    assert np.abs(hanako - glasses)[190:250, 260:380].mean() > 4


def test_a_phone_has_a_dark_frame_and_paper_a_white_one() -> None:
    paper, phone = seen(FlatPicture("ren")), seen(FlatPicture("ren", on="phone"))
    above = np.s_[30:60, 300:340]
    assert paper[above].max() > 225
    assert phone[above].min() < 45


def test_a_picture_held_near_shows_no_border_at_the_sides() -> None:
    phone = seen(FlatPicture("ren", on="phone", near=2.2))
    assert phone[200:240, :12].mean() > 60
    assert phone[200:240, -12:].mean() > 60


@pytest.mark.parametrize(("side", "nearer"), [("left", -1), ("right", 1)])
def test_a_turned_picture_is_narrower_and_larger_where_it_is_nearer(
    side: Movement, nearer: int
) -> None:
    flat, turned = FlatPicture("ren"), seen(FlatPicture("ren"), side, -2)
    changed = np.abs(turned - seen(Nobody())) > 30
    straight = np.abs(seen(flat) - seen(Nobody())) > 30
    assert changed[150:300].any(axis=0).sum() < 0.9 * straight[150:300].any(axis=0).sum()
    columns = np.flatnonzero(changed[150:300].sum(axis=0) > 75)
    left, right = (changed[:, column].sum() for column in (columns[6], columns[-6]))
    assert np.sign(right - left) == nearer


def test_a_film_on_a_phone_shows_the_head_turning_behind_its_frame() -> None:
    film = ReplayOnPhone("ren")
    ahead, turned = seen(film), seen(film, still=9)
    assert np.abs(ahead - turned)[150:260, 280:360].mean() > 10
    assert np.abs(ahead - turned)[:20].mean() < 3
