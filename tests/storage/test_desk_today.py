"""What the console reads of a morning, and what two members of staff do at once."""

from collections.abc import Generator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, insert, text, update

from kiosk.domain.doubt import Doubt, DoubtCode
from kiosk.domain.names import kana_key
from kiosk.ports.desk.desk import Desk
from kiosk.ports.desk.today import Wanted
from kiosk.storage.database import open_database, writing
from kiosk.storage.desk.desk import open_desk
from kiosk.storage.desk.today import SqlToday
from kiosk.storage.desk_tables import desk_receptions, reception_details, visits
from kiosk.storage.details import name_columns
from tests.console.filled import HANAKO, NOW, RECEIVED, Made, fill, ident, write

RECEIVED_BY_FACE = {**RECEIVED, "verified_by": "face"}
MIDNIGHT = NOW.replace(hour=0, minute=0)


@pytest.fixture
def desk(path: Path) -> Generator[Desk]:
    fill(path)
    opened = open_desk(path)
    yield opened
    opened.close()


def change(path: Path, key: str, **values: object) -> None:
    engine = open_database(path)
    with writing(engine) as connection:
        connection.execute(update(visits).where(visits.c.id == ident(key)).values(**values))
    engine.dispose()


def record_on_paper(path: Path, key: str, at: datetime, *, visit: str | None = None) -> None:
    engine = open_database(path)
    with writing(engine) as connection:
        connection.execute(
            insert(desk_receptions).values(
                id=ident(key), visit=visit and ident(visit), began_at=at, staff=2,
                way="certificate", claim="current", recorded_at=at, changed_at=at, changed_by=2,
            )
        )  # fmt: skip
        connection.execute(
            insert(reception_details).values(
                reception=ident(key), at=at, birthdate="19600101",
                **name_columns("紙　三郎", "ｶﾐ ｻﾌﾞﾛｳ"),
            )
        )  # fmt: skip
    engine.dispose()


def test_the_day_holds_every_visit_newest_first_with_names_of_the_received(desk: Desk) -> None:
    day = desk.today.day(MIDNIGHT)
    assert [line.id for line in day.lines] == [
        ident(key)
        for key in ("face", "locked", "line", "ended", "takeko", "hanako", "left", "refused")
    ]
    names = {line.id: line.name for line in day.lines}
    assert names[ident("hanako")] == "見本　花子"
    assert names[ident("left")] is None


def test_what_is_needed_is_what_nobody_has_dealt_with_oldest_first(desk: Desk) -> None:
    needed = desk.today.day(MIDNIGHT).needed
    assert [line.id for line in needed] == [ident(k) for k in ("ended", "line", "face", "locked")]


def test_what_was_needed_yesterday_and_not_dealt_with_is_needed_still(
    desk: Desk, path: Path
) -> None:
    change(path, "ended", began_at=NOW - timedelta(days=1), needs_since=NOW - timedelta(days=1))
    day = desk.today.day(MIDNIGHT)
    assert ident("ended") not in {line.id for line in day.lines}
    assert day.needed[0].id == ident("ended")


def test_a_provisional_reception_shows_its_number(desk: Desk) -> None:
    [line] = [line for line in desk.today.day(MIDNIGHT).lines if line.number]
    assert (line.number, line.settled_at) == (1, None)


def test_a_patient_received_on_paper_after_a_kiosk_stands_once_and_by_name(
    desk: Desk, path: Path
) -> None:
    record_on_paper(path, "paper", NOW, visit="left")
    record_on_paper(path, "walk-in", NOW)
    lines = {line.id: line for line in desk.today.day(MIDNIGHT).lines}
    assert len(lines) == 9
    assert (lines[ident("left")].name, lines[ident("left")].way) == ("紙　三郎", "certificate")
    assert lines[ident("walk-in")].kiosk is None


def test_of_two_who_deal_with_it_the_second_learns_of_the_first(desk: Desk) -> None:
    needs = "see_staff.insurance_ended"
    assert desk.today.handle(ident("ended"), needs, 1, NOW)
    assert not desk.today.handle(ident("ended"), needs, 2, NOW + timedelta(seconds=1))
    case = desk.today.case(ident("ended"))
    assert case is not None
    assert case.visit is not None
    assert (case.visit.handled_by, case.visit.handled_at) == ("佐藤 恵", NOW)
    assert not case.visit.open


def test_what_comes_after_it_was_dealt_with_is_new(desk: Desk, path: Path) -> None:
    assert desk.today.handle(ident("face"), "face.not_matched", 1, NOW)
    change(path, "face", needs="attack", needs_since=NOW + timedelta(minutes=1))
    assert ident("face") in {line.id for line in desk.today.day(MIDNIGHT).needed}


def test_another_trouble_than_the_one_seen_is_not_dealt_with_unseen(desk: Desk) -> None:
    assert not desk.today.handle(ident("face"), "help", 1, NOW)


def test_dealt_with_by_mistake_is_taken_back_once(desk: Desk) -> None:
    desk.today.handle(ident("ended"), "see_staff.insurance_ended", 1, NOW)
    assert desk.today.reopen(ident("ended"), NOW)
    assert not desk.today.reopen(ident("ended"), NOW)
    assert ident("ended") in {line.id for line in desk.today.day(MIDNIGHT).needed}


def test_a_case_holds_what_was_answered_shared_sent_and_doubted(desk: Desk) -> None:
    case = desk.today.case(ident("takeko"))
    assert case is not None
    assert case.kept is not None
    assert case.kept.doubts == (
        Doubt(DoubtCode.NAME_HAS_BULLET, "Name"),
        Doubt(DoubtCode.OTHER_NAME, "NameOfOther"),
    )
    assert case.person is not None
    assert case.person.message is not None
    assert case.person.message.name == "XmlMsg"
    assert {one.information for one in case.consents if one.given} == {
        "DiagnosisInfo",
        "PharmacistsInfo",
    }
    [file] = case.files
    assert file.delivered_at is not None


def test_there_is_no_case_of_an_unknown_id(desk: Desk) -> None:
    assert desk.today.case("nobody") is None


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(kana=kana_key("みほん")),
        Wanted(name="見本　花"),
        Wanted(name="花子"),
        Wanted(kana=kana_key("はなこ")),
        Wanted(name="花", kana=kana_key("ミホン")),
        Wanted(birthdate="19860708"),
        Wanted(numbers=("123",)),
        Wanted(numbers=("00012345",)),
    ],
)
def test_a_patient_is_found_by_whatever_is_at_hand(desk: Desk, wanted: Wanted) -> None:
    assert [line.id for line in desk.today.search(wanted).lines] == [ident("hanako")]


def test_a_patient_received_on_paper_is_found_too(desk: Desk, path: Path) -> None:
    record_on_paper(path, "walk-in", NOW)
    wanted = Wanted(kana=kana_key("カミ"))
    assert [line.id for line in desk.today.search(wanted).lines] == [ident("walk-in")]


def test_filters_narrow(desk: Desk) -> None:
    found = desk.today.search(Wanted(outcome="received", method="face", kiosk="kiosk-1"))
    assert {line.id for line in found.lines} == {ident("hanako"), ident("ended")}
    since = Wanted(since=NOW - timedelta(minutes=10), until=NOW - timedelta(minutes=5))
    assert [line.id for line in desk.today.search(since).lines] == [ident("line")]


def test_pages_follow_each_other_without_gap_or_repetition(desk: Desk, path: Path) -> None:
    record_on_paper(path, "walk-in", NOW)
    whole = [line.id for line in desk.today.search(Wanted()).lines]
    pages: list[str] = []
    found = desk.today.search(Wanted(), limit=2)
    while True:
        pages += [line.id for line in found.lines]
        if found.after is None:
            break
        found = desk.today.search(Wanted(), found.after, limit=2)
    assert pages == whole
    assert len(set(pages)) == 9


def test_the_list_of_a_day_takes_few_statements_and_never_a_message(desk: Desk) -> None:
    assert isinstance(desk.today, SqlToday)
    seen: list[str] = []
    engine = desk.today._database._engine
    event.listen(
        engine, "before_cursor_execute", lambda _c, _u, statement, *_: seen.append(statement)
    )
    desk.today.day(MIDNIGHT)
    selects = [statement for statement in seen if statement.startswith("SELECT")]
    assert len(selects) <= 7
    assert not any("reception_details.message" in statement for statement in selects)


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Wanted(kana="ミホン"), "ix_reception_details_kana_key"),
        (Wanted(kana="ハナコ"), "ix_reception_details_given_key"),
        (Wanted(name="見本"), "ix_reception_details_name"),
        (Wanted(name="花子"), "ix_reception_details_given (given"),
        (Wanted(birthdate="19860708"), "ix_reception_details_birthdate"),
        (Wanted(numbers=("123",)), "ix_reception_details_number_key"),
        (Wanted(outcome="broken"), "ix_visits_outcome"),
    ],
)
def test_each_search_uses_its_index(desk: Desk, wanted: Wanted, index: str) -> None:
    assert isinstance(desk.today, SqlToday)
    engine = desk.today._database._engine
    plans: list[str] = []

    def explain(
        connection: object, cursor: object, statement: str, values: object, *_: object
    ) -> None:
        del connection, cursor
        if statement.startswith(("SELECT visits", "SELECT theirs")):
            with engine.connect() as other:
                rows = other.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # pyright: ignore[reportArgumentType] - the driver's own values
                plans.extend(row[3] for row in rows)

    event.listen(engine, "before_cursor_execute", explain)
    desk.today.search(wanted)
    assert any(index in plan for plan in plans), plans


def test_what_is_needed_is_found_by_its_index(path: Path, desk: Desk) -> None:
    del desk
    engine = open_database(path)
    with engine.connect() as connection:
        plan = connection.execute(
            text(
                "EXPLAIN QUERY PLAN SELECT id FROM visits WHERE visits.needs IS NOT NULL AND "
                "(visits.handled_at IS NULL OR visits.handled_at < visits.needs_since)"
            )
        )
        assert any("ix_visits_needs" in row[3] for row in plan)
    engine.dispose()


def test_more_than_a_page_of_one_day_is_no_case_of_its_own(path: Path, desk: Desk) -> None:
    engine = open_database(path)
    with writing(engine) as connection:
        for number in range(60):
            write(connection, Made(f"m{number}", 60, {"outcome": "left", "state": "done"}), NOW)
    engine.dispose()
    first = desk.today.search(Wanted())
    assert len(first.lines) == 50
    assert first.after is not None
    assert len(desk.today.search(Wanted(), first.after).lines) == 18


def test_somebody_is_narrowed_by_kiosk_method_and_outcome_too(desk: Desk, path: Path) -> None:
    record_on_paper(path, "walk-in", NOW)
    kana = kana_key("ミホン")
    assert len(desk.today.search(Wanted(kana=kana, method="face", kiosk="kiosk-1")).lines) == 1
    assert not desk.today.search(Wanted(kana=kana, method="pin")).lines
    assert not desk.today.search(Wanted(kana=kana, method="paper", kiosk="kiosk-1")).lines
    on_paper = Wanted(kana=kana_key("カミ"), method="paper", outcome="paper")
    assert [line.id for line in desk.today.search(on_paper).lines] == [ident("walk-in")]


def test_pages_of_one_name_follow_each_other_without_gap(desk: Desk, path: Path) -> None:
    engine = open_database(path)
    with writing(engine) as connection:
        for number in range(7):  # two of them at the same minute
            made = Made(f"n{number}", 200 + number // 2, RECEIVED_BY_FACE, HANAKO)
            write(connection, made, NOW)
    engine.dispose()
    wanted, pages = Wanted(name="見本"), list[str]()
    found = desk.today.search(wanted, limit=3)
    pages += [line.id for line in found.lines]
    while found.after is not None:
        found = desk.today.search(wanted, found.after, limit=3)
        pages += [line.id for line in found.lines]
    assert pages == [line.id for line in desk.today.search(wanted).lines]
    assert len(set(pages)) == 8
