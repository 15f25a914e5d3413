import pytest

from simulators.card.options import Guesses
from tests.simulators.card.dialogue import COMMON, JPKI, JUKI, TEXT, VISUAL, Issue, send, words


@pytest.mark.parametrize("aid", [JPKI, VISUAL, TEXT, JUKI, COMMON, "00A4040C07 A0000001510000"])
def test_every_application_is_selected_without_data(issue: Issue, aid: str) -> None:
    assert send(issue("hanako"), aid) == (b"", "9000")


@pytest.mark.parametrize(
    ("apdu", "word"),
    [
        ("00A4040C09 D392F0002601000000", "9000"),  # a prefix of the AID
        ("00A4040C05 D392F00026", "9000"),
        ("00A4040C04 D392F000", "6A82"),  # too short to mean one
        ("00A4040C05 D392100031", "6A82"),  # two applications begin so
        ("00A4040C0B D392F00026010000000100", "6A82"),
        ("00A404040A D392F000260100000001", "6A86"),
        ("00A4010C02 0006", "6A86"),
        ("00A4020C02 0006", "6A82"),  # no application chosen
        ("00A40000", "6A86"),  # nothing chosen since power-up
        ("00B0000004", "6986"),
        ("00200080", "6986"),
        ("00A40400 07 6276 01FF000000", "6A82"),  # what OpenSC asks of every card
        ("00CB3FFF035C017E08", "6D00"),
        ("A0A40000", "6E00"),
        ("01A40000", "6881"),
        ("80FC0000", "6700"),  # an iPhone's token knows it
        ("09A40000", "6881"),
        ("04A40000", "6E00"),
        ("00A4000C02 3F00", "6A82"),  # there is no master file to select
        ("00A4000002 3F00", "6A82"),
        ("00A4000C02 001E", "9000"),  # of unknown use
        ("00A4020C02 001E", "9000"),
        ("00A4020C02 2F10", "6A82"),
        ("00A4000C02 2F11", "6A82"),
        ("00A4000C01 00", "6700"),
        ("00A4040C08 D392100031000101", "6A82"),  # the card's four own applications begin so
        ("00A4040009 D39210003100010108", "6A82"),
        ("00A404000A D392F000260100000001", "9000"),
        ("00B2010400", "6986"),
        ("00880099 01 5A 00", "6A82"),
        ("80AE000000", "66F1"),
        ("0820008000", "69FC"),
        ("002A9E9A 01 5A 00", "6D00"),
        ("00", "6700"),
        ("", "6700"),
        ("00A4040C0AD392", "6700"),
    ],
)
def test_the_first_command_after_power_up(issue: Issue, apdu: str, word: str) -> None:
    chip = issue("hanako")
    chip.power_on()
    assert words(chip, apdu) == [word]


def test_a_selection_that_asks_for_data_gets_the_name_of_the_application(issue: Issue) -> None:
    data, word = send(issue("hanako"), "00A404000A D392F000260100000001 00")
    assert (data.hex().upper(), word) == ("6F0C840AD392F000260100000001", "9000")


def test_selecting_the_master_file_inside_an_application_changes_nothing(issue: Issue) -> None:
    assert words(issue("hanako"), JPKI, "00A4020C020006", "00A40000", "00B0000001") == ["9000"] * 4


@pytest.mark.parametrize(
    ("apdu", "count", "word"),
    [
        ("00B0000020", 32, "9000"),
        ("00B0000000", 160, "9000"),  # more wanted than there is
        ("00B0009000", 16, "9000"),
        ("00B0009F01", 1, "9000"),
        ("00B000A001", 0, "6B00"),
        ("00B07FFF00", 0, "6B00"),
        ("00B00000000000", 160, "9000"),
        ("00B000000000A0", 160, "9000"),
        ("00B086 9E 00", 2, "9000"),  # by short id
        ("00B08A0004", 4, "9000"),
        ("00B0C00004", 0, "6A86"),
        ("00B08F0004", 0, "6A82"),
        ("00B09700 04", 0, "6981"),  # a key is no file
        ("00B0810004", 0, "6982"),
        ("00B00000", 0, "6700"),
        ("00B00000021234", 0, "6700"),
    ],
)
def test_reading_the_token_information_and_its_neighbours(
    issue: Issue, apdu: str, count: int, word: str
) -> None:
    chip = issue("hanako")
    assert words(chip, JPKI, "00A4020C020006") == ["9000", "9000"]
    data, answered = send(chip, apdu)
    assert (len(data), answered) == (count, word)


def test_the_token_information_says_what_kind_of_card_it_is(issue: Issue) -> None:
    chip = issue("hanako")
    send(chip, JPKI)
    data, _ = send(chip, "00B0860000")
    assert data[:32] == b"JPKIAPICCTOKEN2".ljust(32)
    assert data[96:124].hex() == "0000040d" + "00000001" + "00000000" + "00000001" + "00000000" + (
        "00000010" + "00000006"
    )
    assert len(data) == 160


def test_the_file_below_the_master_file_cannot_be_read(issue: Issue) -> None:
    assert words(issue("hanako"), "00A4020C02 001E", "00B0000001", "00200080") == [
        *("9000", "6981", "6981"),
    ]


def test_the_master_file_is_out_of_reach_inside_an_application(issue: Issue) -> None:
    chip = issue("hanako")
    assert words(chip, JPKI, "00A4000C023F00", "00A4000C02001E", "00A4020C022F10") == [
        *("9000", "6A82", "6A82", "6A82"),
    ]


def test_the_issuer_domain_leads_back_to_where_power_up_leads(issue: Issue) -> None:
    chip = issue("hanako")
    assert words(
        chip, JPKI, "00CA00F000", "00A4040C07A0000001510000", "00CA00F000", "00A40000"
    ) == [
        *("9000", "6A88", "9000", "9000", "6A86"),
    ]


def test_a_selection_by_name_may_tell_nothing(issue: Issue) -> None:
    chip = issue("hanako", guesses=Guesses(names_itself=False))
    assert send(chip, "00A404000A D392F000260100000001 00") == (b"", "9000")
    assert send(issue("hanako"), "00A4040C0A D392F000260100000001 00") == (b"", "9000")


def test_a_challenge_is_as_long_as_asked_and_new_each_time(issue: Issue) -> None:
    chip = issue("hanako")
    first, second = send(chip, "0084000008")[0], send(chip, "0084000008")[0]
    assert len(first) == len(second) == 8
    assert first != second
    assert len(send(chip, "0084000000")[0]) == 256
    assert words(chip, "00840000000020", "00840100 08", "00840000") == ["6985", "6A86", "6700"]
    assert words(chip, "0084000108", JPKI, "0084000001") == ["6A86", "9000", "9000"]


@pytest.mark.parametrize("beginning", ["D3", "D392", "D392100031", "A000"])
def test_some_cards_may_select_by_less_than_a_name(issue: Issue, beginning: str) -> None:
    select = f"00A4040C{len(beginning) // 2:02X}{beginning}"
    assert words(issue("hanako"), select) == ["6A82"]
    chip = issue("hanako", guesses=Guesses(short_names=True))
    assert words(chip, select, "00A4040C02D393", "00A4040C") == ["9000", "6A82", "6A82"]
