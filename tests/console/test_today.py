"""The page of today: what staff are told, and what they can do at once."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from kiosk.console.texts import load_texts
from kiosk.ports.desk.desk import Desk
from kiosk.ports.desk.orders import SERVES, Outcome, What
from kiosk.storage import desk_tables, tables
from kiosk.storage.database import open_database, writing
from tests.console.asgi import Client
from tests.console.filled import fill, ident
from tests.fakes.clock import FakeClock

WORDS = load_texts().language("ja")


@pytest.fixture
def client(client: Client, records_file: Path, clock: FakeClock) -> Client:
    """The receptionist's browser, on a filled morning."""
    fill(records_file, clock.now())
    return client


def change(path: Path, table: str, key: str, **values: object) -> None:
    engine = open_database(path)
    rows = desk_tables.metadata.tables[table]
    first = next(iter(rows.primary_key.columns))
    with writing(engine) as connection:
        connection.execute(update(rows).where(first == key).values(**values))
    engine.dispose()


def part(text: str, start: str, end: str) -> str:
    return text[text.index(start) : text.index(end)]


def test_what_is_needed_stands_on_top_with_one_button_for_each(client: Client) -> None:
    text = client.get("/").text
    needed = part(text, WORDS("today.needed_now", n=2), WORDS("today.needed_later", n=2))
    assert WORDS("needs.face.not_matched.title") in needed
    assert WORDS("needs.pin_locked.title") in needed
    assert f'href="/check/{ident("face")}"' in needed
    later = part(text, WORDS("today.needed_later", n=2), WORDS("today.receptions"))
    assert f'href="/paper/new?visit={ident("ended")}"' in later
    assert needed.count("primary") == later.count("primary") == 2


def test_a_need_rings_once_under_its_own_id(client: Client) -> None:
    [ring] = re.findall(r'data-ring="([^"]*)"', client.get("/today").text)
    assert [one for one in ring.split() if one.startswith(f"{ident('face')}:face.not_matched:")]
    case = client.get(f"/receptions/{ident('face')}").text
    [same] = re.findall(r'data-ring="([^"]*)"', case)
    assert same in ring.split()


def test_the_part_that_changes_is_the_same_as_on_the_page(client: Client) -> None:
    live = client.get("/today").text
    assert live.lstrip().startswith('<section id="today"')
    assert live in client.get("/").text


def test_the_receptions_are_counted_and_filtered(client: Client) -> None:
    text = client.get("/").text
    assert WORDS("today.count.waiting", n=2) in text
    assert WORDS("today.count.done", n=3) in text
    provisional = client.get("/?status=provisional").text
    table = part(provisional, "<tbody>", "</tbody>")
    assert table.count("<tr>") == 1
    assert WORDS("today.number", number=1) in table
    assert 'data-live="/today?status=provisional"' in provisional
    second = part(client.get("/?kiosk=kiosk-2").text, "<tbody>", "</tbody>")
    assert second.count("<tr>") == 1


def test_nothing_to_do_is_said_in_words(administrator: Client) -> None:
    assert WORDS("today.nothing") in administrator.get("/").text


def test_a_kiosk_that_is_silent_stands_on_top(client: Client, clock: FakeClock) -> None:
    clock.passes(timedelta(seconds=60))
    assert WORDS("today.trouble.silent.title", kiosk="kiosk-1") in client.get("/").text


def test_a_kiosk_that_reads_no_card_leads_to_paper(client: Client, clock: FakeClock) -> None:
    clock.passes(timedelta(seconds=60))
    way = "/paper/new?situation=no_service"
    assert f'href="{way}"' in client.get("/").text
    assert 'value="no_service" checked' in client.get(way).text


def test_a_kiosk_left_in_visual_mode_is_a_reminder_with_the_way_back(
    client: Client, records_file: Path, clock: FakeClock
) -> None:
    until = clock.now() + timedelta(minutes=20)
    change(records_file, "kiosks", "kiosk-1", visual_until=until)
    text = client.get("/").text
    assert WORDS("today.visual_mode", kiosk="kiosk-1") in text
    assert 'action="/kiosks/kiosk-1/normal"' in text


def test_a_folder_that_takes_no_files_stands_on_top(
    client: Client, records_file: Path, clock: FakeClock
) -> None:
    engine = open_database(records_file)
    with writing(engine) as connection:
        connection.execute(
            insert(tables.folders).values(
                kiosk="kiosk-1", folder="face", fault="disk_full", since=clock.now()
            )
        )
    engine.dispose()
    assert WORDS("today.trouble.folder.title", folder="face") in client.get("/").text


def test_coming_tells_the_kiosk_once_and_the_colleague_who_it_is(
    client: Client, administrator: Client, desk: Desk
) -> None:
    for _ in range(2):
        answer = client.post(f"/receptions/{ident('face')}/coming")
        assert (answer.status, answer.location) == (303, "/")
    [order] = desk.orders.of_visit(ident("face"))
    assert (order.what, order.kiosk) == (What.HELP_COMING, "kiosk-1")
    assert WORDS("today.coming_already", name="佐藤") in administrator.get("/").text


def test_a_look_that_the_kiosk_refused_is_not_said_to_go_on(
    client: Client, records_file: Path, desk: Desk
) -> None:
    client.post(f"/check/{ident('face')}", {"reason": "unwell"})
    checking = WORDS("today.checking_already", name="佐藤")
    assert checking in client.get("/").text
    [order] = desk.orders.of_visit(ident("face"))
    change(records_file, "orders", str(order.number), outcome=Outcome.REFUSED.value)
    assert checking not in client.get("/").text


LATE = WORDS("today.unheard.gone", kiosk="kiosk-1")
SILENT = WORDS("today.unheard.silent", kiosk="kiosk-1")


def come_too_late(client: Client, desk: Desk, path: Path) -> None:
    client.post(f"/receptions/{ident('face')}/coming")
    [order] = desk.orders.of_visit(ident("face"))
    change(path, "orders", str(order.number), taken_at=order.at, outcome=Outcome.TOO_LATE.value)


@pytest.mark.parametrize("left", [True, False])
def test_coming_too_late_says_so_for_a_while(
    client: Client, records_file: Path, clock: FakeClock, desk: Desk, *, left: bool
) -> None:
    ended = {"ended_at": clock.now(), "outcome": "gave_up"} if left else {}
    change(records_file, "visits", ident("face"), needs=None, **ended)
    assert LATE not in client.get("/").text
    come_too_late(client, desk, records_file)
    assert LATE in client.get("/").text
    assert SILENT not in client.get("/today").text
    clock.passes(timedelta(minutes=3))
    assert LATE not in client.get("/").text


def test_whoever_still_waits_is_not_said_to_be_gone(
    client: Client, records_file: Path, desk: Desk
) -> None:
    come_too_late(client, desk, records_file)
    text = client.get("/").text
    assert LATE not in text
    assert SILENT not in text


def test_coming_that_no_kiosk_took_sends_staff_there(client: Client, clock: FakeClock) -> None:
    client.post(f"/receptions/{ident('face')}/coming")
    assert SILENT not in client.get("/").text
    clock.passes(SERVES[What.HELP_COMING] + timedelta(seconds=1))
    text = client.get("/").text
    assert SILENT in text
    assert LATE not in text


def test_names_stand_in_no_title_and_no_address(client: Client) -> None:
    text = client.get("/").text
    [title] = re.findall(r"<title>(.*?)</title>", text)
    addresses = re.findall(r'(?:href|action|data-live)="([^"]*)"', text)
    assert "見本　花子" in text
    assert not any("見本" in each for each in [title, *addresses])


def test_staff_see_which_language_whoever_waits_reads(client: Client, records_file: Path) -> None:
    assert "Tiếng Việt" not in client.get("/").text
    change(records_file, "visits", ident("face"), language="vi")
    assert WORDS("today.reads", language="Tiếng Việt") in client.get("/").text
    change(records_file, "visits", ident("face"), language="xx")
    assert WORDS("today.reads", language="xx") in client.get("/").text


def test_a_call_where_no_card_lies_stands_on_top_and_rings(
    client: Client, records_file: Path, clock: FakeClock
) -> None:
    change(records_file, "kiosks", "kiosk-1", called_at=clock.now())
    text = client.get("/").text
    assert WORDS("today.called", kiosk="kiosk-1") in text
    [ring] = re.findall(r'data-ring="([^"]*)"', client.get("/today").text)
    assert [one for one in ring.split() if one.startswith("kiosk-1:called:")]
