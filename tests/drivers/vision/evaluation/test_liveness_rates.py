from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.vision.evaluation.lists import Item
from drivers.vision.evaluation.liveness_look import Outcome, Presentation
from drivers.vision.evaluation.liveness_rates import Species, worst
from drivers.vision.evaluation.liveness_run import LivenessRun
from drivers.vision.evaluation.rates import Rate


def species(name: str, outcomes: Sequence[Outcome | None], *, live: bool = False) -> Species:
    return Species(name, live, [Presentation(0, outcome) for outcome in outcomes])


LET_IN, ASKED, PASSIVE, BORDER, NO_FACE = Outcome


def test_apcer_counts_attacks_let_in_of_those_that_showed_a_face() -> None:
    paper = species("paper", [LET_IN, ASKED, PASSIVE, BORDER, NO_FACE, None])
    assert paper.errors == paper.let_in == Rate(1, 4)
    assert (paper.asked, paper.by_passive, paper.by_border) == (Rate(1, 4),) * 3
    assert paper.non_response == Rate(1, 5)


def test_bpcer_counts_living_people_refused_and_not_those_asked() -> None:
    people = species("", [LET_IN, LET_IN, ASKED, PASSIVE, BORDER, NO_FACE], live=True)
    assert people.errors == Rate(2, 5)
    assert people.asked == Rate(1, 5)
    assert people.non_response == Rate(1, 6)


def test_the_worst_species_is_reported_and_never_the_mean() -> None:
    harmless = species("screen", [PASSIVE] * 99)
    bad = species("mask", [LET_IN, PASSIVE])
    unseen = species("unseen", [NO_FACE])
    assert worst([harmless, bad, unseen]) is bad
    assert worst([unseen]) is None


outcomes = st.lists(st.sampled_from([*Outcome, None]), max_size=30)


@given(outcomes, st.booleans())
def test_every_classified_presentation_is_counted_once(
    found: list[Outcome | None], live: bool
) -> None:
    one = species("x", found, live=live)
    shares = (one.let_in, one.asked, one.by_passive, one.by_border)
    assert sum(rate.errors for rate in shares) == one.let_in.cases
    assert one.let_in.cases == one.non_response.cases - one.non_response.errors


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(Outcome)), min_size=1), st.data())
def test_the_order_of_rows_changes_nothing(
    rows: list[tuple[str, Outcome]], data: st.DataObject
) -> None:
    def rates(mixed: list[tuple[str, Outcome]]) -> list[tuple[str, Rate, Rate]]:
        items = [Item(0, "", False, name) for name, _ in mixed]
        run = LivenessRun(items, [Presentation(0, outcome) for _, outcome in mixed])
        return [(one.name, one.errors, one.non_response) for one in run.attacks]

    assert rates(rows) == rates(data.draw(st.permutations(rows)))


def test_living_people_are_counted_together_and_by_kind() -> None:
    items = [Item(1, "a", True, "x"), Item(2, "b", True, "y"), Item(3, "c", False, "x")]
    run = LivenessRun(items, [Presentation(n, ASKED) for n in range(3)])
    assert run.all_living.asked == Rate(2, 2)
    assert [one.name for one in run.living] == ["x", "y"]
    assert [one.asked for one in run.attacks] == [Rate(1, 1)]


@pytest.mark.parametrize("live", [False, True])
def test_without_any_presentation_nothing_is_claimed(live: bool) -> None:
    assert species("x", [], live=live).errors.interval == (0.0, 1.0)
