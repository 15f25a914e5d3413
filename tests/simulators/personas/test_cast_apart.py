"""The cast against the face models the kiosk uses: each is found, matches themself, nobody else."""

import numpy as np
import pytest

from simulators.personas.looks import names, portrait
from tests.simulators.personas.faces import Judge, Seen, as_on_card, live

pytestmark = pytest.mark.vision

Faces = dict[str, Seen]
HOLDERS = [name for name in names() if name != "no_photo"]  # an infant's card has no portrait
RETRY_BAND = 0.36  # below it the kiosk refuses, from 0.45 it accepts


@pytest.fixture(scope="module")
def seen() -> tuple[Faces, dict[str, list[Seen]]]:
    """What the models see: on the card, and live before the camera."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UKETSUKE_PROFILE", "test")
        judge = Judge()
        cards = {name: judge.look(as_on_card(portrait(name))) for name in HOLDERS}
        return cards, {name: [judge.look(f) for f in live(name, 3)] for name in names()}


def score(card: Seen, frames: list[Seen]) -> float:
    return float(np.mean([card.embedding @ frame.embedding for frame in frames]))


def test_every_face_is_found_with_ease(seen: tuple[Faces, dict[str, list[Seen]]]) -> None:
    cards, frames = seen
    found = [face for shots in frames.values() for face in shots] + list(cards.values())
    assert min(face.score for face in found) >= 0.85


def test_faces_fill_the_frame_as_at_a_kiosk(seen: tuple[Faces, dict[str, list[Seen]]]) -> None:
    _, frames = seen
    heights = [face.height for shots in frames.values() for face in shots]
    assert min(heights) > 0.33
    assert max(heights) < 0.5


def test_everybody_matches_their_own_card(seen: tuple[Faces, dict[str, list[Seen]]]) -> None:
    cards, frames = seen
    assert min(score(cards[name], frames[name]) for name in HOLDERS) >= 0.6


def test_nobody_matches_the_card_of_another(seen: tuple[Faces, dict[str, list[Seen]]]) -> None:
    cards, frames = seen
    pairs = [(card, live) for card in HOLDERS for live in names() if live != card]
    worst = max(pairs, key=lambda pair: score(cards[pair[0]], frames[pair[1]]))
    assert score(cards[worst[0]], frames[worst[1]]) < RETRY_BAND, worst
