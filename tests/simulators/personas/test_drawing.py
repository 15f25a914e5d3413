from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.guard import SimulatorRefused
from simulators.personas.cast import load_cast
from simulators.personas.look import Light, Look, Pose
from simulators.personas.looks import LOOKS, names, portrait
from simulators.personas.people import render

SMALL = (60, 80)


def test_the_same_parameters_give_the_same_bytes() -> None:
    first = render(LOOKS["hanako"], Pose(yaw=7), Light(), SMALL)
    second = render(LOOKS["hanako"], Pose(yaw=7), Light(), SMALL)
    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize("size", [(60, 80), (80, 60), (33, 47)])
def test_a_picture_has_the_size_asked_for(size: tuple[int, int]) -> None:
    picture = render(Look(), Pose(), Light(), size)
    assert picture.shape == (size[1], size[0], 3)
    assert picture.dtype == np.uint8


def test_a_portrait_is_what_a_card_holds() -> None:
    picture = portrait("ume")
    assert picture.shape == (320, 240, 3)
    assert picture.dtype == np.uint8
    assert np.ptp(picture[:8].astype(int), axis=(0, 1)).max() == 0  # a plain wall over the head


def test_everybody_with_a_card_of_their_own_can_be_drawn_and_two_strangers() -> None:
    cast = {persona.key for persona in load_cast().values() if persona.card_kind != "other"}
    assert cast | {"stranger", "stranger_b"} == set(names())


def test_nobody_draws_somebody_unknown() -> None:
    with pytest.raises(KeyError):
        portrait("nobody-we-know")


def test_no_portrait_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UKETSUKE_PROFILE", "production")
    with pytest.raises(SimulatorRefused):
        portrait("hanako")


def test_a_portrait_cannot_be_spoilt_by_who_asked_for_it() -> None:
    with pytest.raises(ValueError, match="read-only"):
        portrait("hanako")[0, 0] = 0


def test_a_person_stands_before_the_background_given() -> None:
    wall = np.full((80, 60, 3), (10, 200, 30), np.uint8)
    picture = render(Look(), Pose(), Light(), SMALL, wall)
    assert picture[0, 0].tolist() == [10, 200, 30]
    assert picture[36, 30].tolist() != [10, 200, 30]


def test_closed_eyes_hide_the_white_of_the_eye() -> None:
    opened = render(LOOKS["ren"], Pose(head=0.5), Light(), (240, 320))
    shut = render(LOOKS["ren"], Pose(head=0.5, eyes_closed=1), Light(), (240, 320))
    changed = np.abs(opened.astype(int) - shut).max(axis=2) > 40
    rows = np.flatnonzero(changed.any(axis=1))
    assert 60 < changed.sum() < 6_000
    assert np.ptp(rows) < 60  # nothing but the eyes


def test_nothing_of_an_eye_is_seen_between_lids_that_touch() -> None:
    shut = Pose(head=0.5, eyes_closed=1)
    dark, light = (
        render(replace(LOOKS["ren"], iris=colour), shut, Light(), (240, 320))
        for colour in ((0, 0, 0), (255, 255, 255))
    )
    assert dark.tobytes() == light.tobytes()


def test_a_lamp_from_the_left_brightens_the_left_cheek() -> None:
    bald = replace(Look(), hair=replace(Look().hair, volume=0.02, line=0.8))
    picture = render(bald, Pose(), Light(direction=(-1, 0.2, 0.4)), (120, 160)).astype(int)
    assert picture[72:84, 40:52].mean() > picture[72:84, 68:80].mean() + 10


@settings(max_examples=12, deadline=None)
@given(
    yaw=st.floats(-45, 45),
    pitch=st.floats(-25, 25),
    roll=st.floats(-25, 25),
    name=st.sampled_from(sorted(LOOKS)),
    head=st.floats(0.05, 0.8),
)
def test_no_pose_breaks_the_drawing(
    yaw: float, pitch: float, roll: float, name: str, head: float
) -> None:
    picture = render(LOOKS[name], Pose(yaw, pitch, roll, head=head), Light(), (48, 64))
    assert picture.std() > 3
