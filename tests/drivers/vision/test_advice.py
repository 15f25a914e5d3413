from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from drivers.vision.advice import ASKED, Advice
from kiosk.domain.face import FaceGuidance

WORDS = st.sampled_from(FaceGuidance)
FRAMES = st.lists(st.tuples(WORDS, st.floats(0.01, 0.4)), max_size=60)


def said(frames: list[tuple[FaceGuidance, float]]) -> list[tuple[float, FaceGuidance]]:
    """Return what is said and when; each frame comes so many seconds after the one before."""
    advice, now, words = Advice(), 0.0, list[tuple[float, FaceGuidance]]()
    for guidance, pause in frames:
        now += pause
        if (word := advice.hear(guidance, now)) is not None:
            words.append((now, word))
    return words


def test_advice_speaks_at_once_and_then_only_when_something_lasts() -> None:
    advice = Advice()
    assert advice.hear(FaceGuidance.NO_FACE, 0.0) is FaceGuidance.NO_FACE
    assert advice.hear(FaceGuidance.TOO_FAR, 0.1) is None
    assert advice.hear(FaceGuidance.NO_FACE, 0.2) is None
    assert advice.hear(FaceGuidance.TOO_FAR, 0.3) is None
    assert advice.hear(FaceGuidance.TOO_FAR, 0.7) is FaceGuidance.TOO_FAR
    assert advice.hear(FaceGuidance.TOO_FAR, 0.8) is None


@given(FRAMES)
def test_words_change_no_faster_than_they_can_be_read(
    frames: list[tuple[FaceGuidance, float]],
) -> None:
    for (before, one), (now, other) in pairwise(said(frames)):
        assert one is not other
        assert other in ASKED or now - before >= Advice.SETTLE


@given(FRAMES, st.sampled_from(sorted(ASKED)))
def test_an_asked_movement_is_said_at_once(
    frames: list[tuple[FaceGuidance, float]], asked: FaceGuidance
) -> None:
    assert said([*frames, (asked, 0.01)])[-1][1] is asked


@given(FRAMES, WORDS)
def test_what_lasts_is_said(frames: list[tuple[FaceGuidance, float]], word: FaceGuidance) -> None:
    assert said([*frames, *[(word, 0.1)] * 5])[-1][1] is word
