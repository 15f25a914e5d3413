"""A PIN is changed by whoever verified it, and stays changed until the card is reset."""

import stat
from pathlib import Path

import pytest

from simulators.card.issue import PINS, reset_tries
from simulators.card.options import Guesses
from simulators.personas.cast import Persona
from tests.simulators.card.dialogue import (
    AUTH_PIN,
    COMMON,
    JPKI,
    JUKI,
    SIGN_PIN,
    TEXT,
    VISUAL,
    Issue,
    verify,
    words,
)


def changed(secret: str, head: str = "00240180") -> str:
    return f"{head}{len(secret):02X}{secret.encode('ascii').hex()}"


@pytest.mark.parametrize(
    ("ap", "pin", "old", "head", "new"),
    [
        (JPKI, AUTH_PIN, "1234", "00240180", "9087"),
        (JPKI, SIGN_PIN, "ABC123", "00240180", "NEWPASSWORD12345"),
        (TEXT, "00A4020C020011", "1234", "00240180", "0000"),
        (JUKI, "00A4020C02001C", "1234", "80320080", "9087"),
        (COMMON, "00A4020C02001C", "1234", "80320080", "9087"),
    ],
)
def test_the_new_value_takes_the_place_of_the_old(
    issue: Issue, ap: str, pin: str, old: str, head: str, new: str
) -> None:
    chip = issue("hanako")
    assert words(chip, ap, pin, verify(old), changed(new, head)) == ["9000"] * 4
    chip.power_off()
    assert words(chip, ap, pin, verify(new)) == ["9000"] * 3
    assert words(chip, verify(old))[0].startswith("63C")
    again = issue("hanako", fresh=False)  # as another process finds the card
    assert words(again, ap, pin, verify(new)) == ["9000"] * 3


def test_a_reset_gives_the_first_value_back(
    issue: Issue, state: Path, cast: dict[str, Persona]
) -> None:
    words(issue("hanako"), JPKI, AUTH_PIN, verify("1234"), changed("9087"))
    reset_tries(cast["hanako"], state)
    chip = issue("hanako", fresh=False)
    assert words(chip, JPKI, AUTH_PIN, verify("9087"), verify("1234")) == [
        *("9000", "9000", "63C2", "9000"),
    ]


def test_the_file_with_the_values_is_its_owners_alone(issue: Issue, state: Path) -> None:
    words(issue("hanako"), JPKI, AUTH_PIN, verify("1234"), changed("9087"))
    path = state / "cards" / "hanako" / PINS
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.glob("*.new")) == []


def test_what_another_process_left_half_written_does_no_harm(issue: Issue, state: Path) -> None:
    beside = (state / "cards" / "hanako" / PINS).with_suffix(".new")
    beside.write_text("half")
    beside.chmod(0o644)
    words(issue("hanako"), JPKI, AUTH_PIN, verify("1234"), changed("9087"))
    assert stat.S_IMODE(beside.with_name(PINS).stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"tries": {"auth": 3}, "changed": "1234"}'])
def test_a_file_that_is_none_is_said_without_its_content(
    issue: Issue, state: Path, content: str
) -> None:
    issue("hanako")
    path = state / "cards" / "hanako" / PINS
    path.write_text(content)
    with pytest.raises(ValueError, match="reset the card") as told:
        issue("hanako", fresh=False)
    assert "1234" not in repr(told.value)
    assert told.value.__cause__ is None
    words(issue("hanako"), JPKI)  # the reset mends it


def test_nobody_changes_what_they_did_not_verify(issue: Issue) -> None:
    chip = issue("hanako")
    assert words(chip, JPKI, AUTH_PIN, changed("9087")) == ["9000", "9000", "6982"]
    assert words(chip, verify("1234"), SIGN_PIN, changed("NEWPASS1")) == ["9000", "9000", "6982"]
    words(chip, AUTH_PIN, verify("9999"))
    assert words(chip, changed("9087")) == ["6982"]


@pytest.mark.parametrize(
    ("pin", "old", "new"),
    [
        *((AUTH_PIN, "1234", new) for new in ("123", "12345", "12A4", "12 4")),
        *((SIGN_PIN, "ABC123", new) for new in ("ABC12", "A" * 17, "abc123", "ABC-123")),
    ],
)
def test_a_value_the_pin_does_not_take_is_refused(
    issue: Issue, pin: str, old: str, new: str
) -> None:
    chip = issue("hanako")
    assert words(chip, JPKI, pin, verify(old), changed(new)) == ["9000", "9000", "9000", "6A80"]
    assert words(chip, verify(old)) == ["9000"]


@pytest.mark.parametrize(
    ("apdu", "word"),
    [
        ("00240080" + "0439303837", "6A86"),
        ("00240280" + "0439303837", "6A86"),
        ("00240180", "6700"),
        ("00240180" + "0439303837" + "00", "6700"),
        ("00240198" + "0439303837", "9000"),  # by short id
        ("00240197" + "0439303837", "6981"),
        ("80320080" + "0439303837", "6D00"),  # the other applications' way
        ("80240180" + "0439303837", "6D00"),
    ],
)
def test_odd_changes(issue: Issue, apdu: str, word: str) -> None:
    assert words(issue("hanako"), JPKI, AUTH_PIN, verify("1234"), apdu)[-1] == word


@pytest.mark.parametrize("ap", [JUKI, COMMON])
def test_the_older_applications_know_their_own_way_alone(issue: Issue, ap: str) -> None:
    chip = issue("hanako")
    assert words(chip, ap, verify("1234", "9C"), changed("9087"), changed("9087", "80320180")) == [
        *("9000", "9000", "6D00", "6A86"),
    ]


def test_numbers_printed_on_the_card_are_its_for_life(issue: Issue) -> None:
    chip = issue("hanako")
    number = "55021720352285"
    assert words(chip, VISUAL, verify(number, "92"), changed("1" * 14, "00240192")) == [
        *("9000", "9000", "6985"),
    ]


def test_a_card_without_pins_takes_none(issue: Issue) -> None:
    chip = issue("hanako", changed={"face_only": True})
    assert words(chip, JPKI, AUTH_PIN, changed("9087")) == ["9000", "9000", "6982"]


def test_a_change_lifts_no_block_and_costs_no_try(issue: Issue) -> None:
    chip = issue("jiro")
    assert words(chip, JPKI, AUTH_PIN, "00200080", changed("9087"), "00200080") == [
        *("9000", "9000", "63C1", "6982", "63C1"),
    ]


def test_a_wrong_length_may_cost_nothing(issue: Issue) -> None:
    chip = issue("hanako", guesses=Guesses(wrong_length_costs_a_try=False))
    words(chip, JPKI, AUTH_PIN)
    assert words(chip, verify("12345"), "00200080", verify("9999"), verify("1234")) == [
        *("6A80", "63C3", "63C2", "9000"),
    ]


def test_a_failure_may_leave_the_right_until_the_block(issue: Issue) -> None:
    chip = issue("hanako", guesses=Guesses(failed_verify_revokes=False))
    sign = "802A0097015A00"
    assert words(chip, JPKI, AUTH_PIN, verify("1234"), verify("9999"), sign) == [
        *("9000", "9000", "9000", "63C2", "9000"),
    ]
    assert words(chip, AUTH_PIN, verify("9999"), verify("9999"), sign) == [
        *("9000", "63C1", "63C0", "6982"),
    ]


def test_a_reset_may_take_every_right(issue: Issue) -> None:
    chip = issue("hanako", guesses=Guesses(reset_keeps_rights=False))
    words(chip, JPKI, AUTH_PIN, verify("1234"))
    chip.reset()
    assert words(chip, JPKI, "802A0097015A00") == ["9000", "6982"]
