"""The visual check from the console, from the reason to the answer, alone and with a colleague."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from kiosk.console.texts import load_texts
from kiosk.domain.visual_check import VisualReason
from kiosk.ports.desk.desk import Desk
from kiosk.ports.desk.orders import SERVES, Outcome, What
from kiosk.storage.database import open_database, writing
from kiosk.storage.desk_tables import orders, visits
from kiosk.storage.tables import audit
from tests.console.asgi import Client
from tests.console.filled import fill, ident
from tests.fakes.clock import FakeClock

WORDS = load_texts().language("ja")
VISIT = ident("face")
PAGE = f"/check/{VISIT}"


@pytest.fixture
def client(client: Client, records_file: Path, clock: FakeClock) -> Client:
    """The receptionist's browser, on a filled morning."""
    fill(records_file, clock.now())
    return client


class Kiosk:
    """The kiosk's side: takes the last order, and tells how the visit stands."""

    def __init__(self, path: Path, clock: FakeClock) -> None:
        self.path = path
        self.clock = clock

    def settles(self, outcome: Outcome, **told: object) -> None:
        engine = open_database(self.path)
        with writing(engine) as connection:
            number = connection.execute(
                select(orders.c.number).order_by(orders.c.number.desc())
            ).scalar()
            connection.execute(
                update(orders)
                .where(orders.c.number == number)
                .values(taken_at=self.clock.now(), outcome=outcome.value)
            )
            if told:
                connection.execute(update(visits).where(visits.c.id == VISIT).values(**told))
        engine.dispose()

    def tells(self, **told: object) -> None:
        engine = open_database(self.path)
        with writing(engine) as connection:
            connection.execute(update(visits).where(visits.c.id == VISIT).values(**told))
        engine.dispose()


@pytest.fixture
def kiosk(records_file: Path, clock: FakeClock) -> Kiosk:
    return Kiosk(records_file, clock)


def begin(client: Client, reason: str = "unwell") -> None:
    assert client.post(PAGE, {"reason": reason}).location == PAGE


SHOWN = {"reason": "unwell", "staff": 2, "portrait_shown": 1, "state": "checking_at_desk"}


def test_one_of_the_four_reasons_is_chosen(client: Client) -> None:
    text = client.get(PAGE).text
    for reason in VisualReason:
        assert WORDS(f"check.reason.{reason.value}") in text
    assert client.post(PAGE, {"reason": "in a hurry"}).status == 400
    assert client.post(PAGE).status == 400


def test_from_the_reason_to_the_same_person(client: Client, kiosk: Kiosk, desk: Desk) -> None:
    begin(client)
    assert WORDS("check.sending", kiosk="kiosk-1") in client.get(PAGE).text
    kiosk.settles(Outcome.DONE, **SHOWN)
    text = client.get(f"{PAGE}/live").text
    assert WORDS("check.portrait") in text
    assert WORDS("check.same") in text
    client.post(f"{PAGE}/answer", {"same": "yes"})
    assert [order.what for order in desk.orders.of_visit(VISIT)] == [
        What.CHECK_BY_EYE,
        What.SAME_PERSON,
    ]
    kiosk.settles(Outcome.DONE, verified_by="visual_check", state="qualifying")
    assert WORDS("check.done.same") in client.get(PAGE).text


def test_another_person_is_recorded_and_leads_to_what_is_next(client: Client, kiosk: Kiosk) -> None:
    begin(client)
    kiosk.settles(Outcome.DONE, **SHOWN)
    client.post(f"{PAGE}/answer", {"same": "no"})
    kiosk.settles(Outcome.DONE, needs="see_staff.visual_check_refused", state="see_staff")
    assert WORDS("check.done.other") in client.get(PAGE).text


def test_where_no_photo_could_be_read_staff_look_at_the_print(client: Client, kiosk: Kiosk) -> None:
    begin(client)
    kiosk.settles(Outcome.DONE, **(SHOWN | {"portrait_shown": 0}))
    assert WORDS("check.no_portrait") in client.get(PAGE).text


def test_a_photo_that_may_still_come_is_not_said_to_be_missing(
    client: Client, kiosk: Kiosk
) -> None:
    begin(client)
    kiosk.settles(Outcome.DONE, **(SHOWN | {"portrait_shown": None}))
    text = client.get(PAGE).text
    assert WORDS("check.portrait_soon") in text
    assert WORDS("check.no_portrait") not in text


def test_a_double_touch_orders_once(client: Client, desk: Desk) -> None:
    begin(client)
    begin(client, "machine")
    [order] = desk.orders.of_visit(VISIT)
    assert order.details == {"reason": "unwell"}


def test_only_who_began_may_answer_and_the_colleague_sees_who_it_is(
    client: Client, administrator: Client, kiosk: Kiosk
) -> None:
    begin(client)
    kiosk.settles(Outcome.DONE, **SHOWN)
    text = administrator.get(PAGE).text
    assert WORDS("check.colleague", name="佐藤") in text
    assert WORDS("check.same") not in text


def test_a_colleague_takes_over_and_begins_with_a_reason_of_their_own(
    client: Client, administrator: Client, kiosk: Kiosk
) -> None:
    begin(client)
    kiosk.settles(Outcome.DONE, **SHOWN)
    administrator.post(f"{PAGE}/stop")
    kiosk.settles(Outcome.DONE, reason=None, staff=None, state="choosing_method")
    assert WORDS("check.why") in administrator.get(PAGE).text


def test_an_answer_that_came_too_late_says_so_and_loses_nothing(
    client: Client, kiosk: Kiosk
) -> None:
    begin(client)
    kiosk.settles(Outcome.DONE, **SHOWN)
    client.post(f"{PAGE}/answer", {"same": "yes"})
    kiosk.settles(Outcome.TOO_LATE)
    text = client.get(PAGE).text
    assert WORDS("check.trouble.too_late.title") in text
    assert WORDS("check.same") in text


def test_a_card_without_photo_is_refused_and_explained(client: Client, kiosk: Kiosk) -> None:
    begin(client)
    kiosk.settles(Outcome.REFUSED)
    text = client.get(PAGE).text
    assert WORDS("check.done.no_photo_more") in text
    assert WORDS("check.done.phone_more") not in text
    assert f'href="/paper/new?visit={VISIT}"' in text


def test_a_screen_that_allows_no_check_says_nothing_of_the_card(
    client: Client, kiosk: Kiosk
) -> None:
    begin(client)
    kiosk.settles(Outcome.TOO_LATE, state="reading_card")
    text = client.get(PAGE).text
    assert WORDS("check.trouble.too_late.text") in text
    assert "画面" in WORDS("check.trouble.too_late.text")
    assert WORDS("check.why") in text  # and may try again
    assert WORDS("check.done.no_photo") not in text


def test_a_phone_is_never_offered_a_check(client: Client, kiosk: Kiosk) -> None:
    kiosk.tells(token="android")
    text = client.get(PAGE).text
    assert WORDS("check.done.phone_more") in text
    assert WORDS("check.done.no_photo") not in text
    assert WORDS("check.begin") not in text


def test_a_kiosk_that_never_takes_the_order_is_not_waited_for_for_ever(
    client: Client, clock: FakeClock
) -> None:
    begin(client)
    clock.passes(SERVES[What.CHECK_BY_EYE] + timedelta(seconds=1))
    text = client.get(PAGE).text
    assert WORDS("check.trouble.expired.title") in text
    assert WORDS("check.silent.title", kiosk="kiosk-1") in text
    assert WORDS("check.why") in text


def test_a_patient_who_left_is_not_ordered_about(
    client: Client, kiosk: Kiosk, clock: FakeClock, desk: Desk
) -> None:
    kiosk.tells(ended_at=clock.now(), outcome="left")
    begin(client)
    assert desk.orders.of_visit(VISIT) == ()
    assert WORDS("check.done.gone") in client.get(PAGE).text


def test_a_patient_who_went_on_alone_needs_nobody(client: Client, kiosk: Kiosk) -> None:
    kiosk.tells(verified_by="pin", state="giving_consent", needs=None)
    assert WORDS("check.done.proven") in client.get(PAGE).text


def test_staff_at_the_kiosk_are_not_disturbed(client: Client, kiosk: Kiosk) -> None:
    kiosk.tells(state="checking_visually", staff=1, reason="machine")
    text = client.get(PAGE).text
    assert WORDS("check.at_kiosk") in text
    assert "田中" in text


def test_an_order_too_late_for_a_colleague_behind_the_passcode_says_so(
    client: Client, kiosk: Kiosk
) -> None:
    begin(client)
    kiosk.settles(Outcome.TOO_LATE, state="choosing_reason")
    text = client.get(PAGE).text
    assert WORDS("check.at_kiosk") in text
    assert WORDS("check.why") not in text


def test_there_is_nothing_to_check_of_an_unknown_visit(client: Client) -> None:
    assert client.get("/check/nobody").status == 404


def test_who_ordered_and_answered_is_in_the_audit_log(
    client: Client, kiosk: Kiosk, records_file: Path
) -> None:
    begin(client)
    kiosk.settles(Outcome.DONE, **SHOWN)
    client.post(f"{PAGE}/answer", {"same": "yes"})
    engine = open_database(records_file)
    with engine.connect() as connection:
        words = [row.what for row in connection.execute(select(audit.c.what))]
    engine.dispose()
    assert words.count("check_ordered") == words.count("check_answered") == 1
