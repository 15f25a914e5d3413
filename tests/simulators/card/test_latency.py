from random import Random

import pytest

from simulators.card.air import SIGNATURE_SECONDS, SIGNATURE_SPREAD, AirInterface
from simulators.card.latency import LATENCIES, RadioLatency, latency_called

READ, READ_ANSWER = bytes.fromhex("00B0000000"), bytes(256) + b"\x90\x00"
SIGN, SIGNATURE = bytes.fromhex("802A008033" + "30" * 51 + "00"), bytes(256) + b"\x90\x00"


def test_a_read_takes_what_the_air_takes() -> None:
    late = latency_called("REALISTIC")
    assert late is not None
    assert late(READ, READ_ANSWER) == pytest.approx(AirInterface(106).seconds(READ, READ_ANSWER))


def test_signatures_scatter_between_300_and_700_ms_of_work() -> None:
    late, air = RadioLatency(AirInterface(424), Random(7)), AirInterface(424)
    work = [late(SIGN, SIGNATURE) - air.radio_seconds(len(SIGN), 258) for _ in range(500)]
    assert min(work) >= SIGNATURE_SECONDS - SIGNATURE_SPREAD
    assert max(work) <= SIGNATURE_SECONDS + SIGNATURE_SPREAD
    assert max(work) - min(work) > SIGNATURE_SPREAD


def test_two_runs_are_as_late_as_each_other() -> None:
    one, two = latency_called("REALISTIC-424"), latency_called("REALISTIC-424")
    assert one is not None
    assert two is not None
    assert [one(SIGN, SIGNATURE) for _ in range(5)] == [two(SIGN, SIGNATURE) for _ in range(5)]


def test_every_word_of_the_command_line_is_known() -> None:
    assert [name for name in LATENCIES if latency_called(name) is None] == ["NONE"]
