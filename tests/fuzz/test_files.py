"""A small share of the spoiled files runs with the tests; `python -m tests.fuzz.files` the rest."""

import pytest

from tests.fuzz import files


def test_spoiled_files_are_read_or_refused_and_what_is_read_is_written_again() -> None:
    outcomes = files.walk(seed=1, files=150)
    assert outcomes["read"] > 30
    assert outcomes["not_xml"] > 30


def test_a_broken_invariant_names_its_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "read_result", lambda content: 1 // 0)
    with pytest.raises(AssertionError, match=r"seed [0-9]+: ZeroDivisionError"):
        files.walk(seed=1, files=20)
