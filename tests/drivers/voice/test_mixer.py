"""What is heard at every moment."""

import numpy as np
import pytest

from drivers.voice.mixer import Heard, Mixer

SOME = (np.ones(1000, np.int16) * 1000).tobytes()
SOUND = (np.ones(500, np.int16) * 300).tobytes()


def levels(mixer: Mixer, count: int) -> list[int]:
    return np.frombuffer(mixer.read(count), np.int16).tolist()


def noting() -> tuple[Mixer, list[tuple[Heard, str]]]:
    notes: list[tuple[Heard, str]] = []
    return Mixer(1.0, lambda heard, what: notes.append((heard, what))), notes


def test_pieces_are_heard_one_after_the_other_without_a_gap() -> None:
    mixer, notes = noting()
    mixer.say("a", SOME)
    mixer.say("b", SOME)
    assert levels(mixer, 2000) == [1000] * 2000
    assert [heard for heard, _ in notes] == [Heard.BEGUN, Heard.ENDED] * 2
    assert mixer.silent


def test_what_is_cut_dies_away_in_fifteen_milliseconds() -> None:
    mixer, notes = noting()
    mixer.say("a", SOME)
    mixer.say("b", SOME)
    mixer.read(100)
    mixer.hush()
    dying = levels(mixer, 1000)
    assert dying[0] == 1000
    assert dying == sorted(dying, reverse=True)
    assert dying[360:] == [0] * 640
    assert notes == [(Heard.BEGUN, "a"), (Heard.CUT, "a")]
    assert mixer.silent


def test_hushing_what_has_not_begun_leaves_no_trace() -> None:
    mixer, notes = noting()
    mixer.say("a", SOME)
    mixer.hush()
    assert levels(mixer, 100) == [0] * 100
    assert notes == []


def test_speech_waits_for_a_sound_that_leads_and_not_for_a_key() -> None:
    for leads, level in ((True, 300), (False, 1300)):
        mixer = Mixer(1.0)
        mixer.play("sound", SOUND, leads=leads)
        mixer.say("a", SOME)
        assert levels(mixer, 500) == [level] * 500
        assert levels(mixer, 10) == [1000] * 10


def test_too_many_sounds_at_once_are_not_added_up() -> None:
    mixer = Mixer(1.0)
    for _ in range(50):
        mixer.play("key", SOUND, leads=False)
    assert max(levels(mixer, 10)) == 4 * 300


@pytest.mark.parametrize(("volume", "level"), [(0.0, 0), (0.5, 500), (1.0, 1000)])
def test_volume_is_that_of_everything(volume: float, level: int) -> None:
    mixer = Mixer(volume)
    mixer.say("a", SOME)
    assert set(levels(mixer, 100)) == {level}


def test_nothing_overflows() -> None:
    mixer = Mixer(1.0)
    loud = (np.ones(100, np.int16) * 32767).tobytes()
    mixer.say("a", loud)
    mixer.play("b", loud, leads=False)
    assert set(levels(mixer, 100)) == {32767}
