import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.vision.liveness.crops import Box, around, trained_box
from tests.drivers.vision.liveness.scenes import head

PIXELS = st.floats(-200, 2200)
SIZES = st.floats(1, 1500)
PICTURES = st.tuples(st.integers(2, 1920), st.integers(2, 1080))


@given(PIXELS, PIXELS, SIZES, SIZES, st.sampled_from([2.7, 4.0]), PICTURES)
def test_a_crop_lies_in_the_picture_and_keeps_its_proportions(
    left: float, top: float, width: float, height: float, scale: float, picture: tuple[int, int]
) -> None:
    found = around(Box(left, top, width, height), scale, picture)
    assert found.left >= 0
    assert found.top >= 0
    assert found.left + found.width <= picture[0] - 1 + 1e-6
    assert found.top + found.height <= picture[1] - 1 + 1e-6
    assert found.width / found.height == pytest.approx(width / height)
    assert found.width <= width * scale + 1e-6


@given(st.floats(400, 600), st.floats(300, 400), st.floats(10, 60), st.floats(10, 60))
def test_a_face_with_room_around_it_stays_in_the_middle_at_full_scale(
    left: float, top: float, width: float, height: float
) -> None:
    box = Box(left, top, width, height)
    found = around(box, 4.0, (1920, 1080))
    assert found.width == pytest.approx(4 * width)
    assert found.left + found.width / 2 == pytest.approx(left + width / 2)
    assert found.top + found.height / 2 == pytest.approx(top + height / 2)


def test_the_box_the_models_were_trained_on_is_wider_lower_and_a_little_further_down() -> None:
    face = head(0)
    box = trained_box(face)
    assert box.width == pytest.approx(1.147 * face.width)
    assert box.height == pytest.approx(0.895 * face.height)
    assert box.left + box.width / 2 == pytest.approx(face.centre[0] - 0.010 * face.width)
    assert box.top + box.height / 2 == pytest.approx(face.centre[1] + 0.054 * face.height)
