"""Passwords are kept as Argon2id, and weak ones are not taken."""

import pytest
from argon2 import PasswordHasher, Type, extract_parameters
from hypothesis import given
from hypothesis import strategies as st

from kiosk.console.context import Console, Role
from kiosk.console.entrance import Entrance
from kiosk.console.passwords import LONGEST, SHORTEST, Passwords, weakness
from kiosk.ports.desk.accounts import Attempt
from tests.console.conftest import PASSWORD, QUICK, RECEPTIONIST, add_member


def test_a_password_is_kept_as_argon2id_with_the_parameters_of_rfc_9106() -> None:
    kept = extract_parameters(Passwords().hash(PASSWORD))
    assert kept.type is Type.ID
    assert (kept.memory_cost, kept.time_cost, kept.parallelism) == (65536, 3, 4)


def test_the_same_password_typed_in_full_width_is_the_same() -> None:
    assert QUICK.matches("ｐａｓｓ　ｗｏｒｄ１２", QUICK.hash("pass word12"))


def test_nothing_matches_who_has_no_password() -> None:
    assert not QUICK.matches("nobody's", None)


def test_what_is_no_hash_matches_nothing() -> None:
    assert not QUICK.matches(PASSWORD, "plain text")


def test_a_password_of_older_parameters_is_hashed_anew_at_sign_in(console: Console) -> None:
    number = add_member(console, RECEPTIONIST, "佐藤", Role.RECEPTIONIST)
    newer = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    checked = Entrance(console, newer).sign_in(RECEPTIONIST, PASSWORD, "192.0.2.7")
    assert isinstance(checked, Attempt)
    kept = console.desk.accounts.password(number)
    assert kept
    assert kept.password
    assert not newer.outdated(kept.password)
    assert newer.matches(PASSWORD, kept.password)


@pytest.mark.parametrize(
    "password",
    [
        "password12",
        "PASSWORD!!",
        "１２３４５６７８９０",
        "aaaaaaaaaaaa",
        "abcdefghijkl",
        "sakura2026",
    ],
)
def test_what_everybody_tries_is_refused(password: str) -> None:
    assert weakness(password, "sato") == "common"


@given(st.text(max_size=SHORTEST - 1))
def test_nothing_short_is_taken(password: str) -> None:
    if len(password.encode()) < SHORTEST:  # one letter of few may be many when written out
        assert weakness(password, "") == "short"


def test_nothing_endless_is_hashed() -> None:
    assert weakness("ab3!" * LONGEST, "sato") == "long"


def test_a_sentence_is_taken() -> None:
    assert weakness("うちの 猫は 三匹 います", "sato") is None


MARKS = "a" + "\u0301\u0316" * 500_000
"""Marks to be put in order: twice as many take four times as long, and nothing else runs."""


def test_a_password_made_to_hold_everybody_up_is_not_written_out() -> None:
    assert not QUICK.matches(MARKS, QUICK.hash(""))
    assert weakness(MARKS, "sato") == "long"


def test_a_long_password_of_letters_with_marks_apart_is_the_same_as_of_whole_ones() -> None:
    apart, whole = "か\u3099" * LONGEST, "が" * LONGEST
    assert QUICK.matches(apart, QUICK.hash(whole))
