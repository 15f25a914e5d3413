"""What staff do with an answer: use it, choose, register, or take the paper road."""

from pathlib import Path

import pytest

from kiosk.domain.message_tree import Node
from kiosk.domain.paper_form import Field, PaperForm
from kiosk.ports.board import KioskRecord
from kiosk.ports.desk.desk import Desk
from kiosk.ports.desk.paper import Draft
from kiosk.storage.board import open_board
from tests.console.asgi import Client
from tests.console.filled import ident
from tests.console.queries.line import KioskLine, ask, info, sent
from tests.fakes.clock import FakeClock
from tests.services.query_desk import ACCEPTED, PERSON, REGISTERED, answer

HOSTILE = "<script>alert(1)</script>\"'\u202e"


@pytest.mark.parametrize(("validity", "paper"), [("1", False), ("2", True), ("4", True)])
def test_what_is_not_valid_leads_to_the_paper_road(
    client: Client, line: KioskLine, validity: str, paper: bool
) -> None:
    page = sent(client)
    line.tells(answer(PERSON, validity=validity))
    assert ("/paper/new" in client.get(page).text) is paper


@pytest.mark.parametrize(
    ("symbol", "validity", "hinted"),
    [
        ("見本ー７", "4", True),  # 長音
        ("見本－７", "4", True),
        ("見本−７", "4", True),
        ("見本７", "4", False),
        ("", "4", False),
        ("見本ー７", "1", False),
        ("見本ー７", "2", False),
    ],
)
def test_nobody_found_by_a_symbol_with_a_stroke_hints_at_its_look_alikes(
    client: Client, line: KioskLine, symbol: str, validity: str, hinted: bool
) -> None:
    page = sent(client, symbol=symbol)
    line.tells(answer(PERSON, validity=validity) if validity != "4" else answer(validity="4"))
    assert ("似た線" in client.get(f"{page}/state").text) is hinted


def test_a_provisional_reception_is_asked_about_and_settled_by_staff(
    client: Client, line: KioskLine, desk: Desk
) -> None:
    reception = ident("line")
    page = sent(client, f"/queries/new?reception={reception}", right="")
    line.tells(answer(PERSON))
    assert info(line.asked[0])["ArbitraryIdentifier"] == reception
    case = desk.today.case(reception)
    assert case
    assert case.provisional
    assert case.provisional.settled_at is None
    assert client.post(f"{page}/use", {"chosen": "0"}).location == page
    case = desk.today.case(reception)
    assert case
    assert case.provisional
    assert case.person
    assert case.provisional.validity == "1"
    assert case.person.name == PERSON["Name"]
    text = client.get(f"{page}/state").text
    assert "この受付に使いました" in text
    assert 'class="button primary" href="/"' in text
    assert f'href="/receptions/{reception}"' in text


def test_a_provisional_reception_whose_insurance_ended_says_so_and_leads_to_paper(
    client: Client, line: KioskLine
) -> None:
    reception = ident("line")
    page = sent(client, f"/queries/new?reception={reception}", right="")
    line.tells(answer(PERSON, validity="2"))
    client.post(f"{page}/use", {"chosen": "0"})
    for text in (client.get("/").text, client.get(f"/receptions/{reception}").text):
        assert "保険の資格が無効です" in text
        assert f'class="button primary" href="/paper/new?visit={reception}"' in text
        assert "まだ確認できていません" not in text
        assert "確認できました" not in text


def test_the_page_of_a_reception_leads_to_what_may_be_asked_about_it(
    client: Client, line: KioskLine
) -> None:
    del line
    provisional = client.get(f"/receptions/{ident('line')}").text
    assert f"/queries/new?reception={ident('line')}" in provisional
    received = client.get(f"/receptions/{ident('takeko')}").text
    assert f"/queries/reference?reception={ident('takeko')}" in received
    known = client.get(f"/receptions/{ident('hanako')}").text
    assert "/queries/reference" not in known


def test_of_several_staff_choose_one_and_only_once(
    client: Client, line: KioskLine, desk: Desk
) -> None:
    reception = ident("line")
    page = sent(client, f"/queries/new?reception={reception}")
    other = PERSON | {"Name": "秘密　二郎"}
    line.tells(answer(PERSON, other, validity="5"))
    assert "2番目（秘密　二郎）" in client.get(page).text
    client.post(f"{page}/use", {"chosen": "1"})
    client.post(f"{page}/use", {"chosen": "0"})
    case = desk.today.case(reception)
    assert case
    assert case.person
    assert case.provisional
    assert case.person.name == "秘密　二郎"
    assert case.provisional.validity == "5"


@pytest.mark.parametrize("chosen", ["7", "-1", "x", "", "99999999999"])
def test_a_record_that_there_is_not_is_not_taken(
    client: Client, line: KioskLine, desk: Desk, chosen: str
) -> None:
    page = sent(client, f"/queries/new?reception={ident('line')}")
    line.tells(answer(PERSON))
    assert client.post(f"{page}/use", {"chosen": chosen}).status in {400, 409}
    case = desk.today.case(ident("line"))
    assert case
    assert case.provisional
    assert case.provisional.settled_at is None


def test_an_answer_about_no_reception_is_used_for_none(client: Client, line: KioskLine) -> None:
    page = sent(client)
    line.tells(answer(PERSON))
    assert "/use" not in client.get(page).text
    assert client.post(f"{page}/use", {"chosen": "0"}).status == 409


def test_what_a_reception_knows_stands_in_the_form(client: Client, line: KioskLine) -> None:
    del line
    page = client.get(f"/queries/new?reception={ident('hanako')}").text
    assert 'value="01130012"' in page
    assert 'value="1986/7/8"' in page


def test_a_reception_on_paper_is_asked_about_with_what_stands_there(
    client: Client, line: KioskLine, desk: Desk, clock: FakeClock
) -> None:
    fields = {Field.INSURER_NUMBER: "01130012", Field.NUMBER: "0045", Field.BIRTHDATE: "19800217"}
    draft = Draft("a-paper-reception", PaperForm(fields=fields), 1, 2)
    assert desk.paper.begin(draft, None, clock.now())
    form = client.get("/queries/new?reception=a-paper-reception").text
    assert 'value="01130012"' in form
    assert 'value="1980/2/17"' in form
    page = sent(client, "/queries/new?reception=a-paper-reception")
    line.tells(answer(PERSON, validity="2"))
    assert 'href="/paper/a-paper-reception"' in client.get(page).text
    client.post(f"{page}/use", {"chosen": "0"})
    assert "紙の受付にもどる" in client.get(page).text
    case = desk.today.case("a-paper-reception")
    assert case
    assert case.person
    assert case.person.message


def test_asking_again_begins_with_what_was_typed_and_sends_nothing_yet(
    client: Client, line: KioskLine
) -> None:
    page = sent(client)
    line.tells(answer(validity="4"))
    again = client.post(f"{page}/again")
    assert again.status == 200
    assert 'value="0045"' in again.text
    assert 'value="1980/2/17"' in again.text
    line.tells(answer(PERSON))
    assert len(line.asked) == 1


def test_the_clinics_number_is_registered_and_shown(
    client: Client, line: KioskLine, desk: Desk
) -> None:
    reception = ident("takeko")
    page = sent(client, f"/queries/reference?reception={reception}", reference="K-12")
    line.tells(REGISTERED)
    assert info(line.asked[0])["ReferenceNumber"] == "K-12"
    assert info(line.asked[0])["InsurerNumber"] == "  138016"
    assert "K-12" in client.get(page).text
    case = desk.today.case(reception)
    assert case
    assert case.person
    assert case.person.reference_number == "K-12"


def test_without_an_insurance_there_is_no_number_to_register(
    client: Client, line: KioskLine
) -> None:
    path = f"/queries/reference?reception={ident('line')}"
    assert "登録できません" in client.get(path).text
    client.post("/queries/reference", {"reception": ident("line"), "reference": "K-12"})
    line.tells(REGISTERED)
    assert line.asked == []


def test_home_visits_are_asked_by_days_of_consent(client: Client, line: KioskLine) -> None:
    days = {"first": "2026/11/1", "last": "R8.11.20", "caring": "yes"}
    page = sent(client, "/queries/home-visits", **days)
    unit = Node("BulkConfirmUnit", children=_body(answer(PERSON)))
    told = answer(PERSON)
    header = told.children[0]
    many = Node("XmlMsg", children=(header, Node("MessageBody", children=(unit, unit))))
    line.tells(ACCEPTED, many)
    assert info(line.asked[0])["ConsentDateTo"] == "20261120"
    shown = client.get(page).text
    assert "2人が見つかりました" in shown
    assert "秘密　花子" in shown


def _body(message: Node) -> tuple[Node, ...]:
    return message.children[1].children


@pytest.mark.parametrize(
    "changed",
    [{"caring": ""}, {"last": "2026/11/21"}, {"first": "2026/11/20", "last": "2026/11/1"},
     {"first": "2020/1/1"}, {"first": "x"}],
)  # fmt: skip
def test_home_visits_outside_the_rule_are_not_asked(
    client: Client, line: KioskLine, changed: dict[str, str]
) -> None:
    del line
    days = {"first": "2026/11/1", "last": "2026/11/20", "caring": "yes"}
    assert ask(client, "/queries/home-visits", **(days | changed)).status == 422


def test_a_kiosk_that_stopped_is_named_and_another_one_may_ask(
    client: Client, line: KioskLine, records_file: Path, clock: FakeClock
) -> None:
    page = sent(client)
    asked = line.desk.queries.find(page.removeprefix("/queries/"))
    assert asked
    board, state = (
        open_board(records_file, asked.kiosk),
        KioskRecord("waiting_for_card", clock.now()),
    )
    board.end(state, (), clock.now())
    board.close()
    assert f"受付機 {asked.kiosk} が止まっています" in client.get(page).text
    client.post(f"{page}/withdraw")
    other = line.desk.queries.find(sent(client).removeprefix("/queries/"))
    assert other
    assert other.kiosk != asked.kiosk


def test_names_are_text_whatever_they_are_made_of(client: Client, line: KioskLine) -> None:
    page = sent(client)
    line.tells(answer(PERSON | {"Name": HOSTILE, "Address": HOSTILE}))
    for path in (page, f"{page}/state", "/queries", "/queries/list"):
        shown = client.get(path)
        assert shown.status == 200
        assert "<script>alert" not in shown.text


@pytest.mark.parametrize("path", ["/queries/nothing", "/queries/nothing/state"])
def test_a_query_that_there_is_not_is_not_found(client: Client, line: KioskLine, path: str) -> None:
    del line
    assert client.get(path).status == 404


@pytest.mark.parametrize(
    "path", ["/queries", "/queries/new", "/queries/home-visits", "/queries/reference?reception=x"]
)
def test_nobody_without_sign_in_sees_anything(visitor: Client, line: KioskLine, path: str) -> None:
    del line
    assert visitor.get(path).status in {303, 401, 403}


def test_without_any_kiosk_there_is_no_line(client: Client) -> None:
    refused = ask(client)
    assert refused.status == 422
    assert "受付機がまだありません" in refused.text


@pytest.mark.parametrize(("validity", "open_still"), [("1", False), ("2", True)])
def test_a_provisional_reception_found_valid_needs_nobody_any_more(
    client: Client, line: KioskLine, desk: Desk, validity: str, open_still: bool
) -> None:
    reception = ident("line")
    page = sent(client, f"/queries/new?reception={reception}")
    line.tells(answer(PERSON, validity=validity))
    client.post(f"{page}/use", {"chosen": "0"})
    case = desk.today.case(reception)
    assert case is not None
    assert case.visit is not None
    assert case.visit.open is open_still
    assert (case.visit.handled_by == "佐藤") is not open_still
