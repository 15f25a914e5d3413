"""The machine's share of a reception is the machine's alone."""

from dataclasses import replace

from kiosk.demo.stage import MachineTime
from kiosk.flow import states as s
from tests.flow.saying import FACTS, VISIT

MATCHING = s.MatchingFace(VISIT, FACTS)
WAITING = s.WaitingForCard(VISIT)


def counted(*states: s.State) -> set[str]:
    clock = MachineTime()
    for state in (*states, WAITING):
        clock.see(state)
    return set(clock.by_step)


def test_comparing_is_the_machines_share() -> None:
    assert counted(MATCHING) == {"3 verification"}


def test_a_movement_that_was_asked_for_is_the_persons() -> None:
    assert counted(replace(MATCHING, asked=True)) == set()
