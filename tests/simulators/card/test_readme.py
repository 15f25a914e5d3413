"""The page for people who only want the card names what there is, and nothing else."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from simulators.card.cli import main
from simulators.card.options import Guesses

PAGE = (Path(__file__).parents[3] / "simulators" / "card" / "README.md").read_text("utf-8")


def test_the_page_names_every_option_of_serve(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    helped = set(re.findall(r"(--[a-z][a-z-]+)", capsys.readouterr().out)) - {"--help"}
    table = PAGE[PAGE.index("| option of `serve`") : PAGE.index("**PIN counters last**")]
    assert set(re.findall(r"`(--[a-z][a-z-]+)", table)) == (helped - {"--persona"}) | {"--guess"}


def test_the_page_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = re.search(r"\{([a-z,]+)\}", capsys.readouterr().out)
    assert listed is not None
    for command in listed[1].split(","):
        assert f".venv/bin/python -m simulators.card {command}" in PAGE


def test_the_page_names_every_guess() -> None:
    table = PAGE[PAGE.index("| option | default") : PAGE.index("Further guesses")]
    named = set(re.findall(r"`([a-z_]{6,})`", table)) - {"absent", "undecodable"}
    assert named == {field.name for field in fields(Guesses)}


def test_every_file_the_page_points_to_is_there() -> None:
    root = Path(__file__).parents[3]
    for link in re.findall(r"\]\(([\w./]+)\)", PAGE):
        assert (root / "simulators" / "card" / link).exists()
    assert (root / "tests" / "simulators" / "card" / "transcripts").is_dir()
