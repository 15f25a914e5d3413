import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.vision.tally import Tally
from drivers.vision.thresholds import Thresholds
from kiosk.domain.face import FaceVerdict

COSINES = st.floats(-1, 1)


def counted(cosines: list[float]) -> Tally:
    tally = Tally(Thresholds.load().match)
    for cosine in cosines:
        tally.add(cosine)
    return tally


def test_one_frame_that_matches_very_well_does_not_make_a_match() -> None:
    tally = counted([0.1, 0.1, 0.99, 0.1, 0.1])
    assert tally.complete
    assert tally.verdict(None) is FaceVerdict.NOT_MATCHED


def test_four_frames_that_match_do_not_outvote_a_mean_below_the_bar() -> None:
    assert counted([0.5, 0.5, 0.5, 0.5, 0.0]).verdict(None) is FaceVerdict.UNSURE


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
    assert matched == (sum(cosines) / 5 >= 0.45) or abs(sum(cosines) / 5 - 0.45) < 1e-9


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
    tally.add(0.1)
    assert not tally.complete
    assert tally.mean == pytest.approx(0.1)
