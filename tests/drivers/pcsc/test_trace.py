import pytest

from drivers.pcsc.trace import CountingConnection, PublicFiles, TracingConnection, WireCount
from tests.drivers.pcsc.fake_connection import FakeConnection

AID = bytes.fromhex("D392F000260100000001")
SELECT_AP = bytes.fromhex("00A4040C0A") + AID


PUBLIC: PublicFiles = {(AID, b"\x00\x06"): 4}


def trace(commands: list[str], answers: list[str], public: PublicFiles | None = None) -> list[str]:
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
    lines = trace(commands, answers, PUBLIC)
    assert lines[5] == "< AA BB 9000"
    assert lines[9] == "< <2 bytes> 9000"
    assert trace(commands, answers)[5] == "< <2 bytes> 9000"


def test_a_file_of_that_number_in_another_application_is_not_public() -> None:
    other = "00A4040C05D392100031"
    lines = trace(
        [other, "00A4020C020006", "00B0000002"],
        ["9000", "9000", "AABB9000"],
        PUBLIC,
    )
    assert lines[5] == "< <2 bytes> 9000"


@pytest.mark.parametrize(
    "command",
    [
        "0024018004 31323334",  # CHANGE REFERENCE DATA
        "8032008004 31323334",  # its form in the 住基AP
        "0020009804 31323334",  # VERIFY of a key by its short id
        "00200080000004 31323334",  # the same, extended
        "0088009904 31323334",  # INTERNAL AUTHENTICATE
        "802A008004 31323334 00",  # COMPUTE DIGITAL SIGNATURE
        "0082000004 31323334",  # EXTERNAL AUTHENTICATE
    ],
)
def test_no_data_of_a_command_is_shown_but_that_of_select(command: str) -> None:
    lines = trace([SELECT_AP.hex(), "00A4020C020006", command], ["9000", "9000", "9000"], PUBLIC)
    assert "31" not in lines[4]
    assert lines[4].endswith("bytes>")


@pytest.mark.parametrize("command", ["00B2010C00", "00CA004500", "0088009900", "0084000004"])
def test_no_answer_is_shown_but_that_of_read_binary(command: str) -> None:
    commands = [SELECT_AP.hex(), "00A4020C020006", command]
    assert trace(commands, ["9000", "9000", "AABBCCDD9000"], PUBLIC)[5] == "< <4 bytes> 9000"


def test_of_a_public_file_no_more_is_shown_than_was_named() -> None:
    commands = [SELECT_AP.hex(), "00B0860006", "00B0000206", "00B0000402", "00B0860302"]
    answers = ["9000", "AABBCCDDEEFF9000", "CCDDEEFF9000", "EEFF9000", "DDEE9000"]
    assert trace(commands, answers, PUBLIC)[3::2] == [
        "< AA BB CC DD <2 bytes> 9000",
        "< CC DD <2 bytes> 9000",
        "< <2 bytes> 9000",
        "< DD <1 bytes> 9000",
    ]


def test_a_file_read_by_short_id_is_the_one_that_is_read_on() -> None:
    commands = [SELECT_AP.hex(), "00A4020C020006", "00B08A0002", "00B0000002"]
    lines = trace(commands, ["9000", "9000", "AABB9000", "AABB9000"], PUBLIC)
    assert lines[5] == lines[7] == "< <2 bytes> 9000"


@pytest.mark.parametrize("refused", ["00A4020C020006", "00B0860002", "00A4040C0A" + AID.hex()])
def test_after_a_refused_selection_nothing_is_shown(refused: str) -> None:
    commands = [SELECT_AP.hex(), "00A4020C02000A", refused, "00B0000002"]
    assert trace(commands, ["9000", "9000", "6A82", "AABB9000"], PUBLIC)[7] == "< <2 bytes> 9000"


def test_a_key_named_in_a_command_is_current_after_it() -> None:
    commands = [SELECT_AP.hex(), "00A4020C020006", "00200098", "00B0000002"]
    assert trace(commands, ["9000", "9000", "63C3", "AABB9000"], PUBLIC)[7] == "< <2 bytes> 9000"


def test_an_extended_length_is_shown() -> None:
    assert trace(["00B00000000123"], ["9000"])[0] == "> 00 B0 00 00 00 01 23"


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
