"""A kiosk that asks for a blink beside the turn: whoever does both is received by face."""

import pytest

from drivers.vision.models import load_manifest
from kiosk.config import Config
from kiosk.domain.face import FaceGuidance
from kiosk.flow import states as s
from simulators.bench import Bench
from tests.journeys.on_bench.conftest import OpenDesk
from tests.journeys.on_bench.desk import names
from tests.journeys.on_bench.eyes import warm
from tests.journeys.on_bench.parts import mended

pytestmark = [pytest.mark.reader, pytest.mark.vision]
TURNS = {FaceGuidance.TURN_LEFT, FaceGuidance.TURN_RIGHT}


@pytest.fixture
def shared_parts(one_bench: Bench) -> None:
    """No child is shared here."""
    mended(one_bench)


@pytest.fixture
def config(config: Config) -> Config:
    """A kiosk that asks for a blink as well."""
    if load_manifest()["face_mesh"].path() is None:
        pytest.skip("the face mesh, by which a blink is seen, is not installed")
    return config.model_copy(update={"camera": config.camera.model_copy(update={"blink": True})})


def test_who_blinks_and_turns_when_asked_is_received(open_desk: OpenDesk, config: Config) -> None:
    desk = open_desk(config.rules, own_child=True)
    warm(desk.ports.card_face, desk.bench)
    desk.bench.show_person("hanako")
    desk.choose_face("hanako")
    desk.agree()
    assert "FaceRefused" not in names(desk.seen)
    assert desk.received_by() == ["face"]
    told = {state.guidance for state in desk.seen if isinstance(state, s.MatchingFace)}
    assert FaceGuidance.BLINK in told
    assert TURNS & told
