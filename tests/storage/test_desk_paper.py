"""Receptions that staff record: nothing lost, nothing recorded halfway."""

import json
from collections.abc import Generator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from kiosk.domain.claim import ClaimKind
from kiosk.domain.paper import Evidence, Situation, Visits, Way
from kiosk.domain.paper_form import Field, PaperForm
from kiosk.ports.desk.paper import Draft, Saved
from kiosk.ports.desk.today import Wanted
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk.paper import SqlPaper
from kiosk.storage.desk.paper_json import form_from_json, form_to_json
from kiosk.storage.desk.today import SqlToday
from kiosk.storage.desk_tables import reception_details, staff, visits
from kiosk.storage.tables import audit, provisional_receptions
from tests.console.filled import NOW

FORM = PaperForm(
    Situation.ENDED,
    Visits.FIRST,
    frozenset({Evidence.CARD, Evidence.NOTICE}),
    Way.NOTICE_AND_CARD,
    {
        Field.NAME: "見本　花子",
        Field.KANA: "ミホン　ハナコ",
        Field.BIRTHDATE: "19800401",
        Field.NUMBER: "0012",
    },
)


@pytest.fixture
def database(path: Path) -> Generator[DeskDatabase]:
    opened = DeskDatabase(path)
    with opened.writing() as connection:
        for number, name in ((1, "佐藤"), (2, "鈴木")):
            connection.execute(
                insert(staff).values(
                    id=number, login=name, name=name, role="receptionist", created_at=NOW
                )
            )
        connection.execute(
            insert(visits).values(
                id="v1",
                kiosk="k",
                session=1,
                began_at=NOW,
                state="seeing_staff",
                step=3,
                needs="see_staff.insurance_ended",
                needs_since=NOW,
                token="card",
                language="ja",
            )
        )
    yield opened
    opened.close()


@pytest.fixture
def paper(database: DeskDatabase) -> SqlPaper:
    return SqlPaper(database)


def _draft(version: int = 1, by: int = 1, **fields: str) -> Draft:
    written = {Field(name): value for name, value in fields.items()}
    return Draft("v1", FORM.with_fields(written), version, by)


def test_a_form_is_read_back_as_it_was_written() -> None:
    assert form_from_json(form_to_json(FORM)) == FORM
    assert form_from_json(form_to_json(PaperForm())) == PaperForm()


def test_what_another_release_wrote_is_left_out() -> None:
    text = form_to_json(FORM).replace('"notice"', '"telepathy"').replace('"kana"', '"runes"')
    read = form_from_json(text)
    assert read.evidence == {Evidence.CARD}
    assert Field.KANA not in read.fields


def test_a_draft_is_found_by_its_visit(paper: SqlPaper) -> None:
    assert paper.begin(_draft(), "v1", NOW)
    found = paper.of_visit("v1")
    assert found is not None
    assert (found.form, found.version, found.staff) == (FORM, 1, "佐藤")
    assert [one.id for one in paper.unfinished()] == ["v1"]


def test_two_staff_do_not_begin_the_same_patient_twice(paper: SqlPaper) -> None:
    assert paper.begin(_draft(), "v1", NOW)
    assert not paper.begin(replace(_draft(by=2), id="other"), "v1", NOW)


def test_the_second_writer_loses_nothing_and_overwrites_nothing(paper: SqlPaper) -> None:
    paper.begin(_draft(), "v1", NOW)
    assert paper.save(_draft(number="1"), NOW) is Saved.DONE
    assert paper.save(_draft(by=2, number="2"), NOW) is Saved.OVERTAKEN
    assert paper.record(_draft(by=2, number="2"), ClaimKind.CURRENT, NOW) is Saved.OVERTAKEN
    found = paper.find("v1")
    assert found is not None
    assert found.form is not None
    assert (found.form.value(Field.NUMBER), found.version, found.recorded_at) == ("1", 2, None)
    assert paper.save(_draft(version=2, by=2, number="2"), NOW) is Saved.DONE


def test_a_recorded_reception_is_found_and_its_visit_dealt_with(
    paper: SqlPaper, database: DeskDatabase
) -> None:
    paper.begin(_draft(), "v1", NOW)
    later = NOW + timedelta(minutes=1)
    assert paper.record(_draft(), ClaimKind.CURRENT, later) is Saved.DONE
    with database.reading() as connection:
        visit = connection.execute(select(visits)).one()
        details = connection.execute(select(reception_details)).one()
    assert (visit.handled_at, visit.handled_by) == (later, 1)
    assert (details.kana_key, details.number_key) == ("ミホンハナコ", "12")
    assert (details.given, details.given_key) == ("花子", "ハナコ")
    assert [line.way for line in SqlToday(database).search(Wanted(birthdate="19800401")).lines] == [
        "notice_and_card"
    ]
    assert paper.unfinished() == ()


def test_a_recorded_reception_is_changed_by_recording_it_again(paper: SqlPaper) -> None:
    paper.begin(_draft(), "v1", NOW)
    paper.record(_draft(), ClaimKind.UNKNOWN, NOW)
    later = NOW + timedelta(days=1)
    assert paper.save(_draft(version=2), later) is Saved.GONE
    assert paper.record(_draft(version=2, by=2), ClaimKind.CURRENT, later) is Saved.DONE
    found = paper.find("v1")
    assert found is not None
    assert (found.recorded_at, found.claim, found.changed_by) == (NOW, "current", "鈴木")


def test_what_the_kiosk_kept_of_the_visit_stays(paper: SqlPaper, database: DeskDatabase) -> None:
    with database.writing() as connection:
        connection.execute(
            insert(reception_details).values(
                reception="v1", at=NOW, name="見本　花", reference_number="77", message="[]"
            )
        )
    paper.begin(_draft(), "v1", NOW)
    paper.record(_draft(), ClaimKind.CURRENT, NOW)
    with database.reading() as connection:
        details = connection.execute(select(reception_details)).one()
    assert (details.name, details.reference_number, details.message) == ("見本　花子", "77", "[]")


def test_a_provisional_reception_is_settled_by_what_is_confirmed_on_paper_once(
    paper: SqlPaper, database: DeskDatabase
) -> None:
    _provisional(database)
    paper.begin(_draft(), "v1", NOW)
    paper.record(_draft(), ClaimKind.UNKNOWN, NOW)  # nobody knows the insurance yet
    assert (_settled(database), _audited(database)) == (None, [])
    later = NOW + timedelta(hours=1)
    paper.record(_draft(version=2, by=2), ClaimKind.CURRENT, later)
    paper.record(_draft(version=3), ClaimKind.CURRENT, later + timedelta(hours=1))
    assert _settled(database) == later
    assert _audited(database) == [
        ("provisional_settled", "k", {"way": "notice_and_card", "staff": 2})
    ]


def _provisional(database: DeskDatabase) -> None:
    with database.writing() as connection:
        connection.execute(
            insert(provisional_receptions).values(
                reception="v1",
                day=NOW.date(),
                number=1,
                kiosk="k",
                at=NOW,
                verified_by="face",
                face_failures=0,
            )
        )


def _settled(database: DeskDatabase) -> datetime | None:
    with database.reading() as connection:
        return connection.execute(select(provisional_receptions.c.settled_at)).scalar_one()


def _audited(database: DeskDatabase) -> list[tuple[str, str, dict[str, str | int]]]:
    with database.reading() as connection:
        rows = connection.execute(select(audit.c.what, audit.c.kiosk, audit.c.details))
        return [(row.what, row.kiosk, json.loads(row.details)) for row in rows]


def test_only_a_draft_is_taken_away(paper: SqlPaper) -> None:
    paper.begin(_draft(), "v1", NOW)
    assert paper.discard("v1", 7) is Saved.OVERTAKEN
    assert paper.discard("v1", 1) is Saved.DONE
    assert paper.discard("v1", 1) is Saved.GONE
    paper.begin(_draft(), "v1", NOW)
    paper.record(_draft(), ClaimKind.CURRENT, NOW)
    assert paper.discard("v1", 2) is Saved.GONE


def test_nothing_without_a_way_is_recorded(paper: SqlPaper) -> None:
    paper.begin(Draft("v1", PaperForm(), 1, 1), "v1", NOW)
    with pytest.raises(ValueError, match="way"):
        paper.record(Draft("v1", PaperForm(), 1, 1), ClaimKind.CURRENT, NOW)
