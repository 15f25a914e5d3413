"""The page of what is drawn otherwise than before: old, new, and where they differ."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QImage, QPainter

_HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>uketsuke: screens that changed</title>
<style>
body { font: 16px/1.4 sans-serif; margin: 1rem; }
section { display: grid; grid-template-columns: repeat(3, 1fr); gap: .5rem; margin-bottom: 2rem; }
h2 { grid-column: 1 / -1; font: bold 1rem monospace; margin: 0; }
img { width: 100%; border: 1px solid #999; }
</style>
"""


def write_report(folder: Path, changed: Sequence[str]) -> None:
    """Write `index.html` below which `before` and `now` hold the pictures."""
    (folder / "difference").mkdir(parents=True, exist_ok=True)
    parts = [_HEAD, f"<h1>{len(changed)} screens changed: before, now, difference</h1>\n"]
    for key in changed:
        _difference(folder, key)
        images = "".join(
            f'<img loading="lazy" src="{where}/{key}.png" alt="{where}">'
            for where in ("before", "now", "difference")
            if (folder / where / f"{key}.png").exists()
        )
        parts.append(f"<section><h2>{key}</h2>{images}</section>\n")
    (folder / "index.html").write_text("".join(parts), "utf-8")


def _difference(folder: Path, key: str) -> None:
    old, new = (QImage(str(folder / where / f"{key}.png")) for where in ("before", "now"))
    if old.isNull() or new.isNull() or old.size() != new.size():
        return
    painter = QPainter(new)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, old)
    painter.end()
    new.save(str(folder / "difference" / f"{key}.png"))
