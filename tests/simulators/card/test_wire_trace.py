"""What the trace shows, and what it must never show."""

from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from simulators.card.chip import Chip
from simulators.card.wire_trace import WireTrace
from tests.simulators.card.dialogue import AUTH_PIN, JPKI, QUERY, TEXT, VISUAL, Issue, verify

READ = "00B0000000"


def traced(chip: Chip, *apdus: str, every_file: bool = False) -> list[str]:
    out = StringIO()
    trace = WireTrace(out, every_file=every_file)
    for apdu in apdus:
        command = bytes.fromhex(apdu)
        trace.exchange(command, chip.transmit(command))
    return out.getvalue().splitlines()


def test_the_dialogue_can_be_read(issue: Issue) -> None:
    assert traced(issue("hanako"), JPKI, AUTH_PIN, QUERY, verify("1234"))[:6] == [
        "> 00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01   # SELECT 公的個人認証AP",
        "< 90 00",
        "> 00 A4 02 0C 02 00 18   # SELECT EF 0018",
        "< 90 00",
        "> 00 20 00 80   # tries left?",
        "< 63 C3",
    ]


def test_pins_are_blanked_whatever_is_asked_for(issue: Issue) -> None:
    shown = traced(issue("hanako"), JPKI, AUTH_PIN, verify("1234"), every_file=True)
    assert shown[-2:] == ["> 00 20 00 80 04 <4 bytes>   # VERIFY", "< 90 00"]


def test_files_about_a_person_are_counted_not_shown(issue: Issue) -> None:
    number = ("00A4020C020001", "00B0000011")
    open_text = (TEXT, "00A4020C020011", verify("1234"), *number)
    assert traced(issue("hanako"), *open_text)[-1] == "< <17 bytes> 90 00"
    with_files = traced(issue("hanako"), *open_text, every_file=True)[-1]
    assert with_files.startswith("< FF 10 0C ")


def test_a_file_without_a_person_in_it_is_shown(issue: Issue) -> None:
    assert traced(issue("hanako"), JPKI, "00A4020C020008", READ)[-1] == "< 8F 8F 00 90 00"
    assert traced(issue("hanako"), JPKI, "00B0880000")[-1] == "< 8F 8F 00 90 00"


def test_the_same_file_number_of_another_application_is_not_shown(issue: Issue) -> None:
    hanako = issue("hanako")
    b_number = verify("55021720352285")
    shown = traced(hanako, JPKI, "00A4020C020002", READ, VISUAL, "00A4020C020012", b_number)
    assert shown[-2] == "> 00 20 00 80 0E <14 bytes>   # VERIFY"
    assert len(shown[5]) > 256  # the authority's certificate is anybody's
    assert traced(hanako, VISUAL, "00A4020C020002", READ)[-1] == "< <256 bytes> 90 00"


def test_power_and_reset_stand_between_the_lines() -> None:
    out = StringIO()
    trace = WireTrace(out)
    trace.event("power on")
    trace.exchange(bytes.fromhex("00A40000"), None)
    assert out.getvalue() == "# power on\n> 00 A4 00 00   # SELECT\n# no answer\n"


@given(
    st.sampled_from(["00", "80", "08", "0C"]),
    st.sampled_from(["20", "24", "32"]),
    st.sampled_from(["04", "0E", "00", "", "000004", "05", "FF"]),
    st.booleans(),
)
def test_no_form_of_a_pin_command_shows_the_pin(
    cla: str, ins: str, length: str, every_file: bool
) -> None:
    out = StringIO()
    command = bytes.fromhex(cla + ins + "0080" + length) + b"7391"
    WireTrace(out, every_file=every_file).exchange(command, b"\x67\x00")
    assert "37 33" not in out.getvalue()
    assert "39 31" not in out.getvalue()
