"""When guidance is said: calm for what could be better, at once for what is asked."""

from kiosk.domain.face import FaceGuidance

ASKED = frozenset({FaceGuidance.TURN_LEFT, FaceGuidance.TURN_RIGHT, FaceGuidance.BLINK})


class Advice:
    """Keeps guidance steady: a new word only after it has held for a moment, one at a time.

    An asked movement runs against a clock and is said at once.
    """

    SETTLE = 0.3  # seconds

    def __init__(self) -> None:
        self._said: FaceGuidance | None = None
        self._heard: FaceGuidance | None = None
        self._since = 0.0

    def hear(self, guidance: FaceGuidance, now: float) -> FaceGuidance | None:
        """Return the guidance to say now, or None to leave the last one standing."""
        if guidance is not self._heard:
            self._heard, self._since = guidance, now
        settled = self._said is None or now - self._since >= self.SETTLE
        if guidance is self._said or not (settled or guidance in ASKED):
            return None
        self._said = guidance
        return guidance
