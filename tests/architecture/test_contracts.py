"""The import contracts hold, and each was seen to break on a planted violation."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("kiosk", "drivers", "simulators")

LAYERS = "The layers of the kiosk: the arrow points inwards"
PLANTED = {
    LAYERS: ("kiosk/domain/planted.py", "import kiosk.flow.advance"),
    "Adapters know of the kiosk only its ports and its domain": (
        "drivers/pcsc/planted_1.py",
        "import kiosk.flow.advance",
    ),
    "Storage and output know of the kiosk only its ports and its domain": (
        "kiosk/output/planted.py",
        "import kiosk.services.runner",
    ),
    "Only kiosk.adapters names a driver or a simulator": (
        "kiosk/services/planted.py",
        "import drivers.pcsc.apdu",
    ),
    "A driver never imports a simulator, a simulator never a driver": (
        "simulators/card/planted.py",
        "import drivers.pcsc.apdu",
    ),
    "Drivers do not know each other; mynacard rests on pcsc": (
        "drivers/vision/planted.py",
        "import drivers.mynacard.card",
    ),
    "pcsc knows no particular card": ("drivers/pcsc/planted_2.py", "import drivers.mynacard.card"),
    "The core is pure: no Qt, SQL, device, clock, thread, chance or log": (
        "kiosk/flow/planted.py",
        "import time",
    ),
    "Qt stays at the rim": ("kiosk/services/planted_2.py", "import PySide6.QtCore"),
    "Vision's libraries load in the vision child alone": (
        "kiosk/services/planted_3.py",
        "import cv2",
    ),
    "The voice's libraries load in the voice child alone": (
        "kiosk/services/planted_5.py",
        "import miniaudio",
    ),
    "pyscard in drivers.pcsc alone": ("drivers/mynacard/planted.py", "import smartcard"),
    "SQL in kiosk.storage alone": ("kiosk/services/planted_4.py", "import sqlalchemy"),
    "The console is a page before the records": (
        "kiosk/console/planted.py",
        "import kiosk.storage.tables",
    ),
    "The kiosk's process loads none of the console's libraries": (
        "kiosk/ui/planted.py",
        "import jinja2",
    ),
}


def verdicts(folder: Path) -> dict[str, str]:
    """Run the contracts in a folder; contract name → KEPT or BROKEN."""
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    found = {
        line.rsplit(" ", 1)[0]: line.rsplit(" ", 1)[1]
        for line in lines
        if line.endswith((" KEPT", " BROKEN"))
    }
    assert found, done.stdout + done.stderr
    return found


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for package in PACKAGES:
        keep = shutil.ignore_patterns("__pycache__", "*.qml", "*.toml")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=keep)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept() -> None:
    assert set(verdicts(ROOT).items()) == {(name, "KEPT") for name in PLANTED}


def test_every_contract_breaks_on_a_planted_violation(tree: Path) -> None:
    for where, line in PLANTED.values():
        (tree / where).write_text(line + "\n")
    assert set(verdicts(tree).items()) == {(name, "BROKEN") for name in PLANTED}


def test_a_new_part_of_the_kiosk_must_be_given_its_layer(tree: Path) -> None:
    (tree / "kiosk" / "novelty").mkdir()
    (tree / "kiosk" / "novelty" / "__init__.py").touch()
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "novelty" in done.stdout
