import pytest

from simulators.camera.scenes import (
    FRAMES_A_SECOND,
    Nobody,
    Person,
    PhotoHeldUp,
    Scene,
    TooDark,
    TwoPeople,
    key_frames,
    stranger,
)


@pytest.mark.parametrize(
    "scene",
    [Nobody(), Person("ume"), TwoPeople("ume", "ren"), TooDark("ume"), PhotoHeldUp("ume")],
)
def test_every_scene_has_a_handful_of_stills(scene: Scene) -> None:
    assert 1 <= len(key_frames(scene)) <= 16


def test_a_head_never_leaps_between_two_stills() -> None:
    stills = key_frames(Person("hanako"))
    for still, following in zip(stills, stills[1:] + stills[:1], strict=True):
        assert abs(still.figures[0].pose.yaw - following.figures[0].pose.yaw) < 4


def test_people_blink_for_less_than_a_fifth_of_a_second() -> None:
    shut = [still for still in key_frames(Person("hanako")) if still.figures[0].pose.eyes_closed]
    assert shut
    assert sum(still.hold for still in shut) / FRAMES_A_SECOND < 0.2


def test_two_people_stand_apart() -> None:
    left, right = key_frames(TwoPeople("ume", "ren"))[0].figures
    assert right.pose.shift[0] - left.pose.shift[0] > 1.6


def test_a_turned_head_turns_the_way_it_was_asked() -> None:
    assert min(still.figures[0].pose.yaw for still in key_frames(Person("taro", yaw=25))) > 15


def test_the_stranger_is_a_person_of_the_cast() -> None:
    assert stranger() == Person("stranger")
