"""What the demonstration's people are told by the screen reaches them once."""

from dataclasses import replace

from kiosk.demo.cooperation import Cooperation
from kiosk.domain.face import FaceGuidance
from kiosk.flow import states as s
from tests.flow.saying import FACTS, VISIT

MATCHING = s.MatchingFace(VISIT, FACTS)


def told(*states: s.State) -> list[str]:
    heard: list[str] = []
    person = Cooperation(heard.append)
    for state in states:
        person.see(state)
    return heard


def matching(guidance: FaceGuidance) -> s.MatchingFace:
    return replace(MATCHING, guidance=guidance)


def test_each_word_is_passed_on_once_and_again_when_it_is_said_again() -> None:
    left, here = matching(FaceGuidance.TURN_LEFT), matching(FaceGuidance.LOOK_HERE)
    assert told(here, left, left, here, left) == [
        "look_here", "turn_left", "look_here", "turn_left",
    ]  # fmt: skip


def test_a_new_match_begins_with_a_new_word() -> None:
    left = matching(FaceGuidance.TURN_LEFT)
    assert told(left, s.ReadingPortrait(VISIT, FACTS), left) == ["turn_left", "turn_left"]


def test_nobody_is_told_anything_while_no_face_is_looked_at() -> None:
    assert told(s.ReadingPortrait(VISIT, FACTS)) == []
