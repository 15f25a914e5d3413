"""Answers as late as by radio: the foretold time of an exchange, with a signature's own scatter."""

from random import Random
from typing import Final, Protocol

from simulators.card.air import SIGNATURE_SPREAD, AirInterface, is_signature

LATENCIES: Final = ("NONE", "REALISTIC", "REALISTIC-424")
SEED: Final = 0


class Latency(Protocol):
    """Tells how long after its command an answer comes."""

    def __call__(self, command: bytes, answer: bytes) -> float: ...


class RadioLatency:
    """Seconds of the exchange by radio; a signature takes 300 to 700 ms, drawn from `random`."""

    def __init__(self, air: AirInterface, random: Random) -> None:
        self._air = air
        self._random = random

    def __call__(self, command: bytes, answer: bytes) -> float:
        scatter = 0.0
        if is_signature(command, answer):
            scatter = self._random.uniform(-SIGNATURE_SPREAD, SIGNATURE_SPREAD)
        return self._air.seconds(command, answer) + scatter


def latency_called(name: str) -> Latency | None:
    """Return the latency of a word of `LATENCIES`, the same sequence in every run.

    NONE gives none, REALISTIC 106 kbit/s; raises KeyError for another word.
    """
    speed = {"NONE": None, "REALISTIC": 106, "REALISTIC-424": 424}[name]
    return None if speed is None else RadioLatency(AirInterface(speed), Random(SEED))  # noqa: S311 - a scatter, no secret
