"""The foretold time of an exchange: sums made by hand, and what must never happen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.card.air import (
    BLOCK_BYTES,
    CARRIER,
    SIGNATURE_SECONDS,
    AirInterface,
    foretold,
    work_seconds,
)

SLOW, FAST = AirInterface(106), AirInterface(424)
lengths = st.integers(min_value=2, max_value=5000)


def test_a_short_exchange_is_the_sum_made_by_hand() -> None:
    # 7 + 2 bytes and two frames of 3 more: 15 characters of 10 bits, 2 frames of 22 bits more
    clocks = (15 * 10 + 2 * 22) * 128 + 4096
    assert SLOW.radio_seconds(7, 2) == pytest.approx(clocks / CARRIER)
    assert SLOW.radio_seconds(7, 2) == pytest.approx(0.002133, abs=1e-6)


def test_an_answer_of_two_blocks_is_the_sum_made_by_hand() -> None:
    # READ BINARY of 256: 5 bytes out, 258 back in blocks of 253 and 5; one R block between
    characters = (5 + 3) + (253 + 3) + 3 + (5 + 3)
    clocks = (characters * 10 + 4 * 22) * 32 + 2 * 4096
    assert FAST.radio_seconds(5, 258) == pytest.approx(clocks / CARRIER)
    assert FAST.radio_seconds(5, 258) == pytest.approx(0.007302, abs=1e-6)


def test_a_long_command_is_acknowledged_block_by_block() -> None:
    # 316 bytes out in blocks of 253 and 63 with one R block back between, 2 bytes back
    characters = (253 + 3) + 3 + (63 + 3) + (2 + 3)
    clocks = (characters * 10 + 4 * 22) * 128 + 2 * 4096
    assert SLOW.radio_seconds(316, 2) == pytest.approx(clocks / CARRIER)


@given(lengths, lengths, st.integers(min_value=0, max_value=300), st.sampled_from([106, 212, 424]))
def test_more_bytes_never_take_less(command: int, answer: int, more: int, speed: int) -> None:
    air = AirInterface(speed)
    least = air.radio_seconds(command, answer)
    assert air.radio_seconds(command + more, answer) >= least
    assert air.radio_seconds(command, answer + more) >= least


@given(lengths, lengths)
def test_four_times_the_speed_is_faster_but_not_four_times(command: int, answer: int) -> None:
    slow, fast = SLOW.radio_seconds(command, answer), FAST.radio_seconds(command, answer)
    assert fast < slow < 4 * fast


@given(st.binary(min_size=4, max_size=600), st.binary(max_size=600))
def test_time_is_positive_and_holds_the_chips_work(command: bytes, answer: bytes) -> None:
    answer += b"\x90\x00"
    assert work_seconds(command, answer) > 0
    assert foretold(command, answer, 106) == pytest.approx(
        SLOW.radio_seconds(len(command), len(answer)) + work_seconds(command, answer)
    )


def test_a_signature_counts_where_it_was_made() -> None:
    sign = bytes.fromhex("802A008033" + "30" * 51 + "00")
    assert work_seconds(sign, bytes(256) + b"\x90\x00") == SIGNATURE_SECONDS
    assert work_seconds(sign, b"\x69\x82") < 0.1


def test_a_block_holds_what_its_frame_leaves() -> None:
    one, two = SLOW.radio_seconds(5, BLOCK_BYTES), SLOW.radio_seconds(5, BLOCK_BYTES + 1)
    assert two - one > 4096 / CARRIER


def test_a_speed_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="107"):
        AirInterface(107)
