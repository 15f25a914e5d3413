import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.vision.tally import Tally
from drivers.vision.thresholds import Thresholds
from kiosk.domain.face import FaceVerdict

COSINES = st.floats(-1, 1)
QUALITIES = st.floats(0, 2)
FRAMES = st.lists(st.tuples(COSINES, QUALITIES), min_size=5, max_size=12)
ACCEPT = Thresholds.load().match.accept


def counted(cosines: list[float]) -> Tally:
    """Return the tally of frames of one quality."""
    return counted_by_quality([(cosine, 1.0) for cosine in cosines])


def counted_by_quality(frames: list[tuple[float, float]]) -> Tally:
    tally = Tally(Thresholds.load().match)
    for cosine, quality in frames:
        tally.add(cosine, quality)
    return tally


def test_one_frame_that_matches_very_well_does_not_make_a_match() -> None:
    tally = counted([0.1, 0.1, 0.99, 0.1, 0.1])
    assert tally.complete
    assert tally.verdict(None) is FaceVerdict.NOT_MATCHED


def test_four_frames_that_match_do_not_outvote_a_mean_below_the_bar() -> None:
    assert counted([0.5, 0.5, 0.5, 0.5, 0.05]).verdict(None) is FaceVerdict.UNSURE


def test_one_poor_frame_does_not_undo_a_good_mean() -> None:
    assert counted([0.7, 0.7, 0.7, 0.7, 0.2]).verdict(None) is FaceVerdict.MATCHED


@given(st.lists(COSINES, min_size=0, max_size=4))
def test_fewer_than_five_frames_never_match(cosines: list[float]) -> None:
    tally = counted(cosines)
    assert not tally.complete
    if cosines:
        assert tally.verdict(None) is not FaceVerdict.MATCHED


@given(st.lists(COSINES, min_size=5, max_size=5))
def test_a_match_needs_a_mean_at_the_bar_whatever_the_best_frame_says(cosines: list[float]) -> None:
    matched = counted(cosines).verdict(None) is FaceVerdict.MATCHED
    assert matched == (sum(cosines) / 5 >= ACCEPT) or abs(sum(cosines) / 5 - ACCEPT) < 1e-9


@given(FRAMES)
def test_the_mean_is_that_of_exactly_the_five_of_best_quality(
    frames: list[tuple[float, float]],
) -> None:
    best = sorted(frames, key=lambda frame: -frame[1])[:5]
    assert counted_by_quality(frames).mean == pytest.approx(sum(cosine for cosine, _ in best) / 5)


@given(st.lists(st.tuples(COSINES, QUALITIES), min_size=5, max_size=12, unique_by=lambda f: f[1]))
def test_the_order_in_which_frames_come_changes_nothing(frames: list[tuple[float, float]]) -> None:
    straight, turned = counted_by_quality(frames), counted_by_quality(frames[::-1])
    assert straight.mean == pytest.approx(turned.mean)


@given(FRAMES, COSINES)
def test_no_cosine_buys_a_frame_a_place(frames: list[tuple[float, float]], cosine: float) -> None:
    """A frame no better than the five at hand is not even asked for its cosine."""
    tally = counted_by_quality(frames)
    worst = sorted((quality for _, quality in frames), reverse=True)[4]
    mean = tally.mean
    assert not tally.wants(worst)
    tally.add(cosine, worst)
    assert tally.mean == mean


@given(st.lists(st.floats(-1, 0.25), min_size=4, max_size=4), COSINES, st.permutations(range(5)))
def test_no_single_frame_makes_a_match(
    low: list[float], any_cosine: float, order: list[int]
) -> None:
    cosines = [*low, any_cosine]
    assert counted([cosines[i] for i in order]).verdict(None) is not FaceVerdict.MATCHED


@given(st.lists(COSINES, min_size=5, max_size=5), st.floats(0, 2))
def test_the_second_opinion_can_only_take_a_match_away(
    cosines: list[float], distance: float
) -> None:
    alone, with_it = counted(cosines).verdict(None), counted(cosines).verdict(distance)
    if alone is FaceVerdict.MATCHED and distance > 0.7:
        assert with_it is FaceVerdict.UNSURE
    else:
        assert with_it is alone


def test_frames_of_two_presences_are_never_averaged() -> None:
    tally = counted([0.9, 0.9, 0.9, 0.9])
    tally.restart()
    assert not tally.started
    tally.add(0.1, 1.0)
    assert not tally.complete
    assert tally.mean == pytest.approx(0.1)


@pytest.mark.parametrize("distance", [0.71, float("inf"), float("nan")])
def test_a_second_opinion_that_is_no_number_vetoes_as_one_too_far(distance: float) -> None:
    assert counted([0.7] * 5).verdict(distance) is FaceVerdict.UNSURE
