"""Ids by which files and certificates name keys, and EFs of which nothing but the id is known."""

import pytest

from tests.simulators.card.dialogue import COMMON, TEXT, VISUAL, Issue, read_file, words

CERTIFIER, SUBJECT = slice(10, 26), slice(26, 42)  # of EF 0004


@pytest.mark.parametrize(
    ("ap", "file", "place", "named", "root"),
    [
        (VISUAL, "0003", 15, b"6900024", b"6900023"),
        (TEXT, "0005", 14, b"6900034", b"6900033"),
    ],
)
def test_the_basic_information_names_another_key_than_the_certified(
    issue: Issue, ap: str, file: str, place: int, named: bytes, root: bytes
) -> None:
    chip = issue("hanako")
    assert words(chip, ap) == ["9000"]
    information, certificate = read_file(chip, file), read_file(chip, "0004")
    assert information[place : place + 16] == named + b"\x08\x05001" + bytes(4)
    assert certificate[CERTIFIER] == root + b"\x08\x05001" + bytes(4)
    assert b"13999" in certificate[SUBJECT]  # the municipality's own
    assert certificate[SUBJECT] != information[place : place + 16]


@pytest.mark.parametrize(
    ("ap", "identifier"), [(VISUAL, "0014"), (VISUAL, "0015"), (COMMON, "001E")]
)
def test_a_file_of_unknown_use_is_there_and_serves_no_command(
    issue: Issue, ap: str, identifier: str
) -> None:
    chip = issue("hanako")
    asked = (ap, f"00A4020C02{identifier}", "00B0000000", "00200080")
    assert words(chip, *asked) == ["9000", "9000", "6981", "6981"]
