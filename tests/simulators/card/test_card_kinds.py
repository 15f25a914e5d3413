"""Kinds of token: the plastic card, phones, the old 住基カード, a card of another kind."""

from typing import Any

import pytest

from simulators.card.options import Guesses
from simulators.personas.cast import Pins
from tests.simulators.card.dialogue import (
    AUTH_KEY,
    AUTH_PIN,
    COMMON,
    JPKI,
    JUKI,
    QUERY,
    SIGN,
    SIGN_PIN,
    TEXT,
    VISUAL,
    Issue,
    send,
    verify,
    words,
)

NO_PINS = Pins(None, None, None)
FACE_ONLY: dict[str, Any] = {"face_only": True, "pins": NO_PINS}
CERTIFICATE = "00B08A0004"


@pytest.mark.parametrize(
    ("kind", "label", "atr"),
    [
        ("my_number", b"JPKIAPICCTOKEN2", "3B888001000005E0B381A1007F"),
        ("android", b"JPKIAPGPSETOKEN", "3B888001000005E0B381A1007F"),
        ("iphone", b"JPKIAPIOSTOKEN", "3B888001000005E0B381A1007F"),
        ("juki", b"JPKIAPICCTOKEN", "3B888001000014E0B38191005E"),
    ],
)
def test_a_token_says_what_it_is(issue: Issue, kind: str, label: bytes, atr: str) -> None:
    chip = issue("hanako", changed={"card_kind": kind})
    assert words(chip, JPKI) == ["9000"]
    assert send(chip, "00B0860020") == (label.ljust(32), "9000")
    assert chip.atr.hex().upper() == atr


def test_the_caller_may_choose_the_atr(issue: Issue) -> None:
    contact = bytes.fromhex("3BE000FF8131FE4514")
    assert issue("not_mynumber", atr=contact).atr == contact


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        ("my_number", [JPKI, VISUAL, TEXT, JUKI, COMMON]),
        ("android", [JPKI]),
        ("iphone", [JPKI]),
        ("juki", [JPKI, JUKI]),
        ("other", []),
    ],
)
def test_each_kind_knows_its_applications(issue: Issue, kind: str, known: list[str]) -> None:
    chip = issue("hanako", changed={"card_kind": kind})
    every = [JPKI, VISUAL, TEXT, JUKI, COMMON]
    assert words(chip, *every) == ["9000" if ap in known else "6A82" for ap in every]


def test_a_card_of_another_kind_is_a_driving_licence(issue: Issue) -> None:
    chip = issue("not_mynumber")
    assert chip.atr.hex().upper() == "3B8880010000000091" + "81C100D8"
    assert words(chip, "00A4040C07A0000001510000", "00B0000001", "00CA00F000", "00A40000") == [
        *("6A82", "6986", "6A88", "6A86"),
    ]


def test_android_shows_its_certificate_after_the_pin_alone(issue: Issue) -> None:
    chip = issue("hanako", changed={"card_kind": "android"})
    assert words(chip, JPKI, CERTIFICATE, AUTH_PIN, QUERY) == ["9000", "6982", "9000", "63C3"]
    assert words(chip, verify("1234"), CERTIFICATE, AUTH_KEY, SIGN) == ["9000"] * 4
    chip.power_off()
    assert words(chip, JPKI, CERTIFICATE, AUTH_KEY, SIGN) == ["9000", "6982", "9000", "6982"]


def test_an_iphone_that_knows_its_holder_signs_without_a_pin(issue: Issue) -> None:
    chip = issue("hanako", changed={"card_kind": "iphone", "pins": NO_PINS})
    assert words(chip, JPKI, CERTIFICATE, AUTH_KEY, SIGN) == ["9000"] * 4
    assert words(chip, AUTH_PIN, QUERY, verify("1234")) == ["9000", "63C0", "6984"]
    assert words(chip, "802A009A" + "015A00") == ["6982"]  # never the signing key


def test_an_iphone_that_was_not_unlocked_does_not_sign(issue: Issue) -> None:
    chip = issue("hanako", changed={"card_kind": "iphone", "pins": NO_PINS}, phone_unlocked=False)
    assert words(chip, JPKI, CERTIFICATE, AUTH_KEY, SIGN) == ["9000", "9000", "9000", "6982"]


def test_an_unlocked_phone_means_nothing_to_plastic(issue: Issue) -> None:
    chip = issue("hanako", phone_unlocked=True)
    assert words(chip, JPKI, AUTH_KEY, SIGN) == ["9000", "9000", "6982"]


def test_the_last_command_indicator_tells_an_iphone_from_plastic(issue: Issue) -> None:
    assert words(issue("hanako", changed={"card_kind": "iphone"}), "80FC0000") == ["9000"]
    assert words(issue("hanako"), JPKI, "80FC0000") == ["9000", "6700"]


@pytest.mark.parametrize("kind", ["android", "iphone", "juki"])
def test_no_terminal_opens_another_token(issue: Issue, kind: str) -> None:
    chip = issue("hanako", changed={"card_kind": kind})
    assert words(chip, JPKI, "00A4020C020016") == ["9000", "6A82"]


def test_a_face_only_card_has_a_certificate_and_no_pin(issue: Issue) -> None:
    chip = issue("hanako", changed=FACE_ONLY)
    assert words(chip, JPKI, "00A4020C020001", CERTIFICATE) == ["9000", "6A82", "9000"]
    assert send(chip, "00B0880000") == (b"\x00\x8f\x00", "9000")
    for pin in (AUTH_PIN, SIGN_PIN):
        assert words(chip, pin, QUERY, verify("1234"), QUERY) == ["9000", "63C0", "6984", "63C0"]
    assert words(chip, AUTH_KEY, SIGN) == ["9000", "6982"]
    assert words(chip, TEXT, "00200091", verify("1234", "91")) == ["9000", "63C0", "6984"]
    for ap in (JUKI, COMMON):
        assert words(chip, ap, "0020009C", verify("1234", "9C")) == ["9000", "63C0", "6984"]


def test_a_face_only_card_keeps_its_check_numbers(issue: Issue) -> None:
    chip = issue("hanako", changed=FACE_ONLY)
    assert words(chip, VISUAL, verify("55021720352285", "92"), "00B0820001") == ["9000"] * 3
    assert words(chip, TEXT, verify("981200010002", "94"), "00B0810001") == ["9000"] * 3


def test_a_face_only_card_has_no_pin_even_where_one_is_given(issue: Issue) -> None:
    chip = issue("hanako", changed={"face_only": True})
    assert words(chip, JPKI, verify("1234", "98"), "00A4020C020001") == ["9000", "6984", "6A82"]


def test_a_missing_signing_certificate_may_be_an_empty_file(issue: Issue) -> None:
    chip = issue("ren", guesses=Guesses(no_sign_certificate="empty"))
    assert words(chip, JPKI, "00A4020C020001", "00B0000004") == ["9000", "9000", "6982"]
    assert send(chip, "00B0880000") == (b"\x00\x8f\x00", "9000")


def test_an_old_card_may_lack_authentication_altogether(issue: Issue) -> None:
    guesses = Guesses(juki_card_authenticates=False)
    chip = issue("hanako", changed={"card_kind": "juki"}, guesses=guesses)
    assert words(chip, JPKI, "00A4020C02000A", AUTH_PIN, AUTH_KEY, SIGN_PIN) == [
        *("9000", "6A82", "6A82", "6A82", "9000"),
    ]
    assert send(chip, "00B0880000") == (b"\x8f\x00\x00", "9000")


@pytest.mark.parametrize("identifier", ["0005", "0010", "0019", "001C", "001E"])
def test_files_of_unknown_use_exist_and_serve_nothing(issue: Issue, identifier: str) -> None:
    asked = ("00B0000001", "00B2010400", QUERY, verify("1234"), SIGN)
    assert words(issue("hanako"), JPKI, "00A4020C02" + identifier, *asked) == [
        *("9000", "9000", "6981", "6981", "6981", "6981", "6981"),
    ]


def test_the_sealed_file_opens_for_nobody(issue: Issue) -> None:
    chip = issue("hanako")
    assert words(chip, JPKI, verify("1234", "98"), verify("ABC123", "9B"), "00B0890001") == [
        *("9000", "9000", "9000", "6982"),
    ]
