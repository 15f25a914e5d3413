"""FAR and FRR by hand, and what holds of them whatever the pairs."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.vision.evaluation.match_rates import (
    CURVE,
    FAR_TARGETS,
    Curve,
    PairScores,
    errors,
    match_errors,
    not_acquired,
    pairs_needed,
    unsure,
)
from drivers.vision.evaluation.rates import Rate

NAN = math.nan


def scored(same: list[int], mean: list[float], accept: float = 0.425) -> PairScores:
    """Return pairs decided by the mean alone, unsure from 0.36, no veto, minors from 0.5."""
    means = np.array(mean, float)
    return PairScores(
        same=np.array(same, bool),
        group=np.zeros(len(same), np.intp),
        groups=[""],
        mean=means,
        accepted=means >= accept,
        unsure=(means >= 0.36) & ~(means >= accept),
        without_veto=means >= accept,
        as_minor=means >= 0.5,
    )


EIGHT = scored([1, 1, 1, 1, 0, 0, 0, 0], [0.9, 0.45, 0.4, NAN, 0.5, 0.37, 0.1, NAN])


def test_far_and_frr_count_those_without_a_face_as_not_accepted() -> None:
    both = errors(EIGHT, EIGHT.accepted)
    assert both.false_accepts == Rate(1, 4)
    assert both.false_rejects == Rate(2, 4)


def test_fmr_and_fnmr_leave_them_out() -> None:
    both = match_errors(EIGHT)
    assert both.false_accepts == Rate(1, 3)
    assert both.false_rejects == Rate(1, 3)
    assert not_acquired(EIGHT) == (Rate(1, 4), Rate(1, 4))


def test_unsure_and_the_minors_band_are_counted() -> None:
    assert unsure(EIGHT) == (Rate(1, 4), Rate(1, 4))
    minor = errors(EIGHT, EIGHT.as_minor)
    assert (minor.false_accepts, minor.false_rejects) == (Rate(1, 4), Rate(3, 4))


def test_a_group_has_its_own_rates() -> None:
    grouped = replace(EIGHT, group=np.array([0, 0, 1, 1] * 2), groups=["a", "b"])
    first, second = (errors(part, part.accepted) for part in map(grouped.of_group, (0, 1)))
    assert (first.false_accepts, first.false_rejects) == (Rate(1, 2), Rate(0, 2))
    assert (second.false_accepts, second.false_rejects) == (Rate(0, 2), Rate(2, 2))


@pytest.mark.parametrize(
    ("threshold", "accepts", "rejects"),
    [(0.2, 2, 1), (0.37, 2, 1), (0.38, 1, 1), (0.5, 1, 3), (0.51, 0, 3), (0.91, 0, 4)],
)
def test_the_curve_accepts_from_its_threshold_up(
    threshold: float, accepts: int, rejects: int
) -> None:
    point = Curve(EIGHT).at(threshold)
    assert point.errors.false_accepts == Rate(accepts, 4)
    assert point.errors.false_rejects == Rate(rejects, 4)


def test_the_threshold_for_a_far_is_the_lowest_that_keeps_to_it() -> None:
    impostors = [n / 1000 for n in range(1000)]  # 0.000 to 0.999
    point = Curve(scored([0] * 1000 + [1], [*impostors, 0.995])).for_far(1e-2)
    assert point is not None
    assert point.threshold == pytest.approx(0.9891)
    assert point.errors.false_accepts == Rate(10, 1000)
    assert point.errors.false_rejects == Rate(0, 1)


def test_a_score_on_the_step_itself_is_left_out() -> None:
    point = Curve(scored([0] * 300, [0.57] * 300)).for_far(1e-2)  # 0.57 * 1e4 lies below 5700
    assert point is not None
    assert point.errors.false_accepts == Rate(0, 300)


def test_too_few_pairs_promise_no_far() -> None:
    assert [pairs_needed(far) for far in FAR_TARGETS] == [300, 3000, 30_000, 300_000]
    curve = Curve(scored([0] * 2999, [0.1] * 2999))
    assert curve.for_far(1e-2) is not None
    assert curve.for_far(1e-3) is None


def test_a_far_that_no_score_reaches_needs_no_threshold() -> None:
    point = Curve(scored([0] * 300, [NAN] * 300)).for_far(1e-2)
    assert point is not None
    assert point.errors.false_accepts == Rate(0, 300)


cosines = st.one_of(st.floats(-1, 1), st.just(NAN))
pairs = st.lists(st.tuples(st.integers(0, 1), cosines), min_size=1, max_size=60)


def scored_rows(rows: list[tuple[int, float]]) -> PairScores:
    return scored([same for same, _ in rows], [mean for _, mean in rows])


@given(pairs)
def test_far_falls_and_frr_rises_with_the_threshold(rows: list[tuple[int, float]]) -> None:
    points = list(map(Curve(scored_rows(rows)).at, CURVE))
    far = [point.errors.false_accepts.errors for point in points]
    frr = [point.errors.false_rejects.errors for point in points]
    assert far == sorted(far, reverse=True)
    assert frr == sorted(frr)


@given(pairs.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_rows_changes_nothing(
    rows: tuple[list[tuple[int, float]], list[tuple[int, float]]],
) -> None:
    one, other = map(scored_rows, rows)
    assert errors(one, one.accepted) == errors(other, other.accepted)
    assert match_errors(one) == match_errors(other)
    assert [Curve(one).at(bar) for bar in CURVE] == [Curve(other).at(bar) for bar in CURVE]


@given(pairs)
def test_the_curve_at_the_shipped_threshold_is_the_shipped_decision(
    rows: list[tuple[int, float]],
) -> None:
    scores = scored_rows(rows)
    assert Curve(scores).at(0.425).errors == errors(scores, scores.accepted)


@given(st.integers(0, 2**32 - 1), st.integers(300, 1000), st.integers(1, 4))
def test_the_threshold_for_a_far_keeps_to_it(seed: int, pairs: int, digits: int) -> None:
    impostors = np.random.default_rng(seed).normal(0, 0.2, pairs).round(digits)  # with ties
    curve = Curve(scored([0] * pairs, list(impostors)))
    point = curve.for_far(1e-2)
    assert point is not None
    assert point.errors.false_accepts.share <= 1e-2
    assert curve.at(point.threshold - 1.5e-4).errors.false_accepts.share > 1e-2
