"""The table of clauses names tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = (ROOT / "kiosk/ui/accessibility.md").read_text("utf-8")
PLACES = {"voice": "tests/drivers/voice"}
NAMED = sorted(set(re.findall(r"`(\w+)/(test_\w+\.py)::(test_\w+)`", TABLE)))


def test_the_table_names_tests() -> None:
    assert len(NAMED) > 30


@pytest.mark.parametrize(("place", "file", "name"), NAMED)
def test_a_test_that_the_table_names_is_there(place: str, file: str, name: str) -> None:
    source = ROOT / PLACES.get(place, f"tests/{place}") / file
    assert f"\ndef {name}(" in source.read_text("utf-8")


def test_every_clause_has_a_test_or_says_that_there_is_nothing() -> None:
    rows = [line for line in TABLE.splitlines() if re.match(r"\| [\dX]", line)]
    assert [row for row in rows if not re.search(r"::test_\w+` \||\| — \|", row)] == []
