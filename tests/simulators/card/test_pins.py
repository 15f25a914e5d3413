import pytest

from tests.simulators.card.dialogue import (
    AUTH_KEY,
    AUTH_PIN,
    JPKI,
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


def test_asking_for_the_tries_costs_none_before_and_after_a_success(issue: Issue) -> None:
    chip = issue("hanako")
    assert words(chip, JPKI, AUTH_PIN, QUERY, QUERY, verify("1234"), QUERY) == [
        *("9000", "9000", "63C3", "63C3", "9000", "63C3"),
    ]


def test_wrong_pins_count_down_to_a_block_that_the_right_pin_does_not_lift(issue: Issue) -> None:
    chip = issue("hanako")
    words(chip, JPKI, AUTH_PIN)
    wrong = verify("9999")
    assert words(chip, wrong, wrong, wrong, wrong, verify("1234"), QUERY) == [
        *("63C2", "63C1", "63C0", "6984", "6984", "63C0"),
    ]


def test_the_right_pin_gives_every_try_back(issue: Issue) -> None:
    chip = issue("hanako")
    words(chip, JPKI, AUTH_PIN)
    assert words(chip, verify("9999"), verify("1234"), QUERY) == ["63C2", "9000", "63C3"]


@pytest.mark.parametrize("value", ["1", "12345", "123456789012345678"])
def test_a_pin_of_another_length_costs_a_try(issue: Issue, value: str) -> None:
    assert words(issue("hanako"), JPKI, AUTH_PIN, verify(value))[-1] == "63C2"


def test_tries_survive_the_power_and_a_new_process(issue: Issue) -> None:
    chip = issue("hanako")
    words(chip, JPKI, AUTH_PIN, verify("9999"))
    chip.power_off()
    chip.power_on()
    assert words(chip, JPKI, AUTH_PIN, QUERY)[-1] == "63C2"
    assert words(issue("hanako", fresh=False), JPKI, AUTH_PIN, QUERY)[-1] == "63C2"


@pytest.mark.parametrize(
    ("name", "auth", "signing"),
    [
        ("hanako", "63C3", "63C5"),
        ("jiro", "63C1", "63C5"),
        ("ichiro", "63C0", "63C5"),
        ("ren", "63C3", "63C0"),
    ],
)
def test_the_cast_comes_with_its_counters(issue: Issue, name: str, auth: str, signing: str) -> None:
    chip = issue(name)
    assert words(chip, JPKI, AUTH_PIN, QUERY)[-1] == auth
    assert words(chip, SIGN_PIN, QUERY)[-1] == signing


def test_a_locked_pin_refuses_even_the_right_one(issue: Issue) -> None:
    assert words(issue("ichiro"), JPKI, AUTH_PIN, verify("3456"))[-1] == "6984"


def test_a_child_has_no_signing_certificate_and_the_card_says_so(issue: Issue) -> None:
    chip = issue("ren")
    assert words(chip, JPKI, "00A4020C020001", "00A4020C02001A") == ["9000", "6A82", "6A82"]
    assert send(chip, "00B0880000") == (b"\x00\x8f\x00", "9000")


def test_a_pin_is_named_by_its_short_id(issue: Issue) -> None:
    chip = issue("hanako")
    assert words(chip, JPKI, "00200098", verify("1234", "98"), "00200097", "002000C0") == [
        *("9000", "63C3", "9000", "6981", "6A86"),
    ]


def test_a_verified_pin_outlives_a_reset_and_selecting_the_same_application(issue: Issue) -> None:
    chip = issue("hanako")
    words(chip, JPKI, AUTH_PIN, verify("1234"))
    chip.reset()
    assert words(chip, JPKI, AUTH_KEY, SIGN) == ["9000"] * 3
    assert words(chip, JPKI, AUTH_KEY, SIGN) == ["9000"] * 3


def test_a_verified_pin_is_lost_in_another_application(issue: Issue) -> None:
    chip = issue("hanako")
    words(chip, JPKI, AUTH_PIN, verify("1234"))
    assert words(chip, VISUAL, JPKI, AUTH_KEY, SIGN) == ["9000", "9000", "9000", "6982"]


def test_a_selection_that_fails_loses_nothing(issue: Issue) -> None:
    chip = issue("hanako")
    words(chip, JPKI, AUTH_PIN, verify("1234"))
    assert words(chip, "00A4040C05A000000003", AUTH_KEY, SIGN) == ["6A82", "9000", "9000"]


def test_a_verified_pin_is_lost_with_the_power(issue: Issue) -> None:
    chip = issue("hanako")
    words(chip, JPKI, AUTH_PIN, verify("1234"))
    chip.power_off()
    assert words(chip, JPKI, AUTH_KEY, SIGN) == ["9000", "9000", "6982"]


def test_a_failed_verification_takes_the_right_back(issue: Issue) -> None:
    chip = issue("hanako")
    words(chip, JPKI, AUTH_PIN, verify("1234"), verify("9999"))
    assert words(chip, AUTH_KEY, SIGN) == ["9000", "6982"]


def test_check_numbers_count_apart_in_each_application(issue: Issue) -> None:
    chip = issue("hanako")
    assert words(chip, VISUAL, verify("0" * 14, "92"), "00200092", "00200093") == [
        *("9000", "63C9", "63C9", "63CA"),
    ]
    assert words(chip, TEXT, "00200095", "00200092") == ["9000", "63CA", "63C0"]
    assert words(chip, verify("1234", "92")) == ["6984"]
