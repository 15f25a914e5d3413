"""The gallery draws what it names, and its page finds every picture."""

import json
import re
import subprocess
import sys
from pathlib import Path

from tests.screens.examples import EXAMPLES


def test_every_look_has_its_picture_and_the_page_names_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.ui.gallery", str(tmp_path), "still_there"]
    part = ["--languages", "ja,ne", "--colours", "dark", "--text-sizes", "normal,largest"]
    done = subprocess.run([*command, *part], capture_output=True, text=True, check=False)
    said = [line for line in done.stderr.splitlines() if not line.startswith("qt.text.")]
    assert (done.returncode, said) == (0, [])
    page = (tmp_path / "index.html").read_text("utf-8")
    kinds, names = (json.loads(one) for one in _said(page))
    assert names == [name for name in EXAMPLES if "still_there" in name]
    assert kinds["shape"] == ["wide", "tall"]
    pictures = {
        f"{shape}/{language}/{colours}/{size}/{name}.png"
        for shape in kinds["shape"]
        for language in kinds["language"]
        for colours in kinds["colours"]
        for size in kinds["size"]
        for name in names
    }
    drawn = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.png")}
    assert drawn == pictures
    assert len({(tmp_path / path).read_bytes() for path in drawn}) == len(drawn)


def _said(page: str) -> tuple[str, str]:
    found = re.search(r"const kinds = (.*), names = (.*);\n", page)
    assert found is not None
    return found[1], found[2]
