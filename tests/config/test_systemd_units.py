"""The systemd units start what there is, with few rights, and start it again when staff say so."""

import configparser
import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk.__main__ import main

UNITS = Path(__file__).parents[2] / "deploy" / "systemd"
ROOT = Path("/opt/uketsuke")
CONFIG = "/etc/uketsuke/kiosk.toml"


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # pyright: ignore[reportAttributeAccessIssue] - keys are case sensitive
    parser.read(UNITS / f"uketsuke-{name}.service", encoding="utf-8")
    return parser


@pytest.mark.parametrize(("name", "command"), [("kiosk", "run"), ("console", "console")])
def test_a_unit_starts_its_part_with_the_clinics_configuration(
    name: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = unit(name)["Service"]["ExecStart"].split()
    assert words == [f"{ROOT}/.venv/bin/python", "-m", "kiosk", command, "--config", CONFIG]
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert "--config" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["kiosk", "console"])
def test_a_part_runs_as_a_user_without_rights_and_both_write_one_folder(name: str) -> None:
    service = unit(name)["Service"]
    assert service["User"] == "uketsuke"
    assert (service["StateDirectory"], service["StateDirectoryMode"]) == ("uketsuke", "0700")
    for key, value in (
        ("NoNewPrivileges", "true"), ("ProtectSystem", "strict"), ("ProtectHome", "true"),
        ("CapabilityBoundingSet", ""), ("LimitCORE", "0"), ("UMask", "0077"),
    ):  # fmt: skip
        assert service[key] == value
    assert service["Restart"] == "on-failure"


def test_a_restart_that_staff_order_is_one() -> None:
    assert unit("kiosk")["Service"]["RestartForceExitStatus"] == "75"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize("name", ["kiosk", "console"])
def test_systemd_understands_every_line(name: str, tmp_path: Path) -> None:
    text = (UNITS / f"uketsuke-{name}.service").read_text(encoding="utf-8")
    path = tmp_path / f"uketsuke-{name}.service"
    path.write_text(text.replace(f"{ROOT}/.venv/bin/python", "/bin/true"), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(path)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr.strip()) == (0, "")
