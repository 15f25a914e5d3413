"""A file has one reason to be opened and a function fits on a screen (architecture §2)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = ("kiosk", "drivers", "simulators")
FILE_LINES = 300
FUNCTION_LINES = 40


def _files(*folders: str) -> list[Path]:
    return sorted(
        path
        for folder in folders
        for pattern in ("*.py", "*.qml")
        for path in (ROOT / folder).rglob(pattern)
    )


def long_functions(source: str) -> list[str]:
    """Return functions of more lines than allowed, decorators left out, docstrings counted."""
    return [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ]


@pytest.mark.parametrize("folder", [*PRODUCT, "tests"])
def test_no_file_is_longer_than_three_hundred_lines(folder: str) -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in _files(folder)
    }
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > FILE_LINES} == {}


@pytest.mark.parametrize("folder", PRODUCT)
def test_no_function_is_longer_than_forty_lines(folder: str) -> None:
    long = {
        str(path.relative_to(ROOT)): found
        for path in _files(folder)
        if path.suffix == ".py" and (found := long_functions(path.read_text(encoding="utf-8")))
    }
    assert long == {}


@pytest.mark.parametrize(("body", "too_long"), [(39, False), (40, True)])
def test_the_measure_itself_counts_every_line(body: int, too_long: bool) -> None:
    source = "class A:\n    async def f():\n" + "        x = 1\n" * body
    assert bool(long_functions(source)) is too_long
