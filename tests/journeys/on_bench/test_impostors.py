"""What impostors bring before the camera: none is received by face, and PIN and staff stay open.

Where the operator's passive models are named, all is tried with them as well. A film of the right
person that turns to the side asked for, with no rim to be seen, passes in one of two tries without
them (drivers/vision/liveness/README.md): here a telephone's rim is seen, whatever side is drawn.
"""

import os
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.reasons import FaceProblem as Why
from kiosk.flow.rules import Rules
from simulators.bench import Bench
from simulators.camera.scenes import (
    FlatMove,
    FlatPicture,
    LensCovered,
    Person,
    ReplayOnPhone,
    Scene,
    Surface,
    Swap,
    TwoPeople,
    stranger,
)
from tests.journeys.on_bench.conftest import OpenDesk
from tests.journeys.on_bench.desk import Desk, names, pin_of
from tests.journeys.on_bench.eyes import Eyes, open_eyes

HOLDER = "hanako"
FOLDER = os.environ.get("UKETSUKE_LIVENESS_MODELS", "")
WITH_MODELS = pytest.param(
    Path(FOLDER),
    id="passive models",
    marks=pytest.mark.skipif(not FOLDER, reason="UKETSUKE_LIVENESS_MODELS names no folder"),
)
pytestmark = [
    pytest.mark.reader,
    pytest.mark.vision,
    pytest.mark.usefixtures("warm_eyes"),
]
BRIEF = Rules(face_seconds=6.0)  # time to be compared, asked, and to have turned a picture
PICTURE = frozenset({Why.CHALLENGE, Why.NOT_LIVE})
"""Compared and found alike: no movement was seen, or the rim was."""
UNSTEADY = PICTURE | {Why.UNSURE, Why.NOT_MATCHED, Why.NO_FACE}
"""Or too distorted, or too short a time before the camera, to be compared or found alike."""


@dataclass(frozen=True)
class Attack:
    """What is brought, and what may be said of it."""

    scene: Scene
    reasons: frozenset[Why]


MOVES: dict[FlatMove, frozenset[Why]] = {
    "still": PICTURE,
    "moved": UNSTEADY,
    "tilted": UNSTEADY,
    "bent": UNSTEADY,
    "turned": UNSTEADY,
}
SURFACES: tuple[Surface, ...] = ("paper", "phone")
ATTACKS = {
    **{
        f"{on}, {moves}": Attack(FlatPicture(HOLDER, moves, on), reasons)
        for on in SURFACES
        for moves, reasons in MOVES.items()
    },
    "photograph without a rim": Attack(FlatPicture(HOLDER, near=1.5), UNSTEADY),
    "film turning left": Attack(ReplayOnPhone(HOLDER, "left"), UNSTEADY),
    "film turning right": Attack(ReplayOnPhone(HOLDER, "right"), UNSTEADY),
    "photograph, then a face": Attack(
        Swap(FlatPicture(HOLDER), stranger(), restored=True), UNSTEADY
    ),
    "another comes back from the turn": Attack(
        Swap(Person(HOLDER), stranger(), when="turned"), UNSTEADY
    ),
    "a face that jumps": Attack(
        Swap(Person(HOLDER, at=(-0.2, 0.0)), Person(HOLDER, at=(0.3, 0.0))),
        PICTURE,
    ),
    "another person": Attack(stranger(), frozenset({Why.NOT_MATCHED})),
    "two people": Attack(TwoPeople(HOLDER, "taro"), frozenset({Why.SEVERAL_FACES})),
    "covered lens": Attack(LensCovered(), frozenset({Why.NO_FACE})),
}


@pytest.fixture(scope="module", params=[pytest.param(None, id="no models"), WITH_MODELS])
def warm_eyes(one_bench: Bench, request: pytest.FixtureRequest) -> Generator[Eyes]:
    """Yield the module's vision child, without and with the passive models."""
    models: Path | None = request.param
    with open_eyes(one_bench, models) as eyes:
        yield eyes


@pytest.fixture
def also(request: pytest.FixtureRequest) -> frozenset[Why]:
    """What may be said besides: the passive models may take any drawing for one."""
    models = request.node.callspec.params["warm_eyes"]
    return frozenset({Why.NOT_LIVE} if models else set())


def refused(desk: Desk) -> Why:
    """Come with the holder's card; return why the face is refused. PIN and staff are open."""
    desk.choose_face(HOLDER)
    why = desk.expect(s.FaceRefused).why
    assert "Qualifying" not in names(desk.seen)
    desk.until(lambda: desk.state.visit.staff_door, "the passcode is known to be set")
    assert (desk.doors().pin, desk.doors().staff) == (True, True)
    return why


def audited(desk: Desk, why: Why) -> None:
    """Find the audit's word for it."""
    word = "presentation_attack" if why is Why.NOT_LIVE else "face_refused"
    desk.until(lambda: (word,) in desk.rows("SELECT what FROM audit"), word)


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_an_impostor_is_refused_and_other_doors_stay_open(
    open_desk: OpenDesk, attack: Attack, also: frozenset[Why]
) -> None:
    desk = open_desk(BRIEF)
    desk.bench.rehearse(attack.scene)
    desk.bench.show(attack.scene)
    why = refused(desk)
    assert why in attack.reasons | also
    audited(desk, why)
    assert desk.received_by() == []


def test_a_camera_that_shows_the_same_picture_again_and_again_is_no_camera(
    open_desk: OpenDesk, restored: Callable[[], None]
) -> None:
    desk = open_desk(Rules(face_seconds=20.0))
    desk.bench.show_person(HOLDER)
    desk.bench.camera.freeze()
    assert refused(desk) is Why.CAMERA
    restored()
    desk.touch(t.PinChosen)
    desk.expect(s.EnteringPin)
    desk.enter(pin_of(desk.bench, HOLDER))
    desk.agree()
    assert desk.received_by() == ["pin"]


@pytest.fixture
def restored(bench: Bench) -> Generator[Callable[[], None]]:
    """Plug the camera in anew, whatever happens in between."""
    yield bench.camera.restore
    bench.camera.restore()
