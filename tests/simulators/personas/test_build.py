"""Bent heads, and rays that find every solid in their way."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.personas.build import bent, complexion
from simulators.personas.look import Look, Pose
from simulators.personas.looks import LOOKS
from simulators.personas.sdf import Floats, Vector, ellipsoid
from simulators.personas.view import View, turn
from tests.simulators.personas.ranges import WAVES

SIZE = (90, 120)


def weights(field: str) -> st.SearchStrategy[tuple[float, ...]]:
    count, most = WAVES[field]
    return st.tuples(*[st.floats(-most, most) for _ in range(count)])


BUILDS = st.builds(Look, **{field: weights(field) for field in WAVES})


def points() -> Vector:
    x, y, z = np.random.default_rng(3).uniform(-1, 1, (3, 500)).astype(np.float32)
    return x, y, z


def test_an_even_head_is_not_bent() -> None:
    at = points()
    assert bent(Look(), at) is at
    assert (complexion(Look(), at[0], at[1]) == 1).all()


@settings(max_examples=40, deadline=None)
@given(BUILDS)
def test_a_head_is_bent_little_and_never_torn(look: Look) -> None:
    at = points()
    x, y, z = bent(look, at)
    assert (y == at[1]).all()
    assert np.abs(z - at[2]).max() <= sum(map(abs, look.relief)) + 1e-5
    further = bent(look, (at[0] + np.float32(0.01), at[1], at[2]))
    assert (further[0] > x).all()  # what lies to the right stays to the right


@pytest.mark.parametrize("name", LOOKS)
def test_nobody_of_the_cast_is_blotched(name: str) -> None:
    x, y, _ = points()
    share = complexion(LOOKS[name], x * np.float32(0.6), y * np.float32(0.8) - np.float32(0.2))
    assert share.min() > 0.6
    assert share.max() < 1.4


def test_far_from_the_face_a_bend_changes_nothing_more() -> None:
    look = replace(Look(), relief=(0.03,) * 8, girth=(0.03,) * 4, lean=(0.01, 0.01))
    x = z = np.full(2, 0.2, np.float32)
    moved = bent(look, (x, np.array((-4.0, -6.0), np.float32), z))
    assert np.ptp(moved[0]) < 1e-4
    assert np.ptp(moved[2]) < 1e-4


@pytest.mark.parametrize("across", [0.02, 0.1, 0.5, 1.0])
@given(x=st.floats(-0.7, 0.7), y=st.floats(-0.7, 0.7), yaw=st.floats(-40, 40))
@settings(max_examples=15, deadline=None)
def test_no_solid_however_small_is_passed_by(across: float, x: float, y: float, yaw: float) -> None:
    def ball(px: Floats, py: Floats, pz: Floats) -> Floats:
        return ellipsoid(px, py, pz, (x, y, 0.0), (across, across, across))

    pose = Pose(yaw=yaw, head=0.4)
    view = View(pose, SIZE, turn(pose), -0.7)
    pick = np.arange(SIZE[0] * SIZE[1])
    found = np.zeros(len(pick), bool)
    surface = view.meet(ball, pick, ((0.0, 0.0, 0.0), (2.0, 2.0, 2.0)))
    found[surface.pixel] = surface.cover > 0.5
    ox, oy, oz, dx, dy, dz = view.rays(pick)
    along = (x - ox) * dx + (y - oy) * dy - oz * dz
    off = np.sqrt((ox + along * dx - x) ** 2 + (oy + along * dy - y) ** 2 + (oz + along * dz) ** 2)
    assert found[off < across].all()
    assert not found[off > across + 2 * view.pixel].any()
