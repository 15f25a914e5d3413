"""Many browsers at the same moment: of what may be once there is one, whoever is quicker."""

from collections import Counter
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import TypeVar
from uuid import uuid4

import pytest

from kiosk.domain.claim import ClaimKind
from kiosk.domain.lockout import FREE_TRIES
from kiosk.domain.paper import Way
from kiosk.domain.paper_form import Field, PaperForm
from kiosk.domain.pin import Passcode
from kiosk.ports.desk.accounts import Attempt, LastAdministrator
from kiosk.ports.desk.desk import Desk
from kiosk.ports.desk.orders import What, Wish
from kiosk.ports.desk.paper import Draft, Saved
from kiosk.ports.desk.passcodes import NewPasscode
from kiosk.storage.desk.desk import open_desk
from tests.fakes.people import NOON

AT_ONCE = 6
T = TypeVar("T")


@pytest.fixture
def desks(path: Path) -> Generator[tuple[Desk, Desk]]:
    """Two consoles over one file."""
    one, other = open_desk(path), open_desk(path)
    for number in range(AT_ONCE):
        one.accounts.add(f"staff{number}", "佐藤", "administrator", NOON)
        one.accounts.change_password(number + 1, "kept")
    yield one, other
    one.close()
    other.close()


def at_once(desks: tuple[Desk, Desk], do: Callable[[Desk, int], T]) -> list[T]:
    """Do it from several threads of both consoles in the same moment."""
    ready = Barrier(AT_ONCE)

    def when_all_are_ready(number: int) -> T:
        ready.wait()
        return do(desks[number % 2], number)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(when_all_are_ready, range(AT_ONCE)))


def test_one_of_many_writers_of_a_draft_is_first_and_the_others_are_told(
    desks: tuple[Desk, Desk],
) -> None:
    draft = str(uuid4())
    desks[0].paper.begin(Draft(draft, PaperForm(), 1, 1), None, NOON)

    def save(desk: Desk, number: int) -> Saved:
        form = PaperForm().with_fields({Field.NAME: f"見本{number}"})
        return desk.paper.save(Draft(draft, form, 1, number + 1), NOON)

    saved = at_once(desks, save)
    assert Counter(saved) == {Saved.DONE: 1, Saved.OVERTAKEN: AT_ONCE - 1}
    kept = desks[1].paper.find(draft)
    assert kept
    assert kept.form
    assert (kept.version, kept.form.value(Field.NAME)) == (2, f"見本{saved.index(Saved.DONE)}")


def test_a_reception_on_paper_is_recorded_once(desks: tuple[Desk, Desk]) -> None:
    draft = str(uuid4())
    desks[0].paper.begin(Draft(draft, PaperForm(), 1, 1), None, NOON)

    def record(desk: Desk, number: int) -> Saved:
        form = PaperForm(way=Way.ORAL, fields={Field.NAME: "見本"})
        return desk.paper.record(Draft(draft, form, 1, number + 1), ClaimKind.CURRENT, NOON)

    assert Counter(at_once(desks, record)) == {Saved.DONE: 1, Saved.OVERTAKEN: AT_ONCE - 1}


def test_one_draft_of_a_visit_is_begun(desks: tuple[Desk, Desk]) -> None:
    visit = str(uuid4())

    def begin(desk: Desk, number: int) -> bool:
        return desk.paper.begin(Draft(visit, PaperForm(), 1, number + 1), visit, NOON)

    assert Counter(at_once(desks, begin)) == {True: 1, False: AT_ONCE - 1}


def test_yes_and_no_at_once_are_one_answer(desks: tuple[Desk, Desk]) -> None:
    answers = (What.SAME_PERSON, What.OTHER_PERSON)

    def answer(desk: Desk, number: int) -> int:
        wish = Wish("entrance", answers[number % 2], number + 1, "visit")
        return desk.orders.give(wish, NOON).number

    assert len(set(at_once(desks, answer))) == 1
    assert len(desks[0].orders.of_visit("visit")) == 1


def test_no_more_passwords_are_tried_than_an_account_has_tries(desks: tuple[Desk, Desk]) -> None:
    def attempt(desk: Desk, _: int) -> bool:
        return isinstance(desk.accounts.attempt("staff0", NOON), Attempt)

    assert sum(at_once(desks, attempt)) == FREE_TRIES < AT_ONCE


def test_a_code_is_used_once(desks: tuple[Desk, Desk]) -> None:
    desks[0].accounts.invite(b"code", 1, "administrator", NOON + timedelta(hours=1))

    def accept(desk: Desk, number: int) -> bool:
        return desk.accounts.accept(b"code", f"of {number}", NOON) is not None

    assert sum(at_once(desks, accept)) == 1


def test_administrators_who_disable_each_other_leave_one(desks: tuple[Desk, Desk]) -> None:
    def disable(desk: Desk, number: int) -> bool:
        try:
            desk.accounts.disable(number + 1, NOON)
        except LastAdministrator:
            return False
        return True

    assert sum(at_once(desks, disable)) == AT_ONCE - 1
    assert desks[0].accounts.administrators() == 1


def test_the_same_digits_are_kept_for_one_owner(desks: tuple[Desk, Desk]) -> None:
    def add(desk: Desk, number: int) -> bool:
        new = NewPasscode(number + 1, NOON, None, 1)
        return desk.passcodes.add(Passcode("4826"), new, NOON) is not None

    assert sum(at_once(desks, add)) == 1
    assert len(desks[0].passcodes.listed(NOON)) == 1
