"""同意書 at the counter: printed, recorded while the card is there, refused afterwards."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import insert, select, update
from starlette.applications import Starlette

from kiosk.console.app import make_app
from kiosk.console.areas.paper.consent_form import Printed, consent_pdf
from kiosk.console.context import Console, Role
from kiosk.console.entrance import Entrance
from kiosk.console.texts import load_texts
from kiosk.domain.consent import ConsentItem, Information
from kiosk.domain.shape import Shape
from kiosk.storage.database import open_database, writing
from kiosk.storage.desk_tables import orders, visits
from kiosk.storage.tables import audit, consents
from tests.console import conftest
from tests.console.asgi import Client
from tests.console.filled import fill, ident
from tests.domain.paper_cases import TODAY
from tests.fakes.clock import FakeClock

WORDS = load_texts().language("ja")
VISIT = ident("hanako")
PAGE = f"/form/{VISIT}"
ASKED = frozenset({Information.PHARMACISTS, Information.HEALTH_CHECKUPS})
ANSWERS = {"medication": "yes", "health_checkups": "no"}


@pytest.fixture
def app(console: Console) -> Starlette:
    conftest.add_member(console, conftest.ADMINISTRATOR, "田中", Role.ADMINISTRATOR)
    conftest.add_member(console, conftest.RECEPTIONIST, "佐藤", Role.RECEPTIONIST)
    asking = replace(console, information=ASKED)
    return make_app(asking, Entrance(asking, conftest.QUICK))


@pytest.fixture
def client(client: Client, records_file: Path, clock: FakeClock) -> Client:
    """The receptionist's browser; the patient's card lies in the reader at the counter."""
    fill(records_file, clock.now())
    at_the_counter(records_file)
    return client


def at_the_counter(path: Path, **told: object) -> None:
    engine = open_database(path)
    row = {"shape": "counter", "state": "consent_on_paper", "ended_at": None}
    with writing(engine) as connection:
        connection.execute(update(visits).where(visits.c.id == VISIT).values(**row, **told))
        connection.execute(consents.delete().where(consents.c.check_in == VISIT))
    engine.dispose()


def ordered(path: Path) -> list[dict[str, str]]:
    """Return what kiosks were told to record."""
    engine = open_database(path)
    with engine.connect() as connection:
        found = connection.execute(
            select(orders.c.details).where(orders.c.what == "record_form")
        ).scalars()
        told = [json.loads(text) for text in found]
    engine.dispose()
    return told


def test_a_form_is_recorded_while_the_card_is_there_and_written_down(
    client: Client, records_file: Path
) -> None:
    assert WORDS("form.open") in client.get(f"/receptions/{VISIT}").text
    assert WORDS("form.record") in client.get(PAGE).text
    assert client.post(PAGE, ANSWERS).status == 303
    assert ordered(records_file) == [{"PharmacistsInfo": "1", "SpecificHealthCheckupsInfo": "0"}]
    engine = open_database(records_file)
    with engine.connect() as connection:
        query = select(audit.c.details).where(audit.c.what == "form_ordered")
        (details,) = connection.execute(query).scalars()
    engine.dispose()
    noted = json.loads(details)
    assert (noted["staff"], noted["PharmacistsInfo"], noted["visit"]) == (2, "1", VISIT)
    assert WORDS("form.sending.title") in client.get(PAGE).text


def test_an_item_without_an_answer_sends_nothing(client: Client, records_file: Path) -> None:
    answer = client.post(PAGE, {"medication": "yes"})
    assert answer.status == 422
    assert WORDS("form.missing.title") in answer.text
    assert ordered(records_file) == []


def test_a_form_recorded_after_the_card_was_taken_is_refused_and_says_why(
    client: Client, records_file: Path, clock: FakeClock
) -> None:
    engine = open_database(records_file)
    with writing(engine) as connection:
        gone = update(visits).where(visits.c.id == VISIT)
        connection.execute(gone.values(ended_at=clock.now(), outcome="received"))
    engine.dispose()
    answer = client.post(PAGE, ANSWERS)
    assert answer.status == 409
    assert WORDS("form.gone.text") in answer.text
    assert WORDS("form.gone.text") in client.get(f"/receptions/{VISIT}").text
    assert ordered(records_file) == []


def test_a_form_that_is_kept_is_not_recorded_again(client: Client, records_file: Path) -> None:
    engine = open_database(records_file)
    with writing(engine) as connection:
        row = {"check_in": VISIT, "information": "PharmacistsInfo", "given": False}
        connection.execute(insert(consents).values(**row))
    engine.dispose()
    assert WORDS("form.kept.title") in client.get(PAGE).text
    assert client.post(PAGE, ANSWERS).status == 409
    assert ordered(records_file) == []


@pytest.mark.parametrize("shape", [one for one in Shape if one is not Shape.COUNTER])
def test_where_the_kiosk_asks_otherwise_there_is_no_form(
    client: Client, records_file: Path, shape: Shape
) -> None:
    engine = open_database(records_file)
    with writing(engine) as connection:
        other = update(visits).where(visits.c.id == VISIT)
        connection.execute(other.values(shape=shape.value))
    engine.dispose()
    assert client.get(PAGE).status == 404
    assert client.post(PAGE, ANSWERS).status == 404
    assert WORDS("form.open") not in client.get(f"/receptions/{VISIT}").text


def test_the_printed_form_asks_what_the_clinic_has_enabled_and_is_named_after_nobody(
    client: Client,
) -> None:
    answer = client.get(f"{PAGE}/form.pdf")
    assert answer.status == 200
    assert answer.headers["content-disposition"] == 'inline; filename="doisho.pdf"'


def test_the_sheet_says_who_when_and_what_in_both_calendars() -> None:
    sheet = Printed(
        "見本　花子 <b>", "ﾐﾎﾝ ﾊﾅｺ", TODAY, (ConsentItem.DIAGNOSIS_AND_MEDICATION,), TODAY
    )
    pages = PdfReader(BytesIO(consent_pdf(sheet))).pages
    text = "".join(page.extract_text() for page in pages)
    text = text.translate({ord(blank): None for blank in " \u3000\n"})
    assert len(pages) == 1
    for part in ("同意書", "見本花子<b>", "令和8年11月21日（2026年）", "診療と薬の情報", "署名",
                 "24時間", "厚生労働省の様式と見くらべて"):  # fmt: skip
        assert part in text
    assert "手術" not in text
    assert "秘密" not in repr(sheet)
