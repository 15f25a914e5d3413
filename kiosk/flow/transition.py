"""What one event leads to."""

from dataclasses import dataclass

from kiosk.flow.effects import Effect
from kiosk.flow.states import State


@dataclass(frozen=True)
class Transition:
    """The next state and what to do; an unchanged state keeps its timer."""

    state: State
    effects: tuple[Effect, ...] = ()


def to(state: State, *effects: Effect) -> Transition:
    """Write a transition briefly."""
    return Transition(state, effects)
