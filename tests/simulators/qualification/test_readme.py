"""The page for other software says what is so."""

import re
from pathlib import Path

import pytest

import simulators.qualification
from simulators.qualification.cli import main
from simulators.qualification.refusals import NOTICES, Refusal
from simulators.qualification.scenarios import SCENARIOS

README = Path(simulators.qualification.__file__).with_name("README.md").read_text("utf-8")


def test_its_table_is_the_one_of_the_scenarios() -> None:
    rows = re.findall(r"(?m)^\| ([NE]\d+[a-h]?) \| `(\w+)` \| (?:`(\w+)`)? *\| (.*) \|$", README)
    table = [(name, s.persona, s.switch or "", s.says) for name, s in SCENARIOS.items()]
    assert rows == table


def test_it_names_commands_that_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UKETSUKE_PROFILE", "test")
    named = set(re.findall(r"simulators\.qualification (\w+)", README))
    assert named == {"serve", "sign", "reset", "openapi", "scenarios"}
    assert main(["scenarios"]) == 0


def test_every_code_is_in_the_table_of_the_package() -> None:
    described = simulators.qualification.__doc__ or ""
    for code in (*Refusal, *NOTICES):
        assert code in described
