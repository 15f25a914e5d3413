"""`python -m kiosk console`: prints where it is, lets the first administrator in, ends in order."""

import os
import re
import signal
import ssl
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
import urllib3

from kiosk.config import ConfigRefused, load
from kiosk.console.context import Role
from kiosk.console.tokens import code_digest
from kiosk.console_app import add_simulated_staff, opened, run

ROOT = Path(__file__).resolve().parents[2]
CONFIG = """\
profile = "test"
[clinic]
medical_institution_code = "1319999999"
[reader]
port = "simulated"
[camera]
port = "simulated"
[qualification]
port = "simulated"
[records]
folder = "{folder}/records"
[output]
face_folder = "{folder}/face"
[simulators]
endpoints = "{folder}/endpoints.json"
[console]
port = 0
{more}
"""


def config_file(folder: Path, more: str = "") -> Path:
    for name in ("records", "face"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "endpoints.json").write_text("{}", encoding="utf-8")
    path = folder / "kiosk.toml"
    path.write_text(CONFIG.format(folder=folder, more=more), encoding="utf-8")
    return path


@contextmanager
def command(config: Path, *more: str) -> Generator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "console", "--config", str(config), *more],
        cwd=ROOT,
        env=os.environ | {"UKETSUKE_PROFILE": "test"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_it_serves_until_it_is_stopped_and_says_how_to_begin(tmp_path: Path) -> None:
    config = config_file(tmp_path)
    with command(config) as process:
        assert process.stdout
        said = "".join(process.stdout.readline() for _ in range(4))
        [address] = re.findall(r"https://\S+", said)
        [code] = re.findall(r"(?:[A-Z0-9]{4}-){3}[A-Z0-9]{4}", said)
        [fingerprint] = re.findall(r"(?:[0-9A-F]{2}:){31}[0-9A-F]{2}", said)
        # Whoever has compared the fingerprint speaks to nobody else.
        with urllib3.PoolManager(
            cert_reqs=ssl.CERT_NONE, assert_fingerprint=fingerprint.replace(":", "")
        ) as pool:
            assert pool.request("GET", f"{address}health").data == b"ok"
        with opened(load(config)) as console:
            found = console.desk.accounts.invitation(code_digest(code), console.clock.now())
        assert found
        assert (found.member, found.role) == (None, "administrator")
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert code not in errors


def test_a_code_for_an_administrator_is_to_be_had_while_it_runs_elsewhere(tmp_path: Path) -> None:
    config = config_file(tmp_path)
    add_simulated_staff(load(config), "tanaka", "田中", Role.ADMINISTRATOR, "a long password")
    with command(config, "--first-administrator") as process:
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert re.search(r"(?:[A-Z0-9]{4}-){3}[A-Z0-9]{4}", said)


def test_a_certificate_of_ones_own_that_cannot_be_read_is_refused_by_name(tmp_path: Path) -> None:
    for name in ("a.pem", "b.pem"):
        (tmp_path / name).write_text("nothing", encoding="utf-8")
    own = f'certificate = "{tmp_path}/a.pem"\nkey = "{tmp_path}/b.pem"'
    with pytest.raises(ConfigRefused, match=r"kiosk\.toml:\d+: console"):
        run(load(config_file(tmp_path, own)), print)


def test_a_certificate_without_its_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pem").write_text("nothing", encoding="utf-8")
    with pytest.raises(ConfigRefused, match=r"console\.certificate needs console\.key"):
        load(config_file(tmp_path, f'certificate = "{tmp_path}/a.pem"'))


def test_an_address_that_is_not_ours_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigRefused, match=r"kiosk\.toml:\d+: console"):
        run(load(config_file(tmp_path, 'host = "192.0.2.1"')), print)


def test_nobody_is_given_a_known_password_in_production(tmp_path: Path) -> None:
    config = load(config_file(tmp_path)).model_copy(update={"profile": "production"})
    with pytest.raises(AssertionError):
        add_simulated_staff(config, "tanaka", "田中", Role.ADMINISTRATOR, "a long password")
