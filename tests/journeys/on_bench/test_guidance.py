"""Every word of guidance: it is shown, the person does what it says, and is received by face.

A killed child's "one moment" is in `test_vision_child`, the blink in `test_blink`.
"""

from collections.abc import Iterator
from itertools import cycle, islice

import pytest

from drivers.vision.models import load_manifest
from kiosk.domain.face import FaceGuidance as Word
from kiosk.flow import states as s
from simulators.camera.directions import directed
from simulators.camera.scenes import Person
from tests.journeys.on_bench.conftest import OpenDesk
from tests.journeys.on_bench.desk import Desk, names

pytestmark = [pytest.mark.reader, pytest.mark.vision]
HOLDER = "hanako"
WORDS = {
    "nobody": Word.NO_FACE,
    "two_people": Word.SEVERAL_FACES,
    "too_far": Word.TOO_FAR,
    "too_near": Word.TOO_NEAR,
    "off_centre": Word.MOVE_LEFT,
    "turned_away": Word.TURNED,
    "tilted": Word.TILTED,
    "restless": Word.HOLD_STILL,
    "out_of_focus": Word.BLURRED,
    "too_dark": Word.TOO_DARK,
    "lens_covered": Word.TOO_DARK,
    "too_bright": Word.TOO_BRIGHT,
    "backlit": Word.BACKLIT,
    "sunglasses": Word.EYES_COVERED,
    "mask": Word.MOUTH_COVERED,
}
"""What the screen says of each way to stand before the camera (`simulators.camera.directions`)."""
TURNS = (Word.TURN_LEFT, Word.TURN_RIGHT)
NEITHER_SEEN = 24  # drawings of a side in a row: all the same, by chance, once in 8 million runs


def told(desk: Desk) -> list[Word]:
    """Every word shown, repetitions left out."""
    words = [state.guidance for state in desk.seen if isinstance(state, s.MatchingFace)]
    return [word for before, word in zip([None, *words], words, strict=False) if word != before]


def received(desk: Desk) -> None:
    """Nobody was refused on the way; who turned the head was received by face."""
    desk.agree()
    assert "FaceRefused" not in names(desk.seen)
    assert desk.received_by() == ["face"]


def has_mesh() -> bool:
    return load_manifest()["face_mesh"].path() is not None


@pytest.mark.parametrize("way", WORDS)
def test_who_does_what_the_screen_says_is_received(desk: Desk, way: str) -> None:
    if way == "tilted" and not has_mesh():
        pytest.skip("the face mesh, by which a leaning head is told, is not installed")
    scene = directed(Person(HOLDER), way)
    if way == "restless":
        desk.bench.rehearse(scene)  # else the head holds still until it is drawn
    desk.bench.show(scene)
    desk.choose_face(HOLDER)
    desk.until_told(WORDS[way])
    assert not set(TURNS) & set(told(desk))  # nobody is matched before
    desk.bench.show_person(HOLDER)
    received(desk)


def test_who_looks_here_and_turns_where_asked_is_received(desk: Desk) -> None:
    desk.bench.show_person(HOLDER)
    desk.choose_face(HOLDER)
    received(desk)
    words = told(desk)
    [asked] = set(TURNS) & set(words)
    assert words[-1] is Word.LOOK_HERE  # the way back
    assert Word.LOOK_HERE in words[: words.index(asked)]


def test_both_sides_are_asked_for(open_desk: OpenDesk) -> None:
    """Whoever leaves has used a try up: each comes with a card of their own, three times."""
    asked: set[Word] = set()
    desk = open_desk()
    desk.cooperative = False
    for name in islice(each_in_turn(), NEITHER_SEEN):
        desk.bench.show_person(name)
        desk.choose_face(name)
        asked.add(desk.until_told(*TURNS))
        desk.leave()
        if asked == set(TURNS):
            break
    assert asked == set(TURNS)


def each_in_turn() -> Iterator[str]:
    return cycle((HOLDER, "taro", "jugemu"))
