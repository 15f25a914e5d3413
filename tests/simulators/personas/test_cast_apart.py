"""The cast against the face models the kiosk uses: each matches themself, and nobody else."""

from dataclasses import dataclass

import numpy as np
import pytest

from drivers.vision.liveness.limits import LivenessLimits
from drivers.vision.thresholds import Thresholds
from simulators.camera.scenes import Side
from simulators.camera.turning import SIDES
from simulators.personas.cast import load_cast
from simulators.personas.looks import names, portrait
from tests.simulators.personas.faces import Judge, Seen, as_on_card, live, turned

pytestmark = [
    pytest.mark.vision,
    pytest.mark.timeout(600),  # a minute of drawing on a machine that does nothing else
]

HOLDERS = [
    persona.key
    for persona in load_cast().values()
    if persona.card_kind == "my_number" and persona.has_photo
]
"""Whose portrait a kiosk can read: not an infant's, not from a phone."""
IN_JOURNEYS = [
    *("hanako", "ichiro", "jiro", "ren", "taro", "ume", "no_photo"),
    *("stranger", "stranger_b"),
]
FRAMES = 2
"""How many of the live frames are compared: drawing takes time."""
MATCH = Thresholds.load().match
LIMITS = LivenessLimits.load()
CLEAR = 0.02
"""How far below acceptance everybody stays before the card of another."""
ONESELF, MARGIN = 0.6, 0.3


@dataclass(frozen=True, slots=True)
class Cast:
    """What the models see of everybody: on the card, live, and turned to either side."""

    cards: dict[str, Seen]
    live: dict[str, list[Seen]]
    turned: dict[tuple[str, Side], Seen]

    def score(self, holder: str, other: str) -> float:
        """Mean similarity of somebody's frames to a card."""
        card = self.cards[holder].embedding
        return float(np.mean([card @ frame.embedding for frame in self.live[other]]))

    def strangers(self, people: list[str] | tuple[str, ...]) -> dict[tuple[str, str], float]:
        """Score of everybody before the card of another: (holder, other)."""
        return {
            (holder, other): self.score(holder, other)
            for holder in self.cards
            for other in people
            if holder in people and holder != other
        }


@pytest.fixture(scope="module")
def cast() -> Cast:
    """Judge every picture once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UKETSUKE_PROFILE", "test")
        look = Judge().look
        cards = {name: look(as_on_card(portrait(name))) for name in HOLDERS}
        shots = {name: [look(f) for f in live(name, FRAMES)] for name in names()}
        heads: dict[tuple[str, Side], Seen] = {
            (name, side): look(picture)
            for name in names()
            for side, picture in turned(name).items()
        }
        return Cast(cards, shots, heads)


def test_every_face_is_found_with_ease(cast: Cast) -> None:
    found = [face for shots in cast.live.values() for face in shots] + list(cast.cards.values())
    assert min(face.score for face in found) >= 0.85


def test_faces_fill_the_frame_as_at_a_kiosk(cast: Cast) -> None:
    heights = [face.height for shots in cast.live.values() for face in shots]
    assert min(heights) > 0.33
    assert max(heights) < 0.55


def test_everybody_matches_their_own_card(cast: Cast) -> None:
    own = {name: cast.score(name, name) for name in cast.cards}
    assert min(own.values()) >= ONESELF, own


def test_nobody_comes_near_acceptance_with_the_card_of_another(cast: Cast) -> None:
    found = cast.strangers(names())
    assert {other for _, other in found} == set(names())
    near = {pair: value for pair, value in found.items() if value >= MATCH.accept - CLEAR}
    assert near == {}


def test_those_of_the_journeys_are_refused_at_once_with_the_card_of_another(cast: Cast) -> None:
    found = cast.strangers(IN_JOURNEYS)
    assert max(found.values()) < MATCH.unsure, max(found, key=lambda pair: found[pair])


def test_everybody_is_nearer_to_their_own_card_than_anybody_else(cast: Cast) -> None:
    for (holder, other), found in cast.strangers(names()).items():
        assert cast.score(holder, holder) - found >= MARGIN, (holder, other)


def test_who_is_asked_to_turn_the_head_is_seen_turned_and_still_the_same(cast: Cast) -> None:
    turn, same = LIMITS.challenge.turn, LIMITS.challenge.identity
    for (name, side), head in cast.turned.items():
        front, sign = cast.live[name][0], SIDES[side]
        assert sign * head.nose_offset >= turn.offset, (name, side)
        assert sign * (head.parallax - front.parallax) >= turn.parallax, (name, side)
        assert float(front.embedding @ head.embedding) >= same.turned, (name, side)
