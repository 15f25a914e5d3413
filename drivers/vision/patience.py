"""From when on a frame counts although there is something to say. No numpy, no cv2."""

import math

from drivers.vision.quality import Tier


class Patience:
    """How long somebody has been there without a frame that leaves nothing to say.

    Outlasts a moment without a face, as a detector has in poor light: it is about light and pose,
    and lets nobody be taken for another.
    """

    def __init__(self, seconds: float, absence: float) -> None:
        self._seconds = seconds
        self._absence = absence
        self._since = self._last = -math.inf

    def is_over(self, tier: Tier, now: float) -> bool:
        """Return whether a frame of this tier counts now although there is something to say."""
        if tier is Tier.NO_USE:
            return False
        if now - self._last > self._absence:
            self._since = now
        self._last = now
        return now - self._since >= self._seconds
