"""Runs the demonstration and leaves pictures, files, database and report in a folder."""

import logging
import sys
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.adapters import build_ports
from kiosk.app import LOG_FORMAT, App
from kiosk.demo.bench_process import BenchFailed, BenchProcess
from kiosk.demo.cooperation import Cooperation
from kiosk.demo.desk import Desk
from kiosk.demo.development import write_development_config
from kiosk.demo.folder import claim, empty
from kiosk.demo.report import EXPECTED, write_report
from kiosk.demo.script import PATIENTS, Patient
from kiosk.demo.stage import MachineTime, NotAsExpected, Stage
from kiosk.flow import states as s
from kiosk.ui.application import Application
from kiosk.ui.hands import NothingToTouch

DELIVERED = 10.0


def run(folder: Path) -> int:
    """Receive six patients; 0 only if all ended as they should. Raises `FolderRefused`."""
    claim(folder)
    empty(folder)
    log = folder / "kiosk.log"
    logging.basicConfig(level=logging.DEBUG, format=LOG_FORMAT, filename=log, filemode="w")
    _say("starting reader, card, camera and service …")
    try:
        with (
            tempfile.TemporaryDirectory(prefix="uketsuke-bench-") as bench_folder,
            closing(BenchProcess(Path(bench_folder))) as bench,
        ):
            bench.do("prepare", ",".join(patient.name for patient in PATIENTS))
            return _perform(folder, bench)
    except (BenchFailed, NotAsExpected, NothingToTouch) as failure:
        _say(f"FAILED: {failure}")
        return 1


def _perform(folder: Path, bench: BenchProcess) -> int:
    config = write_development_config(
        folder, bench.endpoints, animations=False, sound="recording", console_port=0
    )
    application = Application()
    clock, person = MachineTime(), Cooperation(partial(bench.do, "obey"))

    def see(state: s.State) -> None:
        clock.see(state)
        person.see(state)

    app = App(config, build_ports(config), see)
    app.start()
    desk = Desk(folder, config)
    try:
        stage = Stage(application, app, bench, folder / "screens", clock)
        stage.expect(s.WaitingForCard)
        results = [_receive(stage, patient, number) for number, patient in enumerate(PATIENTS, 1)]
        _say("the staff's console")
        desk.work(stage)
        files = folder / "face"
        stage.wait(lambda: len(list(files.glob("*.xml"))) >= len(EXPECTED), DELIVERED)
    finally:
        desk.close()
        app.stop()
        application.close()
    good = write_report(folder, results, desk.pictures)
    words = "all ended as they should" if good else "NOT as it should be"
    _say(f"{words}: {folder / 'report.json'}")
    return 0 if good else 1


def _receive(stage: Stage, patient: Patient, number: int) -> dict[str, Any]:
    _say(f"{number}/{len(PATIENTS)} {patient.title}")
    began = time.monotonic()
    outcome = "received"
    stage.clock.by_step.clear()
    stage.tries_by_face = 0
    try:
        patient.act(stage)
    except (NotAsExpected, NothingToTouch) as failure:
        outcome = f"failed: {failure}"
        stage.picture("failed")
    if not isinstance(stage.state, s.WaitingForCard):
        stage.take()
    spent = sorted(stage.clock.by_step.items())
    milliseconds = {step: round(value, 1) for step, value in spent}
    _say(f"    {outcome}; the machine's share: {sum(milliseconds.values()):.0f} ms")
    return {
        "patient": patient.name,
        "method": patient.verified_by.value,
        "outcome": outcome,
        "tries_by_face": stage.tries_by_face,
        "machine_ms": milliseconds,
        "machine_ms_total": round(sum(milliseconds.values()), 1),
        "seconds_with_person": round(time.monotonic() - began, 1),
    }


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
