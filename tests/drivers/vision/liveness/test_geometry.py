import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.vision.liveness.geometry import Front, jumped, parallax, stretch
from drivers.vision.liveness.limits import LivenessLimits
from drivers.vision.quality import Face
from tests.drivers.vision.liveness.scenes import (
    FLAT,
    HEAD,
    Space,
    bent,
    face,
    folded,
    head,
    turned,
)

LIMITS = LivenessLimits.load().challenge.turn
GRAZING = 75.0
"""Degrees from a surface's normal: a face seen flatter than this is not found as one any more."""
FOLDED = 60.0
"""The same for one half of a folded picture: seen flatter than this, a sharp fold does reach both
limits, and only the passive model and the identity of the turned crop stand against it."""
NEAR = (0.0, 0.07, 0.2)
"""Eye distances by distance to the camera: from afar, at arm's length, filling the picture."""
PITCHES = (-30, -15, 0, 15, 30)

# The six points widely used to estimate a head's pose, in their own units, the nose at the origin:
# the outer corners of the eyes 225 aside, 170 up, 135 behind; the corners of the mouth 150 aside,
# 150 down, 125 behind. Pupils lie 0.69 as far out (62 of 90 mm). A flatter nose than `HEAD`'s.
PUPIL = 225 * 62 / 90
OTHER: tuple[Space, ...] = tuple(
    (x / (2 * PUPIL), y / (2 * PUPIL), z / (2 * PUPIL))
    for x, y, z in (
        (-PUPIL, 0, 0),
        (PUPIL, 0, 0),
        (0, 170, 135),
        (-150, 320, 10),
        (150, 320, 10),
    )
)


def reached(shape: tuple[Space, ...], yaw: float, pitch: float, near: float) -> float:
    """Return how far a shape comes towards both limits at once: 1 is there."""
    seen = face(turned(shape, yaw, pitch, near))
    offset, moved = seen.nose_offset, parallax(seen)
    shares = abs(offset) / LIMITS.offset, abs(moved) / LIMITS.parallax
    return min(shares) if offset * moved > 0 else 0.0


@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(-3, 3), st.floats(-3, 3), st.floats(-0.3, 0.3))
def test_no_affine_map_of_a_flat_face_moves_its_parallax(
    a: float, b: float, c: float, d: float, nose: float
) -> None:
    flat = [(x + (nose if y == FLAT[2][1] else 0), y) for x, y, _ in FLAT]
    image = face((a * x + b * y, c * x + d * y) for x, y in flat)
    if abs(a * d - b * c) > 0.05:
        assert parallax(image) == pytest.approx(parallax(face(flat)), abs=1e-6)


def test_points_on_one_line_have_no_parallax() -> None:
    assert math.isnan(parallax(face((x, 0.0) for x, _, _ in FLAT)))


@pytest.mark.parametrize(("shape", "degrees"), [(HEAD, 28), (OTHER, 36)])
@pytest.mark.parametrize("side", [-1, 1])
def test_a_head_reaches_both_limits_between_28_and_36_degrees(
    shape: tuple[Space, ...], degrees: float, side: int
) -> None:
    assert reached(shape, side * degrees, 0, 0.07) >= 1
    assert reached(shape, side * (degrees - 6), 0, 0.07) < 1
    seen = face(turned(shape, side * degrees, 0, 0.07))
    assert math.copysign(1, seen.nose_offset) == math.copysign(1, parallax(seen)) == side


def cylinders(slant: float) -> Iterator[tuple[tuple[Space, ...], float]]:
    """Yield bent pictures, and how far from their middle their normals point, in degrees."""
    radii = (0.4, 0.5, 0.6, 0.75, 1, 1.5, 2, 3, 5)
    for radius, sign, off in product(radii, (1, -1), (-0.3, -0.15, 0.0, 0.15, 0.3)):
        half = 0.5 * math.cos(math.radians(slant)) + abs(off)
        yield bent(sign * radius, slant, off), math.degrees(half / radius)


@pytest.mark.parametrize("slant", [0, 10, 20, 30, 45])
def test_no_bent_picture_reaches_both_limits_however_it_is_turned(slant: float) -> None:
    most = max(
        reached(shape, yaw, pitch, near)
        for shape, lean in cylinders(slant)
        for yaw, pitch, near in product(range(-70, 71, 10), PITCHES, NEAR)
        if lean + abs(yaw) <= GRAZING
    )
    assert 0.2 < most < 0.9


def test_no_folded_picture_reaches_both_limits_however_it_is_turned() -> None:
    most = max(
        reached(folded(slope), yaw, pitch, near)
        for slope, yaw, pitch, near in product(range(-45, 46, 5), range(-70, 71, 5), PITCHES, NEAR)
        if abs(slope) + abs(yaw) <= FOLDED
    )
    assert 0.2 < most < 0.9


@given(st.floats(-70, 70), st.floats(-30, 30), st.sampled_from(NEAR))
def test_perspective_moves_the_parallax_of_a_flat_picture_hardly(
    yaw: float, pitch: float, near: float
) -> None:
    assert abs(parallax(face(turned(FLAT, yaw, pitch, near)))) < LIMITS.parallax / 4


def test_a_front_is_the_middle_of_what_was_seen_and_needs_something() -> None:
    front = Front.of([head(-2), head(0), head(2), head(0), head(30)])
    assert front.offset == pytest.approx(head(0).nose_offset, abs=1e-9)
    assert front.stretch == pytest.approx(stretch(head(0)), abs=1e-3)
    with pytest.raises(ValueError, match="no frontal face"):
        Front.of([])


def shifted(by: float) -> Face:
    return replace(head(0), left=head(0).left + by)


@pytest.mark.parametrize(
    ("now", "is_jump"),
    [
        (shifted(60), False),
        (shifted(300), True),
        (shifted(math.nan), True),
        (head(40), False),
        (face(turned(HEAD, 0), eyes=77), False),
        (face(turned(HEAD, 0), eyes=140), True),
        (face(turned(HEAD, 0), eyes=35), True),
    ],
)
def test_a_head_moves_and_turns_but_never_jumps_or_grows(now: Face, is_jump: bool) -> None:
    assert jumped(head(0), now, 2.0, 1.6) is is_jump
