"""The demonstration's people do what the screen asks: they turn their head, and look back."""

from collections.abc import Callable

from kiosk.domain.face import FaceGuidance
from kiosk.flow import states as s

TURNS = frozenset({FaceGuidance.TURN_LEFT, FaceGuidance.TURN_RIGHT})


class Cooperation:
    """Passes the kiosk's guidance on to whoever is before the simulated camera, once each."""

    def __init__(self, obey: Callable[[str], None]) -> None:
        self._obey = obey
        self._told: FaceGuidance | None = None

    def see(self, state: s.State) -> None:
        """Look at a state the moment it is shown."""
        told = state.guidance if isinstance(state, s.MatchingFace) else None
        if told is not None and told is not self._told:
            self._obey(told)
        self._told = told
