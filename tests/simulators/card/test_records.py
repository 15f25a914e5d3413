"""共通カードAP and 住基AP: records, and a key that answers for anybody."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from simulators.card.chip import Chip
from simulators.card.files import Ap, RecordEf
from simulators.card.keys import KeyFolder
from simulators.card.options import Guesses
from simulators.card.pins import PinStore
from simulators.personas.cast import Persona
from tests.simulators.card.dialogue import (
    COMMON,
    JPKI,
    JUKI,
    TEXT,
    VISUAL,
    Issue,
    send,
    verify,
    words,
)

CARD_NUMBER = "00A4020C020001"


@pytest.fixture
def chip(issue: Issue) -> Chip:
    chip = issue("hanako")
    assert words(chip, COMMON) == ["9000"]
    return chip


def test_the_first_record_is_number_municipality_and_expiry(
    chip: Chip, cast: dict[str, Persona]
) -> None:
    send(chip, CARD_NUMBER)
    record, word = send(chip, "00B2010400")
    assert (len(record), word) == (30, "9000")
    assert record[:2] == b"\x01\x1c"
    assert record[2:17].isdigit()
    assert record[17:22] == cast["hanako"].municipality_code.encode()
    assert record[22:] == b"20350217"


def test_a_short_id_reads_the_same_and_makes_the_file_current(chip: Chip) -> None:
    by_short_id = send(chip, "00B2010C00")
    assert by_short_id[1] == "9000"
    assert send(chip, "00B2010400") == by_short_id
    assert send(chip, "00B201040000" + "00") == by_short_id  # extended


def test_all_records_are_read_at_once(chip: Chip) -> None:
    one = send(chip, "00B2010C00")
    for ask in ("00B2010500", "00B2010D00", "00B20105000000"):
        assert send(chip, ask) == one


def test_records_follow_each_other_from_the_asked_one_on() -> None:
    chip = Chip([Ap(b"\xa0" * 5, {1: RecordEf((b"one", b"two", b"three"))})], PinStore({}))
    assert send(chip, "00A4040C05A0A0A0A0A0")[1] == "9000"
    assert send(chip, "00B2010D00") == (b"onetwothree", "9000")
    assert send(chip, "00B2020500") == (b"twothree", "9000")
    assert send(chip, "00B2020400") == (b"two", "9000")
    assert send(chip, "00B2020507") == (b"", "6700")


def test_some_cards_may_read_one_record_at_a_time(issue: Issue) -> None:
    chip = issue("hanako", guesses=Guesses(records_at_once=False))
    assert words(chip, COMMON, "00B2010D00", "00B2010C00") == ["9000", "6A81", "9000"]


@pytest.mark.parametrize(
    ("apdu", "word"),
    [
        ("00B2020500", "6A83"),
        ("00B2000500", "6A86"),
        ("00B201051D", "6700"),
        ("00B2020400", "6A83"),  # past the last
        ("00B2FF0400", "6A83"),
        ("00B2000400", "6A86"),  # no record has the number 0
        ("00B2010000", "6A86"),
        ("00B2010700", "6A86"),
        ("00B201FC00", "6A86"),  # short id 1F
        ("00B201EC00", "6A82"),
        ("00B201CC00", "6981"),  # a key
        ("00B2010401", "6700"),
        ("00B201041E", "9000"),
        ("00B20104", "6700"),
        ("00B2010401AA00", "6700"),
        ("00B0000000", "6981"),  # READ BINARY of records
        ("00B0810000", "6981"),
    ],
)
def test_odd_ways_to_read(chip: Chip, apdu: str, word: str) -> None:
    assert words(chip, CARD_NUMBER, apdu) == ["9000", word]


def test_record_zero_is_answered_as_chosen(issue: Issue) -> None:
    chip = issue("hanako", guesses=Guesses(record_zero=0x6A83))
    assert words(chip, COMMON, CARD_NUMBER, "00B2000400") == ["9000", "9000", "6A83"]


def test_a_binary_file_has_no_records(issue: Issue) -> None:
    assert words(issue("hanako"), JPKI, "00A4020C020006", "00B2010400", "00B2013400") == [
        *("9000", "9000", "6981", "6981"),
    ]


@pytest.mark.parametrize("ap", [JUKI, COMMON])
def test_a_key_reference_is_sixteen_bytes(issue: Issue, ap: str) -> None:
    chip = issue("hanako")
    assert words(chip, ap) == ["9000"]
    record, word = send(chip, "00B2011400")
    assert (record[:2], len(record), word) == (b"\x01\x10", 18, "9000")
    bare = issue("hanako", guesses=Guesses(key_records_are_tlv=False))
    send(bare, ap)
    assert send(bare, "00B2011400") == (record[2:], "9000")


@pytest.mark.parametrize("count", [1, 32, 255])
def test_internal_authentication_signs_any_challenge_for_anybody(
    chip: Chip, state: Path, count: int
) -> None:
    challenge = bytes(range(count))
    signature, word = send(chip, f"00880099{count:02X}{challenge.hex()}00")
    assert (len(signature), word) == (256, "9000")
    key = KeyFolder(state / "cards" / "hanako").key("common").public_key()
    key.verify(signature, challenge, padding.PKCS1v15(), hashes.SHA256())


@pytest.mark.parametrize(
    ("apdu", "word"),
    [
        ("00880099", "6700"),
        ("0088009900", "6700"),
        ("00880099015A", "6700"),
        ("00880099000100" + "5A" * 256 + "0000", "6700"),
        ("00880199015A00", "6A86"),
        ("00880019015A00", "6A86"),
        ("0088009C015A00", "6981"),
        ("00880097015A00", "6A82"),
        ("00880080015A00", "6986"),
        ("802A0099015A00", "6981"),  # it signs nothing else
        ("00200099", "6981"),
    ],
)
def test_odd_internal_authentications(chip: Chip, apdu: str, word: str) -> None:
    assert words(chip, apdu) == [word]


def test_no_other_key_authenticates_internally(issue: Issue) -> None:
    chip = issue("hanako")
    asked = (JPKI, "00880097015A00", verify("1234", "98"), "00880097015A00")
    assert words(chip, *asked) == ["9000", "6982", "9000", "6985"]
    assert words(chip, VISUAL, "0088009A015A00", TEXT, "00880093015A00") == [
        *("9000", "6985", "9000", "6985"),
    ]


@pytest.mark.parametrize("ap", [JUKI, COMMON])
def test_their_pins_have_three_tries_each(issue: Issue, ap: str) -> None:
    chip, other = issue("hanako"), COMMON if ap == JUKI else JUKI
    assert words(chip, ap, "0020009C", verify("0000", "9C"), verify("1234", "9C")) == [
        *("9000", "63C3", "63C2", "9000"),
    ]
    wrong = verify("0000", "9C")
    assert words(chip, wrong, wrong, wrong, wrong, other, "0020009C") == [
        *("63C2", "63C1", "63C0", "6984", "9000", "63C3"),
    ]
