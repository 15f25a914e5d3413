"""The cast against the face models the kiosk uses: each is found and matches themself."""

import numpy as np
import pytest

from simulators.personas.cast import load_cast
from simulators.personas.looks import names, portrait
from tests.simulators.personas.faces import Judge, Seen, as_on_card, live

pytestmark = [
    pytest.mark.vision,
    pytest.mark.timeout(600),  # a minute of drawing on a machine that does nothing else
]

Faces = dict[str, Seen]
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
REFUSED = 0.36  # below it the kiosk refuses at once: drivers/vision/thresholds.toml
ACCEPTED = 0.45  # from here it accepts: the same file
MARGIN = 0.25
ALIKE = 0.06
"""Share of pairs that the kiosk would take for one person: the drawn are more alike than real ones.

To be lowered with search_looks.py, never raised.
"""


@pytest.fixture(scope="module")
def seen() -> tuple[Faces, dict[str, list[Seen]]]:
    """What the models see: on the card, and live before the camera."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UKETSUKE_PROFILE", "test")
        judge = Judge()
        cards = {name: judge.look(as_on_card(portrait(name))) for name in HOLDERS}
        return cards, {name: [judge.look(f) for f in live(name, 1)] for name in names()}


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


def scores(
    seen: tuple[Faces, dict[str, list[Seen]]], people: list[str]
) -> dict[tuple[str, str], float]:
    """Return the score of everybody before the card of another: (holder, other)."""
    cards, frames = seen
    holders = [name for name in HOLDERS if name in people]
    return {
        (holder, other): score(cards[holder], frames[other])
        for holder in holders
        for other in people
        if other != holder
    }


def test_everybody_is_nearer_to_their_own_card_than_anybody_else(
    seen: tuple[Faces, dict[str, list[Seen]]],
) -> None:
    cards, frames = seen
    for (holder, other), found in scores(seen, list(names())).items():
        assert score(cards[holder], frames[holder]) - found >= MARGIN, (holder, other)


def test_those_of_the_journeys_are_refused_at_once_with_the_card_of_another(
    seen: tuple[Faces, dict[str, list[Seen]]],
) -> None:
    found = scores(seen, IN_JOURNEYS)
    assert max(found.values()) < REFUSED, max(found, key=lambda pair: found[pair])


def test_few_of_the_whole_cast_are_taken_for_another(
    seen: tuple[Faces, dict[str, list[Seen]]],
) -> None:
    found = scores(seen, list(names()))
    alike = [pair for pair, value in found.items() if value >= ACCEPTED]
    assert len(alike) <= ALIKE * len(found), sorted(alike)
