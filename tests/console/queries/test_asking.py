"""Staff ask the service without the card: the form, what stops it, what is noted."""

import re
from datetime import timedelta

import pytest
from starlette.applications import Starlette

from kiosk.console.areas.queries.sending import MOST, WINDOW
from kiosk.ports.desk.queries import NewQuery
from tests.console.asgi import Client
from tests.console.conftest import RECEPTIONIST, signed_in_as
from tests.console.queries.line import NUMBERS, KioskLine, ask, info, sent
from tests.fakes.clock import FakeClock
from tests.fakes.service import UNREACHABLE
from tests.services.query_desk import PERSON, answer, segment


def test_what_was_typed_is_asked_and_the_answer_shown(client: Client, line: KioskLine) -> None:
    page = sent(client)
    assert "受付機に渡しています" in client.get(page).text
    line.tells(answer(PERSON))
    assert info(line.asked[0]) == {
        "InsurerNumber": "01130012",
        "InsuredCardSymbol": "見本ー７",
        "InsuredIdentificationNumber": "0045",
        "InsuredBranchNumber": "01",
        "Birthdate": "19800217",
        "LimitApplicationCertificateRelatedConsFlg": "0",
    }
    shown = client.get(page).text
    assert "有効" in shown
    assert "氏名\t秘密　花子" in shown
    assert "秘密　花子" in client.get("/queries").text


def test_neither_address_nor_title_says_whom_it_is_about(client: Client, line: KioskLine) -> None:
    page = sent(client)
    line.tells(answer(PERSON))
    shown = client.get(page).text
    title = re.search("<title>(.*)</title>", shown)
    assert title
    assert title[1] == "記号・番号の照会"
    assert re.fullmatch(r"/queries/[0-9a-f-]{36}", page)


def test_a_doubtful_number_stops_once_and_goes_when_staff_are_sure(
    client: Client, line: KioskLine
) -> None:
    warned = ask(client, insurer="01130013")
    assert warned.status == 422
    assert "打ちまちがい" in warned.text
    seen = re.search(r'name="seen" value="([^"]*)"', warned.text)
    assert seen
    sent(client, insurer="01130013", seen=seen[1])
    line.tells(answer(PERSON))
    assert info(line.asked[0])["InsurerNumber"] == "01130013"


def test_a_warning_for_one_number_lets_no_other_one_pass(client: Client, line: KioskLine) -> None:
    del line
    assert ask(client, insurer="01130013", seen="branch:branch_empty").status == 422


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"insurer": "12"}, "8けたか6けた"),
        ({"number": ""}, "入れてください"),
        ({"birthdate": "昭和70年1月1日"}, "日付として読めません"),
        ({"birthdate": "2027/1/1"}, "先の日付です"),
        ({"insurer": "77777777"}, "不詳の番号"),
        ({"right": ""}, "一つ選んでください"),
        ({"right": "curious"}, "一つ選んでください"),
    ],
)
def test_what_cannot_be_sent_is_said_beside_its_field_and_nothing_typed_is_lost(
    client: Client, line: KioskLine, changed: dict[str, str], word: str
) -> None:
    refused = ask(client, **changed)
    assert refused.status == 422
    assert word in refused.text
    assert 'value="見本ー７"' in refused.text
    line.tells(answer(PERSON))
    assert line.asked == []


def test_a_form_sent_twice_is_one_query(client: Client, line: KioskLine) -> None:
    values = {**NUMBERS, "query": "0b0f86b6-5f4e-4a52-8f5c-0e6f4b1d9a11"}
    first, second = client.post("/queries/new", values), client.post("/queries/new", values)
    assert first.location == second.location
    line.tells(answer(PERSON))
    assert len(line.asked) == 1


def test_nobody_browses(app: Starlette, client: Client, line: KioskLine, clock: FakeClock) -> None:
    first = sent(client).removeprefix("/queries/")
    asked = line.desk.queries.find(first)
    assert asked
    assert asked.request
    for number in range(MOST - 1):
        more = NewQuery(f"q-{number}", asked.kind, asked.kiosk, None, 2, asked.request)
        assert line.desk.queries.ask(more, clock.now(), clock.now() - WINDOW, MOST)
    refused = ask(client)
    assert refused.status == 422
    assert "1時間の回数" in refused.text
    clock.passes(WINDOW + timedelta(minutes=1))
    assert ask(signed_in_as(app, RECEPTIONIST)).status == 303


def test_every_query_is_noted_with_who_and_why_and_without_numbers(
    client: Client, line: KioskLine
) -> None:
    sent(client)
    line.tells(answer(PERSON))
    noted = _audit(line)
    assert [what for what, _ in noted] == ["query_asked", "query_answered"]
    assert '"why": "certificate"' in noted[0][1]
    assert '"result": "1"' in noted[1][1]
    assert not any(text in details for _, details in noted for text in ("0045", "1980", "0113"))


def _audit(line: KioskLine) -> list[tuple[str, str]]:
    book = line.queries._book
    engine = book._engine  # pyright: ignore[reportAttributeAccessIssue] - the real book, over SQL
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT what, details FROM audit WHERE what LIKE 'query%' ORDER BY number"
        )
        return [(row[0], row[1]) for row in rows]


def test_a_line_that_is_down_is_said_and_waited_for(client: Client, line: KioskLine) -> None:
    page = sent(client)
    line.tells(UNREACHABLE)
    assert "回線を待っています" in client.get(f"{page}/state").text
    withdrawn = client.post(f"{page}/withdraw")
    assert withdrawn.location == page
    assert "取り消しました" in client.get(page).text


def test_an_error_is_ready_to_be_copied_for_the_help_desk(client: Client, line: KioskLine) -> None:
    page = sent(client)
    line.tells(segment("9", ErrorCode="SIM-1005", ErrorMessage="項目の値に誤りがあります"))
    shown = client.get(page).text
    assert "コード: SIM-1005" in shown
    assert "項目の値に誤りがあります" in shown
