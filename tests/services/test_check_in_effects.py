"""A reception is kept once, however often it is tried; another one is another file."""

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.session import SessionId
from kiosk.flow.effects import KeepCheckIn
from kiosk.output.oqs_folders import OqsFolders
from kiosk.output.qualification_xml import Encoding
from kiosk.services.check_in_effects import CheckInEffects
from kiosk.storage.records import SqlRecords, open_records
from tests.fakes.clock import FakeClock
from tests.flow.saying import CHECK_IN


def _keep(session: int) -> KeepCheckIn:
    of = SessionId(session)
    return KeepCheckIn(of, replace(CHECK_IN, session=of))


@pytest.fixture
def records(tmp_path: Path) -> Generator[SqlRecords]:
    opened = open_records(tmp_path / "records.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def effects(records: SqlRecords, tmp_path: Path) -> CheckInEffects:
    output = OqsFolders(tmp_path, None, Encoding.UTF_8, "1319999999", "kiosk-1")
    return CheckInEffects(records, output, FakeClock(), lambda: None)


def test_a_reception_tried_again_after_a_doubtful_commit_is_kept_once(
    effects: CheckInEffects, records: SqlRecords
) -> None:
    effects.keep(_keep(1))
    effects.keep(_keep(1))
    assert len(records.waiting_deliveries()) == len(("sidecar", "face file"))


def test_the_next_reception_has_other_files(effects: CheckInEffects, records: SqlRecords) -> None:
    effects.keep(_keep(1))
    effects.keep(_keep(2))
    names = {item.file.name for item in records.waiting_deliveries()}
    assert len(names) == 4
