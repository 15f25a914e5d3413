"""When a line counts as dead, and who finds out that it lives."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.qualification.circuit import REST_SECONDS, Circuit, LineKnownDead, NoConnection
from tests.drivers.qualification.conftest import HeldWaiting


def fails_with(circuit: Circuit, error: Exception) -> None:
    with pytest.raises(type(error)), circuit.through():
        raise error


def test_a_line_known_dead_is_not_tried_until_it_has_rested(waiting: HeldWaiting) -> None:
    circuit = Circuit(waiting)
    fails_with(circuit, NoConnection())
    with pytest.raises(LineKnownDead), circuit.through():
        pytest.fail("tried")
    waiting.time += REST_SECONDS
    with circuit.through():
        pass
    with circuit.through():
        pass


def test_after_the_rest_one_probe_goes_and_nobody_waits_beside_it(waiting: HeldWaiting) -> None:
    circuit = Circuit(waiting)
    fails_with(circuit, NoConnection())
    waiting.time += REST_SECONDS
    with circuit.through(), pytest.raises(LineKnownDead), circuit.through():
        pytest.fail("tried beside the probe")
    with circuit.through(), circuit.through():
        pass


def test_a_probe_that_takes_long_keeps_nobody_away_for_longer_than_a_rest(
    waiting: HeldWaiting,
) -> None:
    circuit = Circuit(waiting)
    fails_with(circuit, NoConnection())
    waiting.time += REST_SECONDS
    with circuit.through():  # a bulk answer, perhaps
        waiting.time += REST_SECONDS
        with circuit.through():
            pass
        with circuit.through():
            pass


def test_a_probe_that_fails_lets_the_line_rest_again(waiting: HeldWaiting) -> None:
    circuit = Circuit(waiting)
    for _ in range(3):
        fails_with(circuit, NoConnection())
        fails_with(circuit, LineKnownDead())
        waiting.time += REST_SECONDS


def test_other_errors_say_that_the_line_lives(waiting: HeldWaiting) -> None:
    circuit = Circuit(waiting)
    fails_with(circuit, RuntimeError())
    fails_with(circuit, NoConnection())
    waiting.time += REST_SECONDS
    fails_with(circuit, RuntimeError())
    with circuit.through():
        pass


@given(steps=st.lists(st.sampled_from(["dead", "alive", "rest", "moment"]), max_size=30))
def test_nothing_is_tried_within_the_rest_and_something_always_after_it(steps: list[str]) -> None:
    waiting = HeldWaiting()
    circuit, dead_since = Circuit(waiting), [float("-inf")]

    def dead() -> None:
        dead_since[0] = waiting.time
        raise NoConnection

    def alive() -> None:
        dead_since[0] = float("-inf")

    def request(what: Callable[[], None]) -> bool:
        try:
            with circuit.through():
                what()
        except LineKnownDead:
            return False
        except NoConnection:
            return True
        return True

    for step in steps:
        if step in ("dead", "alive"):
            rested = waiting.time - dead_since[0] >= REST_SECONDS
            assert request(dead if step == "dead" else alive) is rested
        else:
            waiting.time += REST_SECONDS if step == "rest" else 1.0
