"""A reception is kept once, however often it is tried; another one is another file."""

import json
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.session import SessionId
from kiosk.flow.effects import KeepCheckIn
from kiosk.output.oqs_folders import OqsFolders
from kiosk.output.qualification_xml import Encoding
from kiosk.services.check_in_effects import CheckInEffects
from kiosk.services.visit_ids import VisitIds
from kiosk.storage.records import SqlRecords, open_records
from tests.fakes import people
from tests.fakes.clock import FakeClock
from tests.flow.saying import CHECK_IN
from tests.new_records import lay_new_records


def _keep(session: int) -> KeepCheckIn:
    of = SessionId(session)
    return KeepCheckIn(of, replace(CHECK_IN, session=of))


@pytest.fixture
def records(tmp_path: Path) -> Generator[SqlRecords]:
    opened = open_records(lay_new_records(tmp_path / "records.sqlite3"))
    yield opened
    opened.close()


@pytest.fixture
def effects(records: SqlRecords, tmp_path: Path) -> CheckInEffects:
    return _effects(records, tmp_path, people.INSTITUTION)


def _effects(records: SqlRecords, folder: Path, institution: str) -> CheckInEffects:
    output = OqsFolders(folder, None, Encoding.UTF_8, institution, "kiosk-1")
    return CheckInEffects(records, output, FakeClock(), lambda: None, institution, VisitIds())


def _warnings(records: SqlRecords) -> set[tuple[str, str]]:
    """Return what the sidecar of the reception kept last warns of: codes and elements."""
    sidecar = records.waiting_deliveries()[-2].file.content
    return {(one["code"], one["element"]) for one in json.loads(sidecar)["warnings"]}


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


@pytest.mark.parametrize(("institution", "differs"), [(people.INSTITUTION, 0), ("1319999999", 1)])
def test_staff_are_told_of_an_answer_for_another_clinic(
    records: SqlRecords, tmp_path: Path, institution: str, differs: int
) -> None:
    _effects(records, tmp_path, institution).keep(_keep(1))
    codes = [code for code, _ in _warnings(records)]
    assert codes.count("institution_differs") == differs


@pytest.mark.parametrize("taken_back", [False, True])
def test_staff_hear_of_a_consent_that_was_taken_back_without_the_service(
    effects: CheckInEffects, records: SqlRecords, taken_back: bool
) -> None:
    keeping = _keep(1)
    effects.keep(replace(keeping, check_in=replace(keeping.check_in, taken_back=taken_back)))
    assert (("consents_perhaps_recorded", "ConsFlg") in _warnings(records)) is taken_back


@pytest.mark.parametrize(("recipient", "doubted"), [("1234566", False), ("1234567", True)])
def test_staff_are_told_of_a_public_expense_whose_number_does_not_fit(
    effects: CheckInEffects, records: SqlRecords, recipient: str, doubted: bool
) -> None:
    expense = replace(people.PUBLIC_EXPENSE, recipient_number=recipient)
    check_in = replace(CHECK_IN, public_expenses=(expense,))
    effects.keep(KeepCheckIn(CHECK_IN.session, check_in))
    warning = ("expense_recipient_number", "public_expenses.recipient_number")
    assert (warning in _warnings(records)) is doubted
