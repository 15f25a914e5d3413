import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.pcsc.apdu import Command, Ins
from drivers.pcsc.exchange import MOST_ROUNDS, exchange
from kiosk.ports.faults import DeviceFault
from tests.drivers.pcsc.fake_connection import FakeConnection


def sent(connection: FakeConnection) -> list[str]:
    return [command.hex(" ") for command in connection.sent]


def test_an_announced_rest_is_fetched() -> None:
    connection = FakeConnection(["aabb6102", "cc6101", "dd9000"])
    response = exchange(connection).send(Command(Ins.READ_BINARY, expected=256))
    assert (response.data.hex(), response.status) == ("aabbccdd", 0x9000)
    assert sent(connection)[1:] == ["00 c0 00 00 02", "00 c0 00 00 01"]


def test_the_right_length_is_asked_for_once() -> None:
    connection = FakeConnection(["6c04", "aabbccdd9000"])
    response = exchange(connection).send(Command(Ins.READ_BINARY, expected=256))
    assert response.data.hex() == "aabbccdd"
    assert sent(connection) == ["00 b0 00 00 00", "00 b0 00 00 04"]


def test_a_card_that_insists_on_other_lengths_is_not_asked_for_ever() -> None:
    connection = FakeConnection(["6c04", "6c05"])
    response = exchange(connection).send(Command(Ins.READ_BINARY, expected=256))
    assert response.status == 0x6C05


@pytest.mark.parametrize("data", [b"", b"1234"])
def test_a_verify_is_never_repeated(data: bytes) -> None:
    connection = FakeConnection(["6c04"])
    command = Command(Ins.VERIFY, p2=0x80, data=data, expected=256)
    assert exchange(connection).send(command).status == 0x6C04
    assert len(connection.sent) == 1


@pytest.mark.parametrize("answer", ["6100", "00" * 256 + "6100"])
def test_an_endless_answer_is_a_fault(answer: str) -> None:
    connection = FakeConnection(lambda _: bytes.fromhex(answer))
    with pytest.raises(DeviceFault, match="endless_answer"):
        exchange(connection).send(Command(Ins.READ_BINARY, expected=256))
    assert len(connection.sent) <= MOST_ROUNDS + 1


@given(st.lists(st.binary(max_size=6), min_size=1))
def test_whatever_a_card_answers_the_exchange_ends_in_a_response_or_a_fault(
    answers: list[bytes],
) -> None:
    connection = FakeConnection(lambda _: answers.pop(0) if answers else b"\x6f\x00")
    try:
        response = exchange(connection).send(Command(Ins.READ_BINARY, expected=256))
    except DeviceFault:
        return
    assert response.status.sw1 != 0x61
