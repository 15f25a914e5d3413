"""QML draws and decides nothing: no words, colours or sizes of its own; qmllint has no remarks."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from kiosk.screens.screen import Kind
from kiosk.screens.theme import Colours, Motion, Sizes
from tests.architecture.qmltypes import ROOT, tool, write

QML = ROOT / "kiosk" / "ui" / "qml"
FILES = sorted(QML.rglob("*.qml"))
THEME = QML / "controls" / "Theme.qml"
PLAIN_NUMBERS = {"0", "1", "2", "3", "4", "5", "9", "10"}  # parts, columns, steps, keys
IDS = pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(QML)))

LITERAL = re.compile(r'"([^"\n]*)"')
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|Qt\.(rgba|hsla|color|lighter|darker)\b")
NUMBER = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)(?![\w.])")


def code(file: Path) -> str:
    """Return a file without comments and imports."""
    lines = (line for line in file.read_text().splitlines() if not line.startswith("import "))
    return re.sub(r"//.*", "", "\n".join(lines))


def flow_words(text: str) -> Iterator[str]:
    """Yield what would be a decision about the flow: a comparison with a word."""
    yield from re.findall(r'[=!]==?\s*"[^"]*"|switch\s*\(|\bif\s*\(', text)


@IDS
def test_no_words_in_qml(file: Path) -> None:
    assert LITERAL.findall(code(file)) == []


@IDS
def test_no_colours_in_qml(file: Path) -> None:
    assert not COLOUR.search(code(file))


@IDS
def test_no_sizes_in_qml(file: Path) -> None:
    assert set(NUMBER.findall(code(file))) - PLAIN_NUMBERS == set()


@IDS
def test_no_decisions_in_qml(file: Path) -> None:
    assert list(flow_words(code(file))) == []


@pytest.mark.parametrize(
    ("planted", "rule"),
    [
        ('text: "受付"', LITERAL),
        ("color: Qt.rgba(0, 0, 0, 1)", COLOUR),
        ("width: 117", NUMBER),
    ],
)
def test_a_planted_literal_is_found(planted: str, rule: re.Pattern[str]) -> None:
    assert rule.search(planted)


def test_the_theme_hands_on_every_size_colour_and_duration() -> None:
    text = THEME.read_text()
    expected = [
        *(f"sizes.{field.name}" for field in fields(Sizes)),
        *(f"colours.{field.name}" for field in fields(Colours)),
        *(f"motion.{field.name}" for field in fields(Motion)),
    ]
    assert [name for name in expected if not re.search(rf"\.{name}\b", text)] == []


def test_every_kind_of_screen_has_its_file_and_every_file_its_kind() -> None:
    assert {file.stem for file in (QML / "screens").glob("*.qml")} == set(Kind)


def lint(folder: Path, *files: Path) -> str:
    """Return qmllint's remarks, empty when there are none."""
    command = [tool("qmllint"), "--max-warnings", "0", "-I", str(folder), *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    return "" if run.returncode == 0 else run.stdout + run.stderr


def test_qmllint_has_no_remarks(tmp_path: Path) -> None:
    remarks = lint(write(tmp_path), *FILES)
    assert not remarks, remarks


def test_qmllint_knows_the_bridge(tmp_path: Path) -> None:
    wrong = tmp_path / "Wrong.qml"
    wrong.write_text("import QtQuick\nimport Uketsuke\nText { text: Bridge.scren }\n")
    assert "scren" in lint(write(tmp_path), wrong)
