"""The sounds are there, short, soft, and higher the nearer a face is."""

import numpy as np
import pytest

from drivers.voice import sounds
from drivers.voice.rate import RATE
from kiosk.domain.sound import Sound

DRAWN = sounds.load()


def samples(sound: Sound) -> list[int]:
    return np.frombuffer(DRAWN[sound], np.int16).tolist()


def pitch(sound: Sound) -> float:
    drawn = np.frombuffer(DRAWN[sound], np.int16).astype(float)
    return float(np.argmax(np.abs(np.fft.rfft(drawn))) * RATE / len(drawn))


@pytest.mark.parametrize("sound", [one for one in Sound if one is not Sound.NONE])
def test_every_sound_is_soft_short_and_begins_and_ends_in_silence(sound: Sound) -> None:
    drawn = samples(sound)
    assert 0.03 < len(drawn) / RATE < 1.2
    assert 3000 < max(map(abs, drawn)) < 0.4 * 32767
    assert abs(drawn[0]) < 200
    assert abs(drawn[-1]) < 0.08 * 32767


def test_the_nearer_the_face_the_higher_the_sound() -> None:
    cues = (Sound.FACE_SOUGHT, Sound.FACE_CLOSER, Sound.FACE_FOUND)
    assert sorted(cues, key=pitch) == list(cues)
