"""The demonstration as a stranger runs it: real processes, real parts, six receptions."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.domain.check_in import VerifiedBy
from kiosk.output.qualification_reader import read_result
from simulators.personas.cast import load_cast

pytestmark = [pytest.mark.reader, pytest.mark.vision]
ROOT = Path(__file__).resolve().parents[2]
METHODS = [
    VerifiedBy.PIN,
    VerifiedBy.FACE,
    VerifiedBy.PIN,
    VerifiedBy.FACE,
    VerifiedBy.VISUAL_CHECK,
    VerifiedBy.PHONE,
]
PICTURES = 29
CONSOLE = (
    "sign-in", "today-somebody-waits", "check-same-person", "reception", "paper-claim-note",
    "query-answered", "passcode-shown-once", "kiosks", "figures", "staff",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "受付 100% #1"  # nothing for an address
    environment = {key: value for key, value in os.environ.items() if key != "UKETSUKE_PROFILE"}
    command = [sys.executable, "-m", "kiosk", "demo", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_six_patients_are_received_each_by_their_own_door(folder: Path) -> None:
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report["as_expected"]
    *six, from_the_console = report["kept_in_database"]
    assert six == [each["method"] for each in report["receptions"]] == METHODS
    assert from_the_console == VerifiedBy.VISUAL_CHECK
    assert all(each["machine_ms"]["5 check-in"] > 0 for each in report["receptions"])


def test_the_pictures_lie_in_order(folder: Path) -> None:
    names = sorted(path.name for path in (folder / "screens").iterdir())
    assert [int(name.split("-")[0]) for name in names] == list(range(1, PICTURES + 1))


def test_the_console_leaves_its_pictures_in_order_and_the_report_names_them(folder: Path) -> None:
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    names = sorted(path.name for path in (folder / "console").iterdir())
    assert names == report["console_pictures"]
    assert [int(name.split("-")[0]) for name in names] == list(range(1, len(names) + 1))
    assert {name[3:].removesuffix(".png") for name in names} >= set(CONSOLE)


def test_the_files_can_be_read_and_name_the_patients(folder: Path) -> None:
    cast = load_cast()
    names = set[str | None]()
    for path in (folder / "face").glob("*.xml"):
        confirmation = read_result(path.read_bytes())
        assert confirmation.received
        names.add(confirmation.results[0].name)
    assert names == {cast[key].name for key in ("hanako", "ume", "taro", "ren", "jiro", "mei")}


def test_nothing_personal_is_in_log_or_report(folder: Path) -> None:
    personal: set[str] = set()
    for persona in load_cast().values():
        personal |= {persona.name, persona.individual_number, persona.check_number_b}
        personal |= {persona.address, persona.qualification.get("name_kana", persona.name)}
    for path in (
        *(folder / f"{name}.log" for name in ("kiosk", "console")),
        folder / "report.json",
        folder / "kiosk.toml",
    ):
        text = path.read_text(encoding="utf-8")
        assert not [value for value in personal if value in text], path.name
