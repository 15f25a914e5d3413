from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.vision.framing import Crop, Framing, around, whole
from drivers.vision.quality import Face

PORTRAIT = 3 / 4
PICTURE = (640, 480)
FRAME = 1 / 30


def face(x: float, y: float, height: float) -> Face:
    """A face of the usual proportions around a point."""
    wide = height * 0.78
    left, top = x - wide / 2, y - height / 2
    eyes = ((left + wide * 0.3, y - height * 0.1), (left + wide * 0.7, y - height * 0.1))
    mouth = ((left + wide * 0.35, y + height * 0.25), (left + wide * 0.65, y + height * 0.25))
    return Face(left, top, wide, height, eyes, (x, y + height * 0.05), mouth, 0.95)


def lies_within(crop: Crop, size: tuple[int, int]) -> bool:
    slack = 1e-6
    across = -slack <= crop.left and crop.right <= size[0] + slack
    return across and -slack <= crop.top and crop.bottom <= size[1] + slack


def in_oval(crop: Crop, x: float, y: float) -> bool:
    """Whether a point of the picture lies in the ellipse that the crop is shown in."""
    across = (x - crop.left) / crop.width * 2 - 1
    down = (y - crop.top) / crop.height * 2 - 1
    return across**2 + down**2 <= 1


def test_without_a_face_the_whole_height_is_shown() -> None:
    assert Framing(PORTRAIT).follow(PICTURE, None, 0.0) == Crop(140, 0, 360, 480)
    assert whole(480, 1280, PORTRAIT) == Crop(0, 320, 480, 640)


@pytest.mark.parametrize(
    ("x", "y", "height"),
    [(320, 240, 190), (320, 110, 120), (320, 390, 100), (120, 380, 110), (560, 240, 150)],
    ids=["grown up", "tall", "a child", "a child aside", "aside"],
)
def test_hair_and_chin_are_in_the_oval(x: float, y: float, height: float) -> None:
    crop = around(face(x, y, height), *PICTURE, PORTRAIT)
    top_of_hair, chin = y - 0.75 * height, y + 0.5 * height
    assert in_oval(crop, x, top_of_hair)
    assert in_oval(crop, x, chin)
    assert in_oval(crop, x - 0.39 * height, y)
    assert in_oval(crop, x + 0.39 * height, y)


def test_a_small_face_is_brought_nearer() -> None:
    assert around(face(320, 300, 80), *PICTURE, PORTRAIT).height == pytest.approx(200)
    assert around(face(320, 300, 180), *PICTURE, PORTRAIT).height == pytest.approx(450)


def test_the_first_face_is_shown_at_once_also_after_an_empty_room() -> None:
    framing = Framing(PORTRAIT)
    framing.follow(PICTURE, None, 0.0)
    small = face(200, 380, 90)
    assert framing.follow(PICTURE, small, 2.0) == around(small, *PICTURE, PORTRAIT)


def test_a_face_that_holds_still_moves_nothing() -> None:
    framing = Framing(PORTRAIT)
    crops = {
        framing.follow(PICTURE, face(320 + i % 5, 240 - i % 4, 120 + i % 3), i * FRAME)
        for i in range(60)
    }
    assert len(crops) == 1


def test_it_eases_to_a_face_that_has_moved_and_rests_there() -> None:
    framing = Framing(PORTRAIT)
    framing.follow(PICTURE, face(200, 240, 120), 0.0)
    there = face(440, 300, 120)
    goal = around(there, *PICTURE, PORTRAIT)
    crops = [framing.follow(PICTURE, there, (i + 1) * FRAME) for i in range(60)]
    steps = [b.left - a.left for a, b in pairwise(crops)]
    assert all(step >= 0 for step in steps)
    assert max(steps) < 0.2 * (440 - 200)
    assert crops[-1].apart(goal) < 0.02
    assert crops[-1] == crops[-2]


def test_the_pace_is_the_clocks_not_the_cameras() -> None:
    def after_half_a_second(frames_a_second: int) -> Crop:
        framing = Framing(PORTRAIT)
        framing.follow(PICTURE, face(200, 240, 120), 0.0)
        there = face(440, 240, 120)
        frames = range(1, frames_a_second // 2 + 1)
        return [framing.follow(PICTURE, there, i / frames_a_second) for i in frames][-1]

    assert after_half_a_second(10).left == pytest.approx(after_half_a_second(30).left)


def test_a_face_not_found_for_a_moment_keeps_its_frame_and_then_gives_it_up() -> None:
    framing = Framing(PORTRAIT)
    near = framing.follow(PICTURE, face(200, 380, 90), 0.0)
    assert framing.follow(PICTURE, None, 0.9) == near
    assert framing.follow(PICTURE, None, 1.5).height > near.height
    assert framing.follow(PICTURE, None, 9.0).apart(whole(*PICTURE, PORTRAIT)) < 0.02


def test_a_camera_of_another_size_begins_anew() -> None:
    framing = Framing(PORTRAIT)
    framing.follow(PICTURE, face(200, 380, 90), 0.0)
    assert framing.follow((1920, 1080), None, 0.1) == whole(1920, 1080, PORTRAIT)


places = st.floats(-2000, 4000, allow_nan=False)
faces = st.one_of(st.none(), st.builds(face, places, places, st.floats(0.5, 4000)))
sizes = st.sampled_from([(640, 480), (1280, 720), (1920, 1080), (480, 640), (160, 120)])


@given(sizes, st.lists(st.tuples(faces, st.floats(-1.0, 5.0)), min_size=1, max_size=30))
def test_the_crop_never_leaves_the_picture_nor_its_proportions(
    size: tuple[int, int], looks: list[tuple[Face | None, float]]
) -> None:
    framing, now = Framing(PORTRAIT), 0.0
    for seen, passed in looks:
        now += passed
        crop = framing.follow(size, seen, now)
        assert lies_within(crop, size)
        assert crop.width / crop.height == pytest.approx(PORTRAIT)
        assert crop.height >= 0.35 * whole(*size, PORTRAIT).height
