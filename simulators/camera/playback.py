"""Which still is seen now: a movement walks from still to still, and never leaps over one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from simulators.camera.plans import Plan
from simulators.camera.scenes import Movement
from simulators.camera.stills import KeyFrame

FRAMES_A_SECOND: Final = 15
REACTION: Final = 5
"""Frames until somebody who is asked for something begins: a third of a second."""
LONGEST: Final = 10 * FRAMES_A_SECOND
"""Frames made up for after nobody looked for a while."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where on which track the scene is."""

    track: Movement = "front"
    index: int = 0


def following(plan: Plan, here: Place, goal: Movement) -> Place | None:
    """Say what comes after `here` on the way to `goal` and in it; None where its track is over."""
    track = plan[here.track]
    last = len(track.stills) - 1
    if here.track == goal:
        if here.index < last:
            return Place(goal, here.index + 1)
        return None if track.loop is None else Place(goal, track.loop)
    if here.track != "front":
        return Place(here.track, here.index - 1) if here.index else Place()
    if here.index == 0:
        return Place(goal)
    back = here.index <= len(track.stills) // 2
    return Place("front", here.index - 1 if back else (here.index + 1) % (last + 1))


class Playhead:
    """Walks through a plan in time; waits at a still until the next one is ready to be shown."""

    def __init__(self, plan: Plan, now: float) -> None:
        self._plan = plan
        self._place = Place()
        self._goal: Movement = "front"
        self._asked: Movement | None = None
        self._wait = 0
        self._shown = 0
        self._since = now

    @property
    def place(self) -> Place:
        """Where it was when it was last looked at."""
        return self._place

    def ask(self, movement: Movement) -> None:
        """Begin a movement from wherever it is, after a moment; the last word counts.

        One that the scene cannot make is left out.
        """
        if movement in self._plan:
            self._asked, self._wait = movement, REACTION

    def at(self, now: float, ready: Callable[[KeyFrame], bool]) -> KeyFrame:
        """Return the still seen `now` (seconds of the clock given at first)."""
        due = int((now - self._since) * FRAMES_A_SECOND)
        self._since += due / FRAMES_A_SECOND
        for _ in range(min(due, LONGEST)):
            self._step(ready)
        return self._still(self._place)

    def _step(self, ready: Callable[[KeyFrame], bool]) -> None:
        self._shown += 1
        self._wait -= 1
        if self._asked is not None and self._wait <= 0:
            self._goal, self._asked = self._asked, None
        arrived = self._place.track == self._goal
        if arrived and self._shown < self._still(self._place).hold:
            return
        ahead = following(self._plan, self._place, self._goal)
        if ahead is None:
            self._goal = "front"
        elif ready(self._still(ahead)):
            self._place, self._shown = ahead, 0

    def _still(self, place: Place) -> KeyFrame:
        return self._plan[place.track].stills[place.index]
