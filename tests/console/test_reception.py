"""The page of one case, and the search for cases of any day."""

import html
import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, update

from kiosk.console.dates import both, short
from kiosk.console.lines import row
from kiosk.console.pages import environment
from kiosk.console.texts import load_texts
from kiosk.domain.doubt import DoubtCode
from kiosk.domain.doubt_words import WORDS as DOUBTS
from kiosk.ports.desk.today import Line
from kiosk.storage.database import open_database, writing
from kiosk.storage.desk_tables import desk_receptions, reception_details
from kiosk.storage.tables import audit
from tests.console.asgi import Client
from tests.console.filled import HANAKO, NOW, RECEIVED, Made, fill, ident, write
from tests.fakes.clock import FakeClock

WORDS = load_texts().language("ja")
HOSTILE = "<script>alert(1)</script>\"'&\u202egnp.exe"


@pytest.fixture
def client(client: Client, records_file: Path, clock: FakeClock) -> Client:
    """The receptionist's browser, on a filled morning."""
    fill(records_file, clock.now())
    return client


def page(client: Client, key: str) -> str:
    answer = client.get(f"/receptions/{ident(key)}")
    assert answer.status == 200
    return answer.text


def test_a_case_shows_who_how_what_and_until_when(client: Client) -> None:
    text = page(client, "takeko")
    for shown in (
        "●木　竹子", "昭和29年11月2日（1954年）", WORDS("reception.bullet"), "138016", "高木　タケ",
        DOUBTS[DoubtCode.NAME_HAS_BULLET].ja, WORDS("today.method.pin"),
        WORDS("qualification.section.elderly"), WORDS("reception.diseases.1"),
        "OQSsiquc01res_face_", "月 10,000円",
    ):  # fmt: skip
        assert shown in text
    assert text.count("data-until=") == 2


def test_an_english_reader_has_english_dates_and_the_terminals_copy(
    client: Client, clock: FakeClock
) -> None:
    client.post("/language", {"language": "en", "back": "/"})
    text = html.unescape(page(client, "takeko"))
    assert f'<p class="day">{short(clock.now(), "en")} ' in text
    assert "2 November 1954 (Showa 29)" in text
    assert "生年月日\t昭和29年11月2日" in text
    assert "年）" not in text
    assert both(clock.now(), "en") in client.get("/").text


def test_the_copy_has_the_terminals_labels_and_a_tab(client: Client) -> None:
    text = html.unescape(page(client, "hanako"))
    assert "保険者番号\t01130012" in text
    assert "枝番\t01" in text


def test_the_certificates_of_public_expense_that_the_patient_uses_are_shown(
    client: Client, records_file: Path
) -> None:
    used = [{"name": HOSTILE, "payer_number": "88130013", "recipient_number": "1234566"}]
    engine = open_database(records_file)
    with writing(engine) as connection:
        connection.execute(
            update(reception_details)
            .where(reception_details.c.reception == ident("hanako"))
            .values(public_expenses=json.dumps(used))
        )
    engine.dispose()
    text = page(client, "hanako")
    assert WORDS("benefits.expense") in text
    assert "88130013" in text
    assert "1234566" in text
    assert "<script>alert" not in text
    assert WORDS("benefits.expense") not in page(client, "takeko")


def test_the_codes_of_the_service_are_there_for_the_help_desk_although_nothing_was_received(
    client: Client, records_file: Path, clock: FakeClock
) -> None:
    happened: list[tuple[str, dict[str, str]]] = [
        ("fault", {"device": "service", "code": "service_error:OQC-OWSE0900000"}),
        ("fault", {"device": "card", "code": "gone"}),
        ("see_staff", {"why": "certificate_revoked", "code": "SIM-0005"}),
    ]
    engine = open_database(records_file)
    with writing(engine) as connection:
        for what, details in happened:
            connection.execute(
                insert(audit).values(
                    at=clock.now() - timedelta(minutes=2),
                    kiosk="kiosk-1",
                    session=7,
                    what=what,
                    details=json.dumps(details),
                )
            )
    engine.dispose()
    text = page(client, "face")
    facts = text.partition("<details>")[0]
    assert facts.count(WORDS("reception.service_code")) == 2
    for code in ("OQC-OWSE0900000", "SIM-0005"):
        assert f">{code}<" in facts
    assert ">gone<" not in facts
    assert "code=SIM-0005" in text.partition("<details>")[2]  # and with all else to be read out


def test_a_visit_without_reception_has_a_page_too(client: Client) -> None:
    text = page(client, "left")
    assert WORDS("reception.nobody") in text
    assert WORDS("today.outcome.left") in text
    assert f'href="/paper/new?visit={ident("left")}"' in text


def test_what_is_erased_is_said_to_be_erased(client: Client, records_file: Path) -> None:
    engine = open_database(records_file)
    with writing(engine) as connection:
        connection.execute(delete(reception_details))
    engine.dispose()
    text = page(client, "hanako")
    assert WORDS("reception.erased") in text
    assert "見本" not in text


def test_a_reception_on_paper_has_a_page_too(
    client: Client, records_file: Path, clock: FakeClock
) -> None:
    engine = open_database(records_file)
    with writing(engine) as connection:
        connection.execute(
            insert(desk_receptions).values(
                id=ident("paper"), began_at=clock.now(), staff=2, way="certificate",
                claim="current", recorded_at=clock.now(), changed_at=clock.now(), changed_by=2,
            )
        )  # fmt: skip
    engine.dispose()
    text = page(client, "paper")
    assert WORDS("reception.paper_done") in text
    assert f'class="button primary" href="/paper/{ident("paper")}/done"' in text
    assert WORDS("reception.more") not in text


def test_dealt_with_leads_back_and_the_second_colleague_sees_the_first(
    client: Client, administrator: Client
) -> None:
    path, needs = f"/receptions/{ident('ended')}", {"needs": "see_staff.insurance_ended"}
    first = client.post(f"{path}/handled", needs)
    assert (first.status, first.location) == (303, "/")
    second = administrator.post(f"{path}/handled", needs)
    assert second.status == 409
    assert WORDS("reception.conflict") in second.text
    assert "佐藤さん" in second.text


def test_what_has_changed_meanwhile_is_not_dealt_with_unseen(client: Client) -> None:
    path = f"/receptions/{ident('face')}/handled"
    answer = client.post(path, {"needs": "help"})
    assert answer.status == 409
    assert WORDS("needs.face.not_matched.title") in answer.text


def test_dealt_with_is_taken_back_as_it_was_seen(client: Client) -> None:
    path = f"/receptions/{ident('ended')}"
    client.post(f"{path}/handled", {"needs": "see_staff.insurance_ended"})
    [seen] = re.findall(r'name="handled_at" value="([^"]+)"', client.get(path).text)
    assert client.post(f"{path}/reopen", {"handled_at": seen}).status == 303
    assert client.post(f"{path}/reopen", {"handled_at": seen}).status == 409
    assert client.post(f"{path}/reopen", {"handled_at": "yesterday"}).status == 400


def test_an_unknown_case_is_not_there(client: Client) -> None:
    for path in ("/receptions/nobody", "/receptions/nobody/live"):
        assert client.get(path).status == 404
    assert client.post("/receptions/nobody/coming").status == 404


@pytest.mark.parametrize(
    "typed",
    ["みほん", "ミホン", "ﾐﾎﾝ", "見本", "見本 花子", "S61.7.8", "00012345", "0000123",
     "昭和61年7月8日", "みほん はなこ 19860708"],
)  # fmt: skip
def test_a_patient_is_found_however_it_is_typed(client: Client, typed: str) -> None:
    text = client.post("/search", {"what": typed}).text
    found = text[text.index("<tbody>") :]
    assert found.count("<tr>") == 1
    assert "見本　花子" in found


def test_the_terms_stand_in_no_address_and_no_title(client: Client) -> None:
    text = client.post("/search", {"what": "見本 花子"}).text
    addresses = re.findall(r'(?:href|action)="([^"]*)"', text)
    assert not any("見本" in each for each in [*addresses, *re.findall("<title>.*</title>", text)])
    assert client.get("/search?what=見本".encode().decode("latin-1")).text.count("<tr>") == 0


def test_filters_and_dates_narrow_and_a_wrong_date_is_explained(client: Client) -> None:
    day = {"since": "R8.11.20", "until": "2026/11/20", "outcome": "provisional"}
    assert client.post("/search", day).text.count("<tr>") == 2  # with the heads
    none = client.post("/search", {"since": "R8.11.21"})
    assert WORDS("reception.search.none") in none.text
    wrong = client.post("/search", {"since": "soon"})
    assert wrong.status == 400
    assert WORDS("reception.search.not_a_date") in wrong.text


def test_the_next_page_goes_on_where_the_last_one_ended(
    client: Client, records_file: Path, clock: FakeClock
) -> None:
    engine = open_database(records_file)
    with writing(engine) as connection:
        for number in range(60):
            write(
                connection,
                Made(f"q{number}", 100 + number, {**RECEIVED, "verified_by": "pin"}),
                clock.now(),
            )
    engine.dispose()
    first = client.post("/search").text
    hidden = dict(re.findall(r'type="hidden" name="(after_\w+)" value="([^"]*)"', first))
    second = client.post("/search", hidden).text
    links = re.compile(r'href="/receptions/([^"]+)"')
    pages = [set(links.findall(text)) for text in (first, second)]
    assert [len(each) for each in pages] == [50, 18]
    assert not pages[0] & pages[1]
    assert client.post("/search", {"after_at": "soon", "after_id": "x"}).status == 400


@pytest.mark.parametrize("path", ["/", "/receptions/{}", "/search"])
def test_an_injected_name_is_text_on_every_page(
    client: Client, records_file: Path, clock: FakeClock, path: str
) -> None:
    person = replace(
        HANAKO, name=HOSTILE, name_kana=HOSTILE, address=HOSTILE, insurer_name=HOSTILE,
        name_of_other=HOSTILE,
    )  # fmt: skip
    engine = open_database(records_file)
    made = Made("hostile", 5, {**RECEIVED, "verified_by": "face"}, person)
    with writing(engine) as connection:
        write(connection, made, clock.now())
    engine.dispose()
    if path == "/search":
        text = client.post(path, {"what": HOSTILE}).text
    else:
        text = client.get(path.format(ident("hostile"))).text
    assert html.escape("<script>alert(1)") in text
    assert "<script>alert" not in text
    assert "\"'&\u202e" not in text


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_a_name_holds_a_row_keeps_its_cells(name: str, kana: str) -> None:
    line = Line("an-id", "kiosk-1", NOW, NOW, outcome="received", verified_by="face", name=name,
                kana=kana)  # fmt: skip
    template = environment.from_string(
        '{% import "today/parts.html" as today with context %}{{ today.table(rows, "x") }}'
    )
    drawn = template.render(rows=[row(line, WORDS)], t=WORDS, who=None)
    body = drawn[drawn.index("<tbody>") : drawn.index("</tbody>")]
    assert body.count("<td") == 5
    assert body.count("<bdi>") == (2 if name else 0)  # a mark that turns the direction ends there
