"""When two insurance numbers are the same (qualification.md §8.3)."""

import pytest

from simulators.qualification.exchange.numbers import (
    same_branch,
    same_insurer,
    same_number,
    same_symbol,
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("0045", "45", True),
        ("００４５", "45 ", True),
        ("450", "45", False),
        ("0", "000", True),
        ("000", "", False),  # a number of zeros is one, nothing is none
        ("", "", True),
    ],
)
def test_numbers(one: str, other: str, same: bool) -> None:
    assert same_number(one, other) is same is same_number(other, one)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("  139998", "139998", True),
        ("00139998", "  139998", False),
        ("06139992", "６１３９９９２", False),
        ("06139992", "０６１３９９９２", True),
    ],
)
def test_insurers(one: str, other: str, same: bool) -> None:
    assert same_insurer(one, other) is same is same_insurer(other, one)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("見本ー７", " 見本ー7", True),
        ("ｱｲ", "アイ", True),
        ("見本", "", False),
        ("007", "7", False),
    ],
)
def test_symbols(one: str, other: str, same: bool) -> None:
    assert same_symbol(one, other) is same is same_symbol(other, one)


@pytest.mark.parametrize(
    ("one", "other", "same"), [("00", "００", True), ("00", "", False), ("01", "1", False)]
)
def test_branches(one: str, other: str, same: bool) -> None:
    assert same_branch(one, other) is same is same_branch(other, one)
