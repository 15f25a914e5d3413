"""A printed form that staff record: order, audit log, records and the second pair of files."""

import json
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from kiosk.domain.check_in import CheckIn, VerifiedBy
from kiosk.domain.consent import ConsentItem, Consents, Information
from kiosk.domain.session import SessionId
from kiosk.domain.shape import Shape
from kiosk.flow import states as s
from kiosk.flow.desk_events import FormRecorded
from kiosk.flow.effects import KeepCheckIn, KeepForm
from kiosk.flow.visit import Form, Visit
from kiosk.output.oqs_folders import OqsFolders
from kiosk.output.qualification_xml import Encoding
from kiosk.ports.desk.orders import What
from kiosk.ports.orders import TakenOrder
from kiosk.services.audit_of_forms import form_told
from kiosk.services.check_in_effects import CheckInEffects
from kiosk.services.order_events import event_of
from kiosk.services.visit_ids import VisitIds
from kiosk.storage.records import SqlRecords, open_records
from kiosk.storage.tables import audit, consents
from tests.fakes import people
from tests.fakes.clock import FakeClock
from tests.new_records import lay_new_records

ONE = SessionId(1)
VISIT = Visit(ONE, shape=Shape.COUNTER)
MEDICATION, CHECKUPS = Information.PHARMACISTS, Information.HEALTH_CHECKUPS
FORM = Form(VerifiedBy.PIN, people.RECEIPT, (ConsentItem.MEDICATION, ConsentItem.HEALTH_CHECKUPS))
ANSWERS = Consents({MEDICATION: True, CHECKUPS: False})
WAITING = s.ConsentOnPaper(VISIT, FORM)
RECEIVED = CheckIn(ONE, VerifiedBy.PIN, Consents(), people.confirmation())
TOLD = replace(
    RECEIVED,
    consents=ANSWERS,
    confirmation=replace(people.confirmation(), consents=people.recorded(MEDICATION)),
)
SENDING = s.SendingForm(VISIT, FORM, ANSWERS, 5)
KEEPING = s.KeepingForm(VISIT, FORM, TOLD, 5)


def order(**details: str) -> TakenOrder:
    """Return the order of a member of staff who has recorded a form."""
    return TakenOrder(1, What.RECORD_FORM, 5, people.NOON, "visit", details)


def test_a_recorded_form_comes_to_the_flow_as_it_was_answered() -> None:
    told = event_of(order(PharmacistsInfo="1", SpecificHealthCheckupsInfo="0"), WAITING)
    assert told == FormRecorded(ONE, 5, ANSWERS)


@pytest.mark.parametrize(
    "details", [{}, {"PharmacistsInfo": "yes"}, {"AllInfo": "1"}, {"PharmacistsInfo": ""}]
)
def test_a_form_that_is_none_comes_nowhere(details: dict[str, str]) -> None:
    assert event_of(order(**details), WAITING) is None


def test_recording_a_form_is_written_down_with_who_and_which_answers() -> None:
    entry = form_told(WAITING, SENDING)
    assert entry is not None
    assert (entry.what, entry.session) == ("form_recorded", ONE)
    assert entry.details == {"staff": 5, "PharmacistsInfo": 1, "SpecificHealthCheckupsInfo": 0}


@pytest.mark.parametrize("busy", [SENDING, KEEPING])
@pytest.mark.parametrize(
    "after", [s.ConsentOnPaper(VISIT, FORM, failed=True), s.WaitingForCard(VISIT.nobody)]
)
def test_a_form_that_did_not_arrive_is_written_down(busy: s.State, after: s.State) -> None:
    entry = form_told(busy, after)
    assert entry is not None
    assert (entry.what, entry.details) == ("form_not_sent", {"staff": 5})


def test_a_form_on_its_way_is_written_down_once() -> None:
    assert form_told(SENDING, KEEPING) is None
    assert form_told(KEEPING, s.Done(VISIT)) is None


@pytest.fixture
def records(tmp_path: Path) -> Generator[SqlRecords]:
    opened = open_records(lay_new_records(tmp_path / "records.sqlite3"))
    yield opened
    opened.close()


def test_a_form_is_added_once_to_its_reception_and_told_by_a_second_pair_of_files(
    records: SqlRecords, tmp_path: Path
) -> None:
    output = OqsFolders(
        tmp_path, None, Encoding.UTF_8, people.INSTITUTION, "kiosk-1", Shape.COUNTER
    )
    keeper = CheckInEffects(
        records, output, FakeClock(), lambda: None, people.INSTITUTION, VisitIds()
    )
    keeper.keep(KeepCheckIn(ONE, RECEIVED))
    for _ in range(2):  # a doubtful commit is tried again
        keeper.keep_form(KeepForm(ONE, TOLD, 5))
    files = [item.file for item in records.waiting_deliveries()]
    sidecars = [json.loads(file.content) for file in files if file.name.endswith(".json")]
    assert len(files) == 4
    first, second = sidecars
    assert first["reception"] == second["reception"]
    assert first["consents"] == {}
    assert second["consents"]["PharmacistsInfo"]["given"] is True
    assert {one["shape"] for one in sidecars} == {"counter"}
    assert b"<PharmacistsInfoConsFlg>1<" in files[3].content
    assert b"PharmacistsInfoConsFlg>1<" not in files[1].content
    engine = create_engine(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    with engine.connect() as connection:
        rows = connection.execute(select(consents.c.information, consents.c.given)).all()
        written = connection.execute(select(audit.c.what)).scalars().all()
    engine.dispose()
    assert {(one.information, one.given) for one in rows} == {
        ("PharmacistsInfo", True),
        ("SpecificHealthCheckupsInfo", False),
    }
    assert list(written) == ["checked_in", "form_kept"]
