from drivers.pcsc.trace import CountingConnection, TracingConnection, WireCount
from tests.drivers.pcsc.fake_connection import FakeConnection

AID = bytes.fromhex("D392F000260100000001")
SELECT_AP = bytes.fromhex("00A4040C0A") + AID


def trace(
    commands: list[str], answers: list[str], public: frozenset[tuple[bytes, bytes]] = frozenset()
) -> list[str]:
    lines: list[str] = []
    connection = TracingConnection(FakeConnection(answers), lines.append, public)
    for command in commands:
        connection.transmit(bytes.fromhex(command))
    return lines


def test_a_pin_is_blanked_when_verified_and_when_changed() -> None:
    lines = trace(["002000800439383736", "002401800439383736"], ["63C2", "9000"])
    assert lines == ["> 00 20 00 80 <5 bytes>", "< 63C2", "> 00 24 01 80 <5 bytes>", "< 9000"]


def test_what_a_file_holds_is_blanked_unless_the_file_is_named_as_public() -> None:
    commands = [SELECT_AP.hex(), "00A4020C020006", "00B0000002", "00A4020C02000A", "00B0000002"]
    answers = ["9000", "9000", "AABB9000", "9000", "CCDD9000"]
    lines = trace(commands, answers, frozenset({(AID, b"\x00\x06")}))
    assert lines[5] == "< AA BB 9000"
    assert lines[9] == "< <2 bytes> 9000"
    assert trace(commands, answers)[5] == "< <2 bytes> 9000"


def test_a_file_of_that_number_in_another_application_is_not_public() -> None:
    other = "00A4040C05D392100031"
    lines = trace(
        [other, "00A4020C020006", "00B0000002"],
        ["9000", "9000", "AABB9000"],
        frozenset({(AID, b"\x00\x06")}),
    )
    assert lines[5] == "< <2 bytes> 9000"


def test_a_read_by_short_file_id_is_blanked() -> None:
    public = frozenset({(AID, b"\x00\x06")})
    lines = trace(
        [SELECT_AP.hex(), "00A4020C020006", "00B08A0002"], ["9000", "9000", "AABB9000"], public
    )
    assert lines[5] == "< <2 bytes> 9000"


def test_selection_length_and_case_one_commands_are_shown() -> None:
    lines = trace(["00A4020C020018", "00200080", "00B0000104"], ["9000", "63C3", "6B00"])
    assert lines[::2] == ["> 00 A4 02 0C 02 00 18", "> 00 20 00 80", "> 00 B0 00 01 04"]


def test_a_counter_counts_commands_and_bytes_and_closes_what_is_beneath() -> None:
    count = WireCount()
    beneath = FakeConnection(["AABB9000", "9000"])
    connection = CountingConnection(beneath, count)
    connection.transmit(b"\0\xb0\0\0\2")
    connection.transmit(b"\0\x20\0\x80")
    connection.close()
    assert count == WireCount(commands=2, bytes_sent=9, bytes_received=6)
    assert beneath.closed == 1
