from collections.abc import Sequence

import numpy as np
import pytest

from drivers.vision.liveness.challenge import Outcome
from kiosk.domain.face import FaceGuidance
from tests.drivers.vision.liveness.scenes import FLAT, face, head, turned
from tests.drivers.vision.liveness.sessions import ASKED, FRONT, Session, whole

OPEN, SHUT = [0.3] * 8, [0.3, 0.3, 0.2, 0.1, 0.1, 0.1, 0.2, 0.3, 0.3]


def blinking(session: Session, openness: Sequence[float]) -> Outcome:
    return session.show([head(0.05 * (i % 5)) for i in range(len(openness))], openness=openness)


@pytest.mark.parametrize("seed", range(8))
def test_blink_and_turn_come_in_random_order_and_both_are_needed(seed: int) -> None:
    session = Session(blink=True, seed=seed)
    order: list[FaceGuidance] = []
    for _ in range(2):
        session.show(FRONT)
        said = session.last.guidance
        order.append(said)
        if said is FaceGuidance.BLINK:
            blinking(session, [*OPEN, *SHUT])
            session.show(FRONT)
        else:
            assert session.challenge.outcome is Outcome.GOING_ON
            session.show(whole(ASKED[said]))
    assert session.challenge.outcome is Outcome.PASSED
    assert {said is FaceGuidance.BLINK for said in order} == {True, False}


def asked_to_blink() -> Session:
    return next(
        session
        for session in (Session(blink=True, seed=seed) for seed in range(20))
        if session.challenge.wants_openness([head(0)])
    )


def test_the_order_is_random() -> None:
    first = [Session(blink=True, seed=seed) for seed in range(12)]
    assert {one.challenge.wants_openness([head(0)]) for one in first} == {True, False}


@pytest.mark.parametrize(
    "openness",
    [
        [0.3] * 40,
        [*OPEN, *[0.25, 0.22, 0.22, 0.3] * 5],  # narrowed, never shut
        [*OPEN, 0.05, *[0.3] * 20],  # one frame
        [*OPEN, *[0.05] * 60, *[0.3] * 9],  # shut for two seconds
        [*OPEN, *[0.05] * 20],  # shut and never open
    ],
)
def test_what_is_no_blink_does_not_count(openness: list[float]) -> None:
    session = asked_to_blink()
    blinking(session, openness)
    assert session.challenge.wants_openness([head(0)])
    assert session.challenge.outcome is Outcome.GOING_ON


def test_a_picture_tilted_away_and_back_is_no_blink() -> None:
    session = asked_to_blink()
    session.show([head(0)] * 8, openness=OPEN)
    tilts = [*range(0, 65, 5), *range(60, -1, -5)]
    shown = [face(turned(FLAT, 0, pitch=tilt)) for tilt in tilts]
    session.show(shown, openness=[0.3 * np.cos(np.radians(tilt)) for tilt in tilts])
    assert session.challenge.wants_openness([head(0)])
