"""An answer that staff took counts on paper: ticked, filled in, in the claim, and still staff's."""

import pytest

from kiosk.ports.desk.desk import Desk
from tests.console.asgi import Client
from tests.console.filled import ident
from tests.console.paper_walk import Walk
from tests.console.queries.line import KioskLine, sent
from tests.services.query_desk import PERSON, answer

TICKED = 'name="has.query" value="yes" checked'


def _asked(client: Client, line: KioskLine, reception: str, validity: str = "1") -> None:
    page = sent(client, f"/queries/new?reception={reception}")
    line.tells(answer(PERSON, validity=validity))
    client.post(f"{page}/use", {"chosen": "0"})


@pytest.fixture
def walk(client: Client) -> Walk:
    return Walk(client)


def test_an_answer_ticks_the_query_and_its_numbers_are_in_the_claim(
    walk: Walk, line: KioskLine, desk: Desk
) -> None:
    walk.begin("no_card")
    walk.bring("first", "notice")
    assert TICKED not in walk.client.get(f"{walk.path}/brought").text
    _asked(walk.client, line, walk.path.rpartition("/")[2])
    back = walk.client.get(walk.path).location
    assert back.endswith("/brought")
    page = walk.client.get(back).text
    assert TICKED in page
    assert "照会で今の資格が分かりました" in page
    walk.answer("brought", {"has.query": "yes", "has.certificate": "yes"})
    walk.answer("way", {"way": "online_by_number"})
    written = walk.client.get(f"{walk.path}/details").text
    assert PERSON["Name"] in written
    assert PERSON["InsuredIdentificationNumber"] in written
    reception = desk.paper.find(walk.path.rpartition("/")[2])
    assert reception
    assert reception.form
    assert not reception.form.fields  # staff send it, nobody else


def test_a_provisional_reception_whose_query_was_answered_has_todays_numbers(
    walk: Walk, line: KioskLine
) -> None:
    _asked(walk.client, line, ident("line"))
    walk.begin("no_service", ident("line"))
    walk.bring("first", "card", "query")
    page = walk.client.get(f"{walk.path}/details").text
    assert f'value="{PERSON["InsuredIdentificationNumber"]}"' in page
    values = {
        "name": PERSON["Name"],
        "birthdate": PERSON["Birthdate"],
        "insurer_number": PERSON["InsurerNumber"].strip(),
        "number": PERSON["InsuredIdentificationNumber"],
    }
    walk.confirm(values)
    assert walk.claim()["番号"] == PERSON["InsuredIdentificationNumber"]


@pytest.mark.parametrize(("validity", "counts"), [("2", False), ("3", False), ("5", True)])
def test_an_answer_counts_where_it_told_an_insurance_of_today(
    walk: Walk, line: KioskLine, validity: str, counts: bool
) -> None:
    walk.begin("no_card")
    walk.bring("first", "notice")
    _asked(walk.client, line, walk.path.rpartition("/")[2], validity)
    assert (TICKED in walk.client.get(f"{walk.path}/brought").text) is counts


def test_what_staff_wrote_of_the_person_stands(walk: Walk, line: KioskLine) -> None:
    walk.begin("no_card")
    walk.bring("first", "certificate", "query")
    walk.answer("way", {"way": "online_by_number"})
    walk.answer("details", {"name": "見本 太郎", "birthdate": "S55.2.17", "number": "1"})
    _asked(walk.client, line, walk.path.rpartition("/")[2])
    page = walk.client.get(f"{walk.path}/details").text
    assert "見本　太郎" in page
    assert PERSON["Name"] not in page
    assert f'value="{PERSON["InsuredIdentificationNumber"]}"' in page


def test_a_reception_on_paper_says_that_its_provisional_one_is_still_open(
    walk: Walk, line: KioskLine
) -> None:
    del line  # it lays the morning down
    walk.begin("no_service", ident("line"))
    walk.bring("first", "card", "statement")
    stated = {
        "name": "見本 花子",
        "kana": "ミホン ハナコ",
        "birthdate": "S55.4.1",
        "address": "見本市1-1",
        "telephone": "0310000000",
        "insurance_kind": "unknown",
    }
    page = walk.confirm(stated).text
    assert "仮受付 1 番は、まだ終わっていません" in page
    assert f"/queries/new?reception={ident('line')}" in page
    walk.answer("details", {**stated, "insurer_number": "06130488", "number": "345"})
    assert "まだ終わっていません" not in walk.client.get(f"{walk.path}/done").text
    case = walk.client.get(f"/receptions/{ident('line')}").text
    assert "に資格の確認が終わりました" in case
    assert "国のシステムから返事" not in case  # nobody has asked it
