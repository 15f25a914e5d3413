"""The service alone, worked from a command line by somebody who has nothing else of the project."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Generator
from io import StringIO
from pathlib import Path

import pytest

from simulators.qualification.cli import main
from simulators.qualification.registry import Registry
from simulators.qualification.service import REGISTRY
from tests.simulators.qualification.asking import results
from tests.simulators.qualification.description import DESCRIPTION
from tests.simulators.qualification.on_stage import CAST, PEOPLE

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "simulators.qualification"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("alone")


@pytest.fixture(scope="module")
def printed(folder: Path) -> Generator[str]:
    """Serve, and return what was printed until the last line that it prints."""
    with subprocess.Popen(
        [*COMMAND, "serve", "--folder", str(folder)],
        cwd=ROOT,
        env={**os.environ, "UKETSUKE_PROFILE": "test"},
        stdout=subprocess.PIPE,
        text=True,
    ) as served:
        assert served.stdout is not None
        lines: list[str] = []
        while "/qualification" not in "".join(lines[-1:]).replace("simulators.qualification", ""):
            lines.append(served.stdout.readline())
            assert lines[-1], "it ended"
        yield "".join(lines)
        served.send_signal(signal.SIGINT)
        assert served.wait(20) == 0


@pytest.fixture
def development(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UKETSUKE_PROFILE", "development")


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_what_it_prints_to_try_works_as_it_stands(printed: str) -> None:
    tried = printed.split("try, where the project lies:\n")[1]
    answer = subprocess.run(
        ["sh", "-c", tried], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    [result] = results(json.loads(answer.stdout))
    assert result["Name"] == CAST["hanako"].qualification["name"]


def test_it_says_where_the_tls_files_lie(printed: str) -> None:
    files = [Path(name) for name in re.findall(r"(?m)^  (?:[a-z' ]+)  +(/\S+)$", printed)]
    assert len(files) == 3
    for file in files:
        assert file.read_text("ascii").startswith("-----BEGIN")


def test_a_port_that_is_taken_is_said_so(
    printed: str, tmp_path: Path, development: None, capsys: pytest.CaptureFixture[str]
) -> None:
    found = re.search(r"https://127.0.0.1:([0-9]+)", printed)
    assert found is not None
    assert main(["serve", "--folder", str(tmp_path), "--port", found[1]]) == 1
    assert "in use" in capsys.readouterr().err


@pytest.mark.parametrize("given", ["", "[]", "{}", '{"challenge": 1}', '{"challenge": "?"}'])
def test_what_is_no_challenge_is_not_signed(
    tmp_path: Path,
    development: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: str,
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(given))
    assert main(["sign", "--folder", str(tmp_path), "--persona", "hanako"]) == 1
    assert capsys.readouterr().out == ""


def test_it_prints_its_description_and_its_scenarios(
    development: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["openapi"]) == 0
    assert json.loads(capsys.readouterr().out) == DESCRIPTION
    assert main(["scenarios"]) == 0
    assert "mutsuo    insurers_catch_up" in capsys.readouterr().out


def test_a_reset_forgets_what_receptions_added(tmp_path: Path, development: None) -> None:
    registry, hajime = Registry(PEOPLE, tmp_path / REGISTRY), CAST["hajime"].certificate_serial
    registry.register(hajime)
    assert registry.is_registered(hajime)
    assert main(["reset", "--folder", str(tmp_path)]) == 0
    assert not registry.is_registered(hajime)


def test_it_refuses_to_serve_where_patients_are_received(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UKETSUKE_PROFILE", "production")
    assert main(["serve", "--folder", str(tmp_path / "state")]) == 1
    assert "UKETSUKE_PROFILE" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
