"""The time of the machine, told in Japan's zone."""

import time
from datetime import datetime
from zoneinfo import ZoneInfo

JAPAN = ZoneInfo("Asia/Tokyo")


class SystemClock:
    """Implements `ports.clock.Clock`."""

    def now(self) -> datetime:
        return datetime.now(JAPAN)

    def monotonic(self) -> float:
        return time.monotonic()
