import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.pcsc.apdu import Command, Ins, Response
from drivers.pcsc.status import StatusWord
from kiosk.ports.faults import DeviceFault


@pytest.mark.parametrize(
    ("command", "wire"),
    [
        (Command(Ins.VERIFY, p2=0x80), "00 20 00 80"),
        (Command(Ins.READ_BINARY, 1, 2, expected=4), "00 B0 01 02 04"),
        (Command(Ins.READ_BINARY, expected=256), "00 B0 00 00 00"),
        (Command(Ins.READ_BINARY, expected=257), "00 B0 00 00 00 01 01"),
        (Command(Ins.READ_BINARY, expected=65536), "00 B0 00 00 00 00 00"),
        (Command(Ins.VERIFY, p2=0x80, data=b"1234"), "00 20 00 80 04 31 32 33 34"),
        (Command(0x2A, p2=0x80, data=b"AB", expected=256, cla=0x80), "80 2A 00 80 02 41 42 00"),
    ],
)
def test_a_command_is_encoded_in_the_shortest_of_its_forms(command: Command, wire: str) -> None:
    assert command.encode() == bytes.fromhex(wire)


def test_a_long_command_takes_the_extended_form() -> None:
    block = bytes(307)
    command = Command(0xA2, 0x06, 0xC1, block, expected=65536, cla=0x80)
    assert command.encode() == bytes.fromhex("80 A2 06 C1 00 01 33") + block + b"\0\0"
    signature = Command(Ins.EXTERNAL_AUTHENTICATE, data=bytes(256))
    assert signature.encode() == bytes.fromhex("00 82 00 00 00 01 00") + bytes(256)


def test_a_command_longer_than_an_apdu_can_say_is_a_bug() -> None:
    with pytest.raises(ValueError, match="longer"):
        Command(Ins.SELECT, data=bytes(65536))
    with pytest.raises(ValueError, match="longer"):
        Command(Ins.READ_BINARY, expected=65537)


@given(st.binary(min_size=2, max_size=400))
def test_an_answer_ends_with_its_status_word(answer: bytes) -> None:
    response = Response.decode(answer)
    assert response.data + int(response.status).to_bytes(2, "big") == answer


@pytest.mark.parametrize("answer", [b"", b"\x90"])
def test_an_answer_without_status_word_is_a_fault(answer: bytes) -> None:
    with pytest.raises(DeviceFault, match="short_answer"):
        Response.decode(answer)


def test_neither_command_nor_response_shows_its_data() -> None:
    command = Command(Ins.VERIFY, p2=0x80, data=b"9876")
    assert repr(command) == "<Command 00 20 00 80, 4 bytes, expects None>"
    response = Response(b"\xab\xcd", StatusWord(0x9000))
    assert repr(response) == "<Response 9000, 2 bytes>"


@pytest.mark.parametrize(
    ("value", "left", "locked"),
    [
        (0x63C3, 3, False),
        (0x63C0, 0, False),
        (0x6300, None, False),
        (0x6984, None, True),
        (0x6983, None, True),
        (0x9000, None, False),
    ],
)
def test_a_status_word_tells_tries_left_and_lock(
    value: int, left: int | None, *, locked: bool
) -> None:
    status = StatusWord(value)
    assert (status.tries_left, status.is_locked) == (left, locked)
    assert status.is_ok is (value == 0x9000)
    assert str(status) == f"{value:04X}"
