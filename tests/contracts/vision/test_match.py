"""What a match comes to, with the real child, the real models and drawn people."""

import io
import threading
import time
from collections.abc import Callable

import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from drivers.vision.thresholds import Thresholds
from kiosk.domain.face import FaceGuidance, FaceVerdict
from kiosk.domain.holder import Portrait
from kiosk.ports.vision import FaceImpossible, FaceResult, PreviewFrame
from simulators.camera.scenes import (
    FlatPicture,
    Nobody,
    Person,
    ReplayOnPhone,
    Scene,
    TwoPeople,
    stranger,
)
from tests.contracts.vision.conftest import HOLDER, Kiosk, memory_contains, portrait_of

pytestmark = pytest.mark.vision


def test_the_holder_before_the_camera_is_matched(kiosk: Kiosk) -> None:
    kiosk.camera.show(Person(HOLDER))
    result = kiosk.let_in()
    assert isinstance(result, FaceResult)
    assert result.verdict is FaceVerdict.MATCHED
    assert result.score is not None
    assert result.score.value >= Thresholds.load().match.accept
    assert {FaceGuidance.TURN_LEFT, FaceGuidance.TURN_RIGHT} & set(kiosk.guidance)


def test_a_stranger_is_refused_long_before_time_is_up(kiosk: Kiosk) -> None:
    kiosk.camera.show(stranger())
    begun = time.monotonic()
    result = kiosk.match(seconds=30.0)
    assert isinstance(result, FaceResult)
    assert result.verdict is FaceVerdict.NOT_MATCHED
    assert time.monotonic() - begun < 10


def test_who_does_not_move_when_asked_is_not_live(kiosk: Kiosk) -> None:
    """No passive model is installed here: who matches is asked for a movement."""
    kiosk.camera.show(Person(HOLDER))
    kiosk.obeys = False
    result = kiosk.match(seconds=20.0)
    assert isinstance(result, FaceResult)
    assert result.verdict is FaceVerdict.NOT_LIVE


@pytest.mark.parametrize(
    "scene",
    [
        FlatPicture(HOLDER),
        FlatPicture(HOLDER, moves="turned"),
        FlatPicture(HOLDER, moves="bent", on="phone"),
        ReplayOnPhone(HOLDER),
    ],
    ids=["print", "print turned", "phone bent", "film"],
)
def test_a_picture_of_the_holder_opens_nothing(kiosk: Kiosk, scene: Scene) -> None:
    kiosk.camera.show(scene)
    result = kiosk.match(seconds=20.0)
    assert not isinstance(result, FaceResult) or result.verdict in {
        FaceVerdict.NOT_LIVE,
        FaceVerdict.ATTACK,
        FaceVerdict.UNSURE,
        FaceVerdict.NOT_MATCHED,
    }


def test_nobody_before_the_camera_is_told_and_ends_by_time(kiosk: Kiosk) -> None:
    kiosk.camera.show(Nobody())
    assert kiosk.match(seconds=1.0) is FaceImpossible.NO_FACE
    assert kiosk.guidance[-1] is FaceGuidance.NO_FACE


def test_two_people_are_never_chosen_between(kiosk: Kiosk) -> None:
    kiosk.camera.show(TwoPeople(HOLDER, "taro"))
    assert kiosk.match(seconds=1.5) is FaceImpossible.SEVERAL_FACES
    assert FaceGuidance.SEVERAL_FACES in kiosk.guidance


def test_darkness_is_told_as_darkness(kiosk: Kiosk) -> None:
    kiosk.camera.show(Person(HOLDER, light="dark"))
    assert isinstance(kiosk.match(seconds=1.5), FaceImpossible)
    assert {FaceGuidance.TOO_DARK, FaceGuidance.NO_FACE} & set(kiosk.guidance)


def test_a_face_turned_away_is_asked_to_look_here_and_not_counted(kiosk: Kiosk) -> None:
    kiosk.camera.show(Person(HOLDER, yaw=40.0))
    assert kiosk.match(seconds=1.5) is FaceImpossible.NO_FACE
    assert FaceGuidance.TURNED in kiosk.guidance


def empty_picture(side: int) -> Portrait:
    out = io.BytesIO()
    Image.new("L", (side, side), 200).save(out, "JPEG2000")
    return Portrait(out.getvalue())


def tiny_face() -> Portrait:
    out = io.BytesIO()
    whole = Image.open(io.BytesIO(portrait_of(HOLDER).jpeg2000))
    whole.resize((54, 72)).save(out, "JPEG2000")
    return Portrait(out.getvalue())


def two_faces() -> Portrait:
    one = Image.open(io.BytesIO(portrait_of(HOLDER).jpeg2000))
    both = Image.new("L", (2 * one.width, one.height), 200)
    both.paste(one, (0, 0))
    both.paste(one, (one.width, 0))
    out = io.BytesIO()
    both.save(out, "JPEG2000")
    return Portrait(out.getvalue())


UNUSABLE = FaceImpossible.PORTRAIT_UNUSABLE


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: Portrait(b""), UNUSABLE),
        (lambda: Portrait(b"\xff\xd8\xff\xe0 no JPEG 2000"), UNUSABLE),
        (lambda: Portrait(portrait_of(HOLDER).jpeg2000[:150]), UNUSABLE),
        (lambda: Portrait(portrait_of(HOLDER).jpeg2000 + bytes(100_000)), UNUSABLE),
        (lambda: empty_picture(200), FaceImpossible.PORTRAIT_NO_FACE),
        (tiny_face, FaceImpossible.PORTRAIT_TOO_SMALL),
        (two_faces, FaceImpossible.PORTRAIT_SEVERAL_FACES),
    ],
    ids=["empty", "another format", "cut off", "too long", "no face", "too small", "two"],
)
def test_a_portrait_that_cannot_be_used_is_said_to_be_so_at_once(
    kiosk: Kiosk, make: Callable[[], Portrait], why: FaceImpossible
) -> None:
    kiosk.camera.show(Person(HOLDER))
    assert kiosk.match(of=make()) is why


def test_the_preview_lives_as_long_as_the_match_and_leaves_nothing(kiosk: Kiosk) -> None:
    kiosk.camera.show(Nobody())
    assert kiosk.vision.preview() is None
    frames: list[PreviewFrame] = []
    seen = threading.Event()

    def watch() -> None:
        while not seen.is_set():
            frame = kiosk.vision.preview()
            if frame is not None:
                frames.append(frame)
                seen.set()
                kiosk.vision.stop_matching()
            seen.wait(0.01)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        assert kiosk.match() is FaceImpossible.STOPPED
    finally:
        seen.set()
        watcher.join()
    assert [(frame.width, frame.height) for frame in frames] == [(360, 480)]
    assert _is_mirror_image(frames[0], kiosk.camera.frame())
    assert kiosk.vision.preview() is None
    assert kiosk.vision._keeper.ring is not None
    assert not any(kiosk.vision._keeper.ring._memory[:])


def _is_mirror_image(frame: PreviewFrame, jpeg: bytes) -> bool:
    """Whether a frame shows the middle of the camera's picture mirrored, in its true colours."""
    shown = Image.frombytes("RGB", (frame.width, frame.height), frame.rgb)
    taken = ImageOps.fit(Image.open(io.BytesIO(jpeg)).convert("RGB"), shown.size)

    def differs(other: Image.Image) -> float:
        return sum(ImageStat.Stat(ImageChops.difference(shown, other)).mean)

    mirrored = ImageOps.mirror(taken)
    red, green, blue = mirrored.split()
    swapped = Image.merge("RGB", (blue, green, red))
    return differs(mirrored) < 0.5 * min(differs(taken), differs(swapped))


def test_stopping_ends_a_match_at_once(kiosk: Kiosk) -> None:
    kiosk.camera.show(Nobody())
    stopped: list[float] = []

    def stop() -> None:
        stopped.append(time.monotonic())
        kiosk.vision.stop_matching()

    kiosk.on_guidance = stop
    assert kiosk.match(seconds=60.0) is FaceImpossible.STOPPED
    assert time.monotonic() - stopped[0] < 1.0


def test_stopping_when_nothing_runs_does_nothing(kiosk: Kiosk) -> None:
    kiosk.vision.stop_matching()
    kiosk.camera.show(Person(HOLDER))
    assert isinstance(kiosk.match(), FaceResult)


def test_the_portrait_is_gone_from_the_childs_memory_after_the_match(kiosk: Kiosk) -> None:
    kiosk.camera.show(Person(HOLDER))
    for _ in range(3):
        assert isinstance(kiosk.match(), FaceResult)
    needle = portrait_of(HOLDER).jpeg2000[1000:1064]
    try:
        found = memory_contains(kiosk.child, (needle,))
    except PermissionError:
        pytest.skip("this user may not look into the child's memory")
    assert not found
