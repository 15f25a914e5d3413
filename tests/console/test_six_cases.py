"""The six patients whom a new receptionist meets, each to a recorded reception (§6.3).

What a kiosk writes is written as a kiosk does it; everything else goes through the pages, by their
own links and buttons: whoever knows no address of ours must get there too.
"""

import html
import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, Select, Update, delete, select, update

from kiosk.console.texts import load_texts
from kiosk.domain.qualification import Validity
from kiosk.ports.desk.orders import What
from kiosk.storage.database import open_database, reading, writing
from kiosk.storage.desk_tables import desk_receptions, orders, visits
from kiosk.storage.desk_tables import kiosks as kiosk_rows
from tests.console.asgi import Client
from tests.console.filled import ENDED, HANAKO, RECEIVED, TAKEKO, Made, ident, kiosks, write
from tests.console.paper_walk import CERTIFICATE, NUMBERS, PERSON, STATED, Walk
from tests.fakes.clock import FakeClock

WORDS = load_texts().language("ja")
VISIT = ident("case")
BY_EYE = {"verified_by": "visual_check", "staff": 2, "reason": "face_and_pin"}
NOT_THE_WHOLE = "10割をいただく必要はありません"


@dataclass
class Counter:
    """The reception desk: a kiosk that writes its side, and a receptionist at the pages."""

    client: Client
    records: Path
    now: datetime

    def stands(self, made: Made) -> None:
        """The patient's visit stands like this now."""
        with closed(self.records) as engine, writing(engine) as connection:
            connection.execute(delete(visits).where(visits.c.id == VISIT))
            write(connection, made, self.now)

    def obeys(self, what: What, **told: object) -> None:
        """The kiosk carries out the order that waits, and says where the visit stands."""
        waits = orders.c.outcome.is_(None)
        assert self.reads(select(orders.c.what).where(waits)) == [what]
        self.writes(update(orders).where(waits).values(taken_at=self.now, outcome="done"))
        self.writes(update(visits).where(visits.c.id == VISIT).values(**told))

    def writes(self, statement: Update) -> None:
        """Write into the records as a kiosk does."""
        with closed(self.records) as engine, writing(engine) as connection:
            connection.execute(statement)

    def reads(self, statement: Select[tuple[str]]) -> list[str]:
        """Look into the records."""
        with closed(self.records) as engine, reading(engine) as connection:
            return [str(one) for one in connection.scalars(statement)]

    def follow(self, page: str, words: str) -> str:
        """Touch a link with these words, in the page or else in the menu; where it leads."""
        menu, _, main = self.client.get(page).text.partition("<main")
        text = main + menu
        links = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>([^<]*)</a>', text)
        found = [html.unescape(path) for path, label in links if label.strip() == words]
        assert found, f"{words} is nowhere on {page}"
        return found[0]

    def on_paper(self, link: str) -> Walk:
        """Begin the guided path behind a link, with what it has chosen already."""
        page = self.client.get(link).text
        chosen = re.search(r'name="situation" value="(\w+)" checked', page)
        visit = re.search(r'name="visit" value="([^"]+)"', page)
        assert chosen, page
        walk = Walk(self.client)
        walk.begin(chosen[1], visit[1] if visit else "")
        return walk

    def is_quiet(self) -> bool:
        """Whether nothing is needed of anybody any more."""
        return WORDS("today.nothing") in self.client.get("/").text

    def recorded(self) -> list[str]:
        """Return the ways by which receptions on paper were confirmed."""
        done = desk_receptions.c.recorded_at.is_not(None)
        return self.reads(select(desk_receptions.c.way).where(done))


@contextmanager
def closed(records: Path) -> Generator[Engine]:
    """Open the records, and close them again."""
    engine = open_database(records)
    yield engine
    engine.dispose()


@pytest.fixture
def counter(client: Client, records_file: Path, clock: FakeClock) -> Counter:
    with closed(records_file) as engine, writing(engine) as connection:
        kiosks(connection, clock.now())
    return Counter(client, records_file, clock.now())


def waiting(needs: str, state: str, **more: object) -> Made:
    return Made("case", 1, {"state": state, "needs": needs, "at": 1, "open": True, **more})


def sent_to_the_desk(needs: str, validity: Validity) -> Made:
    """Kept at the kiosk by PIN; a name is known only where the answer has one."""
    values = {**RECEIVED, "verified_by": "pin", "state": "see_staff", "needs": needs, "at": 1}
    return Made("case", 1, values, ENDED if validity is Validity.INVALID else None, validity)


@pytest.mark.parametrize(
    "at_kiosk",
    [
        waiting("face.not_matched", "face_refused", step=3, face_failures=3),
        waiting("help", "offering_help", step=3, face_failures=3, help_asked=1),
        waiting("pin_locked", "pin_locked", step=3, pin_failures=3),
    ],
    ids=["no match and no PIN", "who calls for help", "PIN locked"],
)
def test_a_face_without_match_and_a_locked_pin_are_checked_from_the_desk(
    counter: Counter, at_kiosk: Made
) -> None:
    counter.stands(at_kiosk)
    check = counter.follow("/", WORDS("today.do.check"))
    counter.client.post(check, {"reason": "face_and_pin"})
    looking = {"state": "checking_at_desk", "staff": 2, "reason": "face_and_pin"}
    counter.obeys(What.CHECK_BY_EYE, **looking, portrait_shown=1)
    assert WORDS("check.portrait") in counter.client.get(check).text
    counter.client.post(f"{check}/answer", {"same": "yes"})
    counter.obeys(What.SAME_PERSON, verified_by="visual_check", state="giving_consent", needs=None)
    assert WORDS("check.done.same") in counter.client.get(check).text
    counter.stands(Made("case", 1, {**RECEIVED, **BY_EYE}, HANAKO))
    assert counter.is_quiet()
    case = counter.client.get(f"/receptions/{VISIT}").text
    assert "保険者番号\t01130012" in html.unescape(case)  # ① the current number, as answered
    assert WORDS("check.reason.face_and_pin") in case
    assert "佐藤" in case


def test_a_check_at_the_kiosk_asks_nothing_of_the_desk(counter: Counter) -> None:
    counter.stands(Made("case", 1, {"state": "checking_visually", "step": 3, "open": True}))
    assert counter.is_quiet()
    counter.stands(Made("case", 1, {**RECEIVED, **BY_EYE}, HANAKO))
    assert counter.is_quiet()
    assert WORDS("today.status.done") in counter.client.get("/").text


CARD_AND_NOTICE = ("card", "notice")
CARD_AND_STATEMENT = ("card", "statement")
NEW_NUMBERS = {**NUMBERS, "insurer_number": "01139997"}
INVALID = [
    (Validity.INVALID, "insurance_ended", CARD_AND_NOTICE, NEW_NUMBERS, "①", "01139997"),
    (Validity.INVALID, "insurance_ended", CARD_AND_STATEMENT, STATED, "②", "01130012"),
    (Validity.NONE, "insurance_not_found", CARD_AND_STATEMENT, STATED, "③", "77777777"),
    (Validity.SEVERAL, "insurance_several", ("card", "insurer"),
     {**NUMBERS, "told_by": "見本市"}, "①", "06130488"),
]  # fmt: skip


@pytest.mark.parametrize(("validity", "needs", "evidence", "written", "kind", "insurer"), INVALID)
def test_a_bad_insurance_ends_in_the_claim_note_that_fits(
    counter: Counter,
    validity: Validity,
    needs: str,
    evidence: tuple[str, ...],
    written: dict[str, str],
    kind: str,
    insurer: str,
) -> None:
    counter.stands(sent_to_the_desk(f"see_staff.{needs}", validity))
    walk = counter.on_paper(counter.follow("/", WORDS("today.do.paper")))
    alone = walk.bring("first", "notice").location
    assert WORDS("paper.refusal.card_needed") in counter.client.get(alone).text
    walk.bring("first", *evidence)
    page = walk.confirm({**PERSON, **written}).text
    assert kind in page
    assert walk.claim()["保険者番号"] == insurer
    assert NOT_THE_WHOLE in page
    assert counter.is_quiet()
    assert counter.client.get("/").text.count(WORDS("today.on_paper")) == 1


def test_a_certificate_alone_is_enough(counter: Counter) -> None:
    new = counter.follow(counter.follow("/", WORDS("paper.title")), WORDS("paper.overview.begin"))
    assert WORDS("paper.situation.no_card.name") in counter.client.get(new).text
    walk = Walk(counter.client)
    walk.begin("no_card")
    walk.bring("first", "certificate")
    page = walk.confirm(CERTIFICATE).text
    assert walk.claim()["保険者番号"] == "06130488"
    assert WORDS("paper.done.tell_certificate") in page  # not: bring one next time
    assert counter.recorded() == ["certificate"]
    assert counter.is_quiet()


def test_a_name_with_a_bullet_is_spelled_and_claimed(counter: Counter) -> None:
    bullet = (("name_has_bullet", "Name", 0),)
    values = {**RECEIVED, "verified_by": "pin"}
    counter.stands(Made("case", 1, values, TAKEKO, Validity.VALID, bullet))
    assert counter.is_quiet()  # nobody waits for a character
    assert WORDS("today.bullet") in counter.client.get("/").text
    walk = counter.on_paper(counter.follow(f"/receptions/{VISIT}", WORDS("reception.spelling")))
    walk.bring("returning", "answer")
    page = walk.confirm({**PERSON, "name": "●木 竹子", "spelled": "髙木 竹子"}).text
    assert "①" in page
    assert walk.claim()["氏名"] == "高木　竹子"
    assert WORDS("today.bullet") not in counter.client.get("/").text


def test_with_a_dead_reader_patients_are_received_on_paper(counter: Counter) -> None:
    dead = {"state": "out_of_service", "reader_fault": "lost", "visit": None}
    of_it = kiosk_rows.c.kiosk == "kiosk-1"
    counter.writes(update(kiosk_rows).where(of_it).values(**dead))
    title = WORDS("today.trouble.out_of_service.title", kiosk="kiosk-1")
    assert title in counter.client.get("/").text
    walk = counter.on_paper(counter.follow("/", WORDS("today.do.paper")))
    walk.bring("first", "card", "portal_screen")
    page = walk.confirm({**PERSON, **NUMBERS}).text
    assert walk.claim()["保険者番号"] == "06130488"
    assert "①" in page
    assert NOT_THE_WHOLE in page
    assert counter.recorded() == ["portal_screen_and_card"]
