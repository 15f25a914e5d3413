"""When the card does not do it: each path ends recorded, with the right claim note (§6.3)."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update
from starlette.applications import Starlette

from kiosk.console.areas.paper.begin import GROUPS
from kiosk.console.context import Console
from kiosk.console.portal_pdf.reading import Unreadable
from kiosk.domain.claim import ClaimHint, ClaimKind
from kiosk.domain.paper import Evidence, Situation, Way
from kiosk.domain.paper_decision import Refusal
from kiosk.domain.paper_findings import Problem
from kiosk.domain.paper_form import CHOICES, Field
from kiosk.storage.database import open_database, reading, writing
from kiosk.storage.desk_tables import desk_receptions, reception_details, visits
from kiosk.storage.tables import audit
from tests.console.asgi import Client
from tests.console.conftest import ADMINISTRATOR, signed_in_as
from tests.console.paper_walk import CERTIFICATE, NUMBERS, PERSON, STATED, Walk

VISIT = "0b7e7f4e-6a52-4f6e-9d3d-1f3a2b4c5d6e"


@pytest.fixture
def walk(client: Client) -> Walk:
    return Walk(client)


def add_visit(file: Path, at: datetime, needs: str | None, name: str | None = None) -> None:
    engine = open_database(file)
    with writing(engine) as connection:
        connection.execute(
            insert(visits).values(
                id=VISIT,
                kiosk="k",
                session=1,
                began_at=at,
                state="seeing_staff",
                step=3,
                needs=needs,
                needs_since=at if needs else None,
                token="card",
                language="ja",
            )
        )
        if name:
            details = {"reception": VISIT, "at": at, "name": name, "birthdate": "19800401"}
            connection.execute(insert(reception_details).values(**details))
    engine.dispose()


TOLD = {"told_by": "見本市福祉事務所"}
SPELLED = {**PERSON, "name": "●田 花子", "spelled": "髙田 花子"}
FOUND = {**PERSON, **NUMBERS}
HEARD = {**FOUND, **TOLD}
OLD = {**STATED, "old_insurer_number": "138016", "old_number": "9"}
PORTAL = "portal_screen_and_card"
ROWS = [
    ("valid", "first", ["answer"], PERSON, "answer", "current"),
    ("ended", "first", ["card", "portal_screen"], FOUND, PORTAL, "current"),
    ("ended", "first", ["card", "statement"], OLD, "statement", "old"),
    ("ended", "returning", ["card", "unchanged"], OLD, "oral", "old"),
    ("new_one", "returning", ["answer"], PERSON, "answer", "current"),
    ("not_found", "first", ["card", "statement"], STATED, "statement", "unknown"),
    ("not_found", "returning", ["card", "unchanged"], FOUND, "oral", "current"),
    ("several", "first", ["card", "insurer"], HEARD, "insurer", "current"),
    ("ticket", "first", ["welfare"], {**PERSON, **TOLD}, "welfare", "current"),
    ("certificate_grace", "first", ["answer"], PERSON, "answer", "current"),
    ("certificate_unusable", "first", ["certificate"], CERTIFICATE, "certificate", "current"),
    ("certificate_unusable", "first", ["card", "notice"], FOUND, "notice_and_card", "current"),
    ("pin_locked", "first", ["card", "kiosk"], PERSON, "kiosk", "current"),
    ("not_matched", "first", ["certificate"], CERTIFICATE, "certificate", "current"),
    ("no_service", "first", ["card", "app"], PERSON, "app", "current"),
    ("no_service", "first", ["card", "portal_pdf"], FOUND, "portal_pdf_and_card", "current"),
    ("bullet", "returning", ["answer"], SPELLED, "answer", "current"),
    ("no_card", "first", ["certificate"], CERTIFICATE, "certificate", "current"),
    ("no_card", "first", ["school_staff", "notice"], HEARD, "school", "current"),
    ("card_doubted", "first", ["certificate"], CERTIFICATE, "certificate", "current"),
]  # fmt: skip


@pytest.mark.parametrize(("situation", "seen", "evidence", "values", "way", "claim"), ROWS)
def test_every_row_ends_in_a_recorded_way_of_confirmation(
    walk: Walk,
    console: Console,
    situation: str,
    seen: str,
    evidence: list[str],
    values: dict[str, str],
    way: str,
    claim: str,
) -> None:
    walk.begin(situation)
    walk.bring(seen, *evidence)
    page = walk.confirm(values)
    kept = console.desk.paper.find(walk.path.rpartition("/")[2])
    assert kept is not None
    assert (kept.way, kept.claim, kept.staff) == (way, claim, "佐藤")
    assert "10割をいただく必要はありません" in page.text


def test_the_next_child_of_a_group_is_one_touch_away_and_no_card_is_asked_for(
    walk: Walk,
) -> None:
    walk.begin("no_card")
    walk.bring("first", "school_staff", "notice")
    page = walk.confirm(HEARD).text
    assert "マイナ保険証か資格確認書をお持ちください" not in page
    assert "子ども一人につき、受付は一つです" in page
    form = page.partition('action="/paper/new"')[2].partition("</form>")[0]
    assert "次の子どもを受付する" in form
    assert 'name="situation" value="no_card"' in form
    assert "見本" not in form


@pytest.mark.parametrize("alone", ["notice", "portal_screen", "portal_pdf", "statement"])
def test_what_may_not_stand_alone_is_refused_and_cannot_be_recorded(
    walk: Walk, console: Console, alone: str
) -> None:
    walk.begin("ended")
    decided = walk.bring("first", alone)
    page = walk.client.get(decided.location).text
    assert "カードと一緒に必要です" in page
    assert 'name="way"' not in page
    number = walk.path.rpartition("/")[2]
    for step in ("way", "details", "summary"):
        walk.client.post(
            f"{walk.path}/{step}", {"version": "3", "way": "statement", "signed": "yes", **STATED}
        )
    kept = console.desk.paper.find(number)
    assert kept is not None
    assert kept.recorded_at is None


def test_a_visit_preselects_what_happened_and_is_dealt_with_in_the_end(
    walk: Walk, console: Console, records_file: Path
) -> None:
    add_visit(records_file, console.clock.now(), "see_staff.insurance_ended", "見本　花子")
    assert 'value="ended" checked' in walk.client.get(f"/paper/new?visit={VISIT}").text
    walk.begin("ended", VISIT)
    walk.bring("first", "card", "notice")
    assert "見本　花子" in walk.client.get(f"{walk.path}/details").text
    assert f"/receptions/{VISIT}" in walk.confirm(NUMBERS).text
    case = console.desk.today.case(VISIT)
    assert case is not None
    assert case.visit is not None
    assert not case.visit.open
    assert case.visit.handled_by == "佐藤"


def test_an_expired_certificate_is_not_taken(walk: Walk) -> None:
    walk.begin("no_card")
    walk.bring("first", "certificate")
    back = walk.answer("details", {**CERTIFICATE, "valid_until": "R1.5.1"})
    page = walk.client.get(back.location).text
    assert "期限が切れています" in page
    assert "06130488" in page  # nothing typed is lost
    assert walk.client.get(f"{walk.path}/summary").location.endswith("/details")


def test_a_form_that_is_sent_as_it_stands_stays_as_it_is(walk: Walk, console: Console) -> None:
    walk.begin("no_card")
    walk.bring("first", "certificate")
    walk.answer("details", {**CERTIFICATE, "number": ""})
    page = walk.client.get(f"{walk.path}/details").text
    shown = dict(re.findall(r'<input id="\w+" name="(\w+)" type="text" value="([^"]*)"', page))
    assert shown["birthdate"] == "昭和55年4月1日"
    walk.answer("details", {**shown, "number": "345"})
    kept = console.desk.paper.find(walk.path.rpartition("/")[2])
    assert kept is not None
    assert kept.form is not None
    assert kept.form.value(Field.BIRTHDATE) == "19800401"
    assert kept.form.value(Field.VALID_UNTIL) == "20270731"


def test_a_statement_is_recorded_once_it_is_signed(walk: Walk) -> None:
    walk.begin("not_found")
    walk.bring("first", "card", "statement")
    walk.answer("details", STATED)
    assert walk.answer("summary", {}).status == 422
    assert walk.answer("summary", {"signed": "yes"}).location.endswith("/done")
    assert walk.claim()["保険者番号"] == "77777777"


def test_a_number_found_afterwards_makes_it_the_current_one(walk: Walk, records_file: Path) -> None:
    walk.begin("not_found")
    walk.bring("first", "card", "statement")
    walk.confirm(STATED)
    walk.answer("details", NUMBERS)
    assert walk.claim()["保険者番号"] == "06130488"
    engine = open_database(records_file)
    with reading(engine) as connection:
        rows = connection.execute(select(audit).where(audit.c.what.startswith("paper"))).all()
    engine.dispose()
    assert [row.what for row in rows] == ["paper_recorded", "paper_changed"]
    assert json.loads(rows[1].details)["claim"] == "current"
    assert "見本" not in "".join(row.details for row in rows)


def test_the_second_of_two_staff_chooses_and_nothing_is_lost(walk: Walk, app: Starlette) -> None:
    walk.begin("no_card")
    walk.bring("first", "certificate")
    other = signed_in_as(app, ADMINISTRATOR)
    mine = {"version": "3", **CERTIFICATE, "number": "111"}
    theirs = {"version": "3", **CERTIFICATE, "number": "222"}
    walk.client.post(f"{walk.path}/details", mine)
    page = other.post(f"{walk.path}/details", theirs)
    assert page.status == 409
    assert "佐藤" in page.text
    for number in ("111", "222"):
        assert number in page.text
    merged = {"version": "4", "choose.number": "mine", "mine.number": "222"}
    assert other.post(f"{walk.path}/merge", merged).location.endswith("/summary")
    assert "222" in other.get(f"{walk.path}/summary").text


def test_a_name_is_text_whatever_it_is_made_of(walk: Walk) -> None:
    walk.begin("no_card")
    walk.bring("first", "certificate")
    page = walk.confirm({**CERTIFICATE, "name": '<script>alert("x")</script>\u202e'})
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text
    assert "\u202e" not in page.text


def test_nothing_personal_stands_in_an_address_or_a_title(walk: Walk) -> None:
    walk.begin("no_card")
    walk.bring("first", "certificate")
    page = walk.confirm(CERTIFICATE)
    assert "<title>紙で受付</title>" in page.text
    assert "見本" not in walk.path


def test_what_is_erased_still_tells_how_it_was_confirmed(walk: Walk, records_file: Path) -> None:
    walk.begin("no_card")
    walk.bring("first", "certificate")
    walk.confirm(CERTIFICATE)
    engine = open_database(records_file)
    with writing(engine) as connection:
        connection.execute(update(desk_receptions).values(form=None))
    engine.dispose()
    page = walk.client.get(walk.path)
    assert page.status == 410
    assert "資格確認書" in page.text
    assert "見本" not in page.text
    assert walk.client.get(f"{walk.path}/done").status == 410


def test_what_is_unknown_is_not_found(client: Client) -> None:
    for path in ("/paper/nothing", "/paper/nothing/details", "/paper/new?visit=nothing"):
        assert client.get(path).status == 404


def test_a_question_without_an_answer_is_asked_again(walk: Walk) -> None:
    assert walk.client.post("/paper/new", {}).status == 422
    walk.begin("ended")
    walk.answer("visits", {"visits": "first"})
    assert walk.answer("brought", {}).status == 422


def test_a_draft_that_leads_nowhere_is_taken_away(walk: Walk) -> None:
    walk.begin("ended")
    assert walk.path in walk.client.get("/paper").text
    assert walk.client.post(f"{walk.path}/discard", {"version": "1"}).location == "/paper"
    assert walk.client.get(walk.path).status == 404


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_path_is_there_in_both_languages(walk: Walk, language: str) -> None:
    walk.client.post("/language", {"language": language, "back": "/"})
    walk.begin("not_found")
    walk.bring("first", "card", "statement")
    assert walk.confirm(STATED).status == 200
    for step in ("what", "visits", "brought", "way", "details"):
        assert walk.client.get(f"{walk.path}/{step}").status == 200


def test_every_word_that_a_page_may_show_is_there(console: Console) -> None:
    words = console.texts.language("ja")
    keys = [f"situation.{one}.{part}" for one in Situation for part in ("name", "hint", "tell")]
    keys += [f"way.{one}.{part}" for one in Way for part in ("name", "needs")]
    keys += [f"evidence.{one}.{part}" for one in Evidence for part in ("name", "hint")]
    keys += [f"refusal.{one}" for one in Refusal] + [f"problem.{one}" for one in Problem]
    keys += [f"field.{one}.label" for one in Field]
    keys += [f"choice.{one}.{code}" for one, codes in CHOICES.items() for code in codes]
    keys += [f"claim.kind.{one}" for one in ClaimKind] + [f"claim.hint.{one}" for one in ClaimHint]
    keys += [f"offered.problem.{one}" for one in (*Unreadable, "no_fields")]
    keys += [f"situation.{one}.do" for one in Situation]
    assert [key for key in keys if f"paper.{key}" not in words.by_key] == []


def test_every_situation_can_be_chosen() -> None:
    assert sorted(one for group in GROUPS.values() for one in group) == sorted(Situation)
