"""The release has one number."""

import tomllib
from pathlib import Path

from kiosk import __version__


def test_the_kiosk_tells_the_release_of_the_project_file() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == __version__
