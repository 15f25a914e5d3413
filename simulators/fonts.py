"""The Japanese fonts that the simulated cards are printed with, as fontconfig finds them."""

import subprocess
from functools import cache
from typing import Final

FAMILIES: Final = ("BIZ UDGothic", "Noto Sans CJK JP")


@cache
def font_files(*, bold: bool = False) -> tuple[tuple[str, int], ...]:
    """Return file and index in it of each family that is installed, the preferred one first.

    Raises FileNotFoundError when there is none.
    """
    files: list[tuple[str, int]] = []
    for family in FAMILIES:
        pattern = f"{family}:{'bold' if bold else 'regular'}"
        found = subprocess.run(  # noqa: S603 - the families above
            ["fc-match", "-f", "%{family}\n%{file}\n%{index}", pattern],  # noqa: S607 - on PATH
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        if family.replace(" ", "") in found[0].replace(" ", ""):
            files.append((found[1], int(found[2])))
    if not files:
        raise FileNotFoundError(f"no Japanese font: install one of {', '.join(FAMILIES)}")
    return tuple(files)
