"""Passcodes on the console: shown once, never listed, and who may do what with them."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from kiosk.domain.guessable import guessable
from kiosk.domain.lockout import PasscodeTries
from kiosk.domain.pin import Passcode
from kiosk.ports.desk.desk import Desk
from kiosk.storage.passcodes import ScryptPasscodes
from kiosk.storage.records import SqlRecords, open_records
from tests.console.asgi import Answer, Client
from tests.fakes.clock import FakeClock

TANAKA, SATO = 1, 2  # the administrator and the receptionist of these tests
SHOWN = re.compile(r'<p class="code digits">(\d{4})</p>')
MATCHES = ScryptPasscodes().matches


@pytest.fixture
def kiosk(app: object, records_file: Path) -> Iterator[SqlRecords]:
    """The records as the kiosk opens them."""
    assert app
    records = open_records(records_file)
    yield records
    records.close()


def digits_of(answer: Answer) -> str:
    assert answer.status == 200, answer.text
    found = SHOWN.search(answer.text)
    assert found, answer.text
    return found[1]


def make(browser: Client, owner: str = "clinic", **fields: str) -> Answer:
    return browser.post("/passcodes", {"owner": owner, **fields})


def opens(kiosk: SqlRecords, clock: FakeClock, digits: str) -> list[int | None]:
    """Whose passcode it is, at the clock's time."""
    in_force = kiosk.passcodes(clock.now())
    return [one.staff for one in in_force if MATCHES(Passcode(digits), one.hashed)]


def audited(path: Path) -> list[str]:
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as connection:
            words = text("select what || ' ' || details from audit where what like 'passcode%'")
            return list(connection.execute(words).scalars())
    finally:
        engine.dispose()


def test_the_clinics_passcode_is_drawn_by_lot_and_opens_the_door(
    administrator: Client, kiosk: SqlRecords, clock: FakeClock, records_file: Path
) -> None:
    digits = digits_of(make(administrator))
    assert not guessable(Passcode(digits))
    assert opens(kiosk, clock, digits) == [None]
    assert audited(records_file) == ['passcode_set {"number": 1, "owner": "clinic", "staff": 1}']


def test_a_staff_members_own_is_known_as_theirs(
    administrator: Client, kiosk: SqlRecords, clock: FakeClock
) -> None:
    digits = digits_of(make(administrator, str(SATO)))
    assert opens(kiosk, clock, digits) == [SATO]


def test_the_digits_are_shown_once_and_kept_by_no_browser(administrator: Client) -> None:
    answer = make(administrator)
    digits = digits_of(answer)
    assert answer.headers["cache-control"] == "no-store"
    assert digits not in answer.headers.get("set-cookie", "")
    assert f"{digits}<" not in re.sub(r"<p class=\"code.*?</p>", "", answer.text)
    assert not SHOWN.search(administrator.get("/passcodes").text)
    assert "<title>" in answer.text
    assert digits not in answer.text.split("</title>")[0]


def test_it_serves_from_its_first_day_to_its_last_in_japan(
    administrator: Client, kiosk: SqlRecords, clock: FakeClock
) -> None:
    digits = digits_of(make(administrator, **{"from": "2026-11-23", "until": "2026-11-24"}))
    assert not kiosk.passcodes(clock.now())
    page = administrator.get("/passcodes").text
    assert "令和8年11月23日（2026年） から" in page
    assert "令和8年11月24日（2026年） まで" in page
    clock.passes(timedelta(days=2, hours=12))  # the 23rd, 0:00
    assert opens(kiosk, clock, digits) == [None]
    clock.passes(timedelta(days=2) - timedelta(seconds=1))
    assert opens(kiosk, clock, digits) == [None]
    clock.passes(timedelta(seconds=1))
    assert not kiosk.passcodes(clock.now())


def test_an_administrator_may_choose_the_clinics_digits(
    administrator: Client, kiosk: SqlRecords, clock: FakeClock
) -> None:
    assert digits_of(make(administrator, digits="4711")) == "4711"
    assert opens(kiosk, clock, "4711") == [None]


@pytest.mark.parametrize(
    ("owner", "fields", "said"),
    [
        ("clinic", {"digits": "1234"}, "当てやすい番号"),
        ("clinic", {"digits": "0000"}, "当てやすい番号"),
        ("clinic", {"digits": "123"}, "半角の数字4桁"),
        ("clinic", {"digits": "１２４３"}, "半角の数字4桁"),
        (str(SATO), {"digits": "4711"}, "自動で決まります"),
        ("clinic", {"from": "2026-11-19"}, "今日から5年以内"),
        ("clinic", {"from": "soon"}, "今日から5年以内"),
        ("clinic", {"from": "2026-11-23", "until": "2026-11-22"}, "はじめの日から"),
        ("clinic", {"until": "9999-12-31"}, "はじめの日から"),
        ("99", {}, "だれのパスコードか"),
        ("", {}, "だれのパスコードか"),
        ("²", {}, "だれのパスコードか"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_sets_nothing(
    administrator: Client,
    desk: Desk,
    clock: FakeClock,
    owner: str,
    fields: dict[str, str],
    said: str,
) -> None:
    answer = make(administrator, owner, **fields)
    assert answer.status == 400
    assert said in answer.text
    assert not desk.passcodes.listed(clock.now())
    assert not fields.get("digits") or f'"{fields["digits"]}"' not in answer.text


def test_digits_that_somebody_has_are_refused_without_saying_whose(administrator: Client) -> None:
    digits = digits_of(make(administrator, str(SATO)))
    answer = make(administrator, digits=digits)
    assert answer.status == 409
    assert "この番号は使えません" in answer.text


def test_a_removed_one_opens_nothing(
    administrator: Client, kiosk: SqlRecords, clock: FakeClock, records_file: Path
) -> None:
    make(administrator, str(SATO))
    asked = administrator.get("/passcodes/1/remove")
    assert "取り消しますか" in asked.text
    assert kiosk.passcodes(clock.now()), "to ask removes nothing"
    assert administrator.post("/passcodes/1/remove").location == "/passcodes"
    assert not kiosk.passcodes(clock.now())
    assert administrator.post("/passcodes/1/remove").status == 404
    assert audited(records_file)[-1] == 'passcode_removed {"number": 1, "owner": 2, "staff": 1}'


def test_a_receptionist_gets_new_digits_for_the_same_days(
    administrator: Client, client: Client, kiosk: SqlRecords, clock: FakeClock, desk: Desk
) -> None:
    old = digits_of(make(administrator, str(SATO), until="2026-11-30"))
    [before] = desk.passcodes.listed(clock.now())
    clock.passes(timedelta(minutes=5))
    new = digits_of(client.post("/passcodes/mine"))
    assert opens(kiosk, clock, new) == [SATO]
    assert new == old or not opens(kiosk, clock, old)
    [after] = desk.passcodes.listed(clock.now())
    assert after.valid_until == before.valid_until
    assert after.set_by == "佐藤"


def test_a_receptionist_without_one_cannot_make_one(client: Client, desk: Desk) -> None:
    assert "管理者に作ってもらってください" in client.get("/passcodes").text
    assert client.post("/passcodes/mine").status == 404
    assert make(client, str(SATO)).status == 403
    assert make(client).status == 403


def test_a_receptionist_sees_whether_one_serves_and_nobody_elses(
    administrator: Client, client: Client, desk: Desk, clock: FakeClock
) -> None:
    make(administrator, str(TANAKA))
    make(administrator)
    page = client.get("/passcodes").text
    assert "使えます" in page
    assert "田中" not in page
    assert client.get("/passcodes/1/remove").status == 404
    assert client.post("/passcodes/1/remove").status == 404
    assert client.post("/passcodes/2/remove").status == 404
    assert len(desk.passcodes.listed(clock.now())) == 2


def test_a_receptionist_may_let_their_own_go(
    administrator: Client, client: Client, desk: Desk, clock: FakeClock
) -> None:
    make(administrator, str(SATO))
    assert client.post("/passcodes/1/remove").location == "/passcodes"
    assert not desk.passcodes.listed(clock.now())


def test_nobody_gets_one_once_they_are_disabled(
    administrator: Client, kiosk: SqlRecords, clock: FakeClock
) -> None:
    make(administrator, str(SATO))
    administrator.post(f"/staff/{SATO}/disable")
    assert not kiosk.passcodes(clock.now())
    assert "停止中の職員" in administrator.get("/passcodes").text
    assert make(administrator, str(SATO)).status == 400


def test_wrong_ones_at_a_kiosk_are_seen_by_everybody_and_live(
    client: Client, kiosk: SqlRecords, clock: FakeClock
) -> None:
    assert "まちがいはありません" in client.get("/passcodes").text
    kiosk.set_passcode_tries(PasscodeTries(2, clock.now()))
    live = client.get("/passcodes/tries", {"x-live": "1"}).text
    assert "kiosk-1" in live
    assert "続けて 2回" in live
    assert "あと 3回で休止" in live
    kiosk.set_passcode_tries(PasscodeTries(5, clock.now()))
    assert "12:01" in client.get("/passcodes/tries").text


def test_an_administrator_ends_a_pause(
    administrator: Client,
    client: Client,
    kiosk: SqlRecords,
    clock: FakeClock,
    records_file: Path,
) -> None:
    kiosk.set_passcode_tries(PasscodeTries(9, clock.now()))
    assert 'action="/passcodes/pause"' not in client.get("/passcodes").text
    assert client.post("/passcodes/pause", {"kiosk": "kiosk-1"}).status == 403
    assert kiosk.passcode_tries().failures == 9
    assert 'action="/passcodes/pause"' in administrator.get("/passcodes").text
    ended = administrator.post("/passcodes/pause", {"kiosk": "kiosk-1"})
    assert ended.location == "/passcodes"
    assert kiosk.passcode_tries() == PasscodeTries()
    administrator.post("/passcodes/pause", {"kiosk": "kiosk-1"})  # nothing to end any more
    assert audited(records_file) == ['passcode_pause_ended {"kiosk": "kiosk-1", "staff": 1}']


def test_more_than_there_may_be_are_refused_in_words(
    administrator: Client, kiosk: SqlRecords, clock: FakeClock, records_file: Path
) -> None:
    digits_of(make(administrator, str(SATO)))
    engine = create_engine(f"sqlite:///{records_file}")
    cheap = f"$scrypt$ln=10,r=8,p=1${'A' * 22}${'A' * 43}"
    with engine.begin() as connection:  # nineteen more, which cost nothing to compare with
        for _ in range(19):
            connection.execute(
                text(
                    "insert into passcodes (encoded, valid_from, set_at)"
                    " select :cheap, valid_from, set_at from passcodes limit 1"
                ),
                {"cheap": cheap},
            )
    engine.dispose()
    assert len(kiosk.passcodes(clock.now())) == 20
    answer = make(administrator, str(TANAKA))
    assert answer.status == 409
    assert "これ以上は作れません" in answer.text


def test_a_name_is_text_whatever_it_is_made_of(
    administrator: Client, desk: Desk, clock: FakeClock
) -> None:
    owner = desk.accounts.add("wicked", "<script>'\"", "receptionist", clock.now())
    assert "<script>'" not in make(administrator, str(owner)).text
    assert "&lt;script&gt;" in administrator.get("/passcodes").text


@pytest.mark.parametrize("path", ["/passcodes", "/passcodes/tries", "/passcodes/1/remove"])
def test_nothing_is_seen_without_signing_in(visitor: Client, path: str) -> None:
    assert visitor.get(path).location == "/sign-in"
