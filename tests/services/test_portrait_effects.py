"""The portrait for staff: shown when asked, gone when hidden, and never there for the next one."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.fault import Device
from kiosk.domain.holder import Portrait
from kiosk.domain.session import SessionId
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.ports.faults import DeviceFault
from kiosk.services.vision_effects import VisionEffects
from tests.fakes import people
from tests.fakes.vision import FakeVision

ONE, TWO = SessionId(1), SessionId(2)


def nowhere(event: e.Event) -> None:
    raise AssertionError(event)


def test_staff_are_told_whether_the_portrait_is_there() -> None:
    vision = FakeVision()
    effects = VisionEffects(vision, nowhere)
    assert effects.show(fx.ShowPortrait(ONE, people.PORTRAIT)) == e.PortraitShown(ONE, shown=True)
    assert vision.preview() is not None
    effects.hide(fx.HidePortrait(ONE))
    assert vision.preview() is None
    nothing = fx.ShowPortrait(ONE, Portrait(b""))
    assert effects.show(nothing) == e.PortraitShown(ONE, shown=False)


def test_a_broken_camera_ends_no_visual_check() -> None:
    vision = FakeVision()
    vision.shows.now(DeviceFault(Device.VISION, "child_died"))
    answer = VisionEffects(vision, nowhere).show(fx.ShowPortrait(ONE, people.PORTRAIT))
    assert answer == e.PortraitShown(ONE, shown=False)


def test_a_portrait_hidden_before_the_worker_came_to_it_is_not_shown() -> None:
    vision = FakeVision()
    effects = VisionEffects(vision, nowhere)
    effects.hide(fx.HidePortrait(ONE))
    assert effects.show(fx.ShowPortrait(ONE, people.PORTRAIT)) is None
    assert vision.preview() is None
    assert effects.show(fx.ShowPortrait(TWO, people.PORTRAIT)) == e.PortraitShown(TWO, shown=True)


def test_a_portrait_hidden_while_it_is_decoded_is_not_shown() -> None:
    vision = FakeVision()
    effects = VisionEffects(vision, nowhere)
    vision.shows.meanwhile = lambda: effects.hide(fx.HidePortrait(ONE))
    assert effects.show(fx.ShowPortrait(ONE, people.PORTRAIT)) is None
    assert vision.preview() is None


@given(st.lists(st.sampled_from(["before", "meanwhile", "after"]), max_size=8))
def test_whenever_each_is_hidden_nothing_is_left_at_the_end(moments: list[str]) -> None:
    vision = FakeVision()
    effects = VisionEffects(vision, nowhere)
    for number, moment in enumerate(moments, start=1):
        session = SessionId(number)
        hide = fx.HidePortrait(session)
        if moment == "before":
            effects.hide(hide)
        elif moment == "meanwhile":
            vision.shows.meanwhile = lambda hide=hide: effects.hide(hide)
        answer = effects.show(fx.ShowPortrait(session, people.PORTRAIT))
        assert (answer is not None) is (moment == "after")
        assert (vision.preview() is not None) is (moment == "after")
        if moment == "after":
            effects.hide(hide)
        assert vision.preview() is None
