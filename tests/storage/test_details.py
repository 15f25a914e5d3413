"""Whom a reception was of stands beside it, for staff to find; of a provisional one nobody."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.check_in import ProvisionalCheckIn, VerifiedBy
from kiosk.domain.insurance import number_key
from kiosk.domain.names import kana_key
from kiosk.domain.optional_questions import PublicExpense
from kiosk.domain.qualification_tree import answered_consents, confirmation_from
from kiosk.domain.session import SessionId
from kiosk.ports.records import KeptCheckIn, ResultFile
from kiosk.storage.desk.database import DeskDatabase
from kiosk.storage.desk.today import SqlToday
from kiosk.storage.message_json import from_json
from kiosk.storage.records import SqlRecords
from tests.output.receptions import NOON, QUALIFICATION, confirmation, reception
from tests.storage.keeping import ENTRY

ASKED = (
    "SELECT reception, name, given, kana, kana_key, given_key, birthdate, number_key,"
    " reference_number"
)


def details(path: Path, what: str = ASKED) -> Sequence[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"{what} FROM reception_details").fetchall()


def keep(records: SqlRecords, **changes: object) -> None:
    records.keep_check_in(KeptCheckIn("r-1", reception(**changes)), [], ENTRY, NOON)


def test_staff_find_a_reception_by_name_kana_birthdate_and_numbers(
    records: SqlRecords, path: Path
) -> None:
    one = replace(QUALIFICATION, reference_number="A-17", insured_identification_number="００４５")
    keep(records, confirmation=confirmation(one))
    [row] = details(path)
    assert row == (
        "r-1",
        "秘密　花子",
        "花子",
        "ﾋﾐﾂ ﾊﾅｺ",
        kana_key("ひみつはなこ"),
        kana_key("はなこ"),
        "19800217",
        number_key("45"),
        "A-17",
    )


def test_of_several_results_the_first_names_the_patient_and_the_message_has_all(
    records: SqlRecords, path: Path
) -> None:
    answer = confirmation(QUALIFICATION, replace(QUALIFICATION, name="秘密　旧姓"))
    keep(records, confirmation=answer)
    [(name, message)] = details(path, "SELECT name, message")
    assert name == "秘密　花子"
    assert confirmation_from(from_json(message)).results == answer.results


def test_the_message_is_what_the_receipt_computer_gets_with_every_answer(
    records: SqlRecords, path: Path
) -> None:
    keep(records)
    [(message,)] = details(path, "SELECT message")
    [results] = from_json(message).children[1].all("ResultList")
    answered = answered_consents(results.children)
    assert answered == reception().consents.answers
    assert confirmation_from(from_json(message)) == reception().confirmation


def test_public_expenses_that_no_message_carries_are_kept_beside_it(
    records: SqlRecords, path: Path
) -> None:
    child = PublicExpense("こども医療", "88130013", "1234566", "20260401", "20270331")
    keep(records, public_expenses=(child,))
    desk = DeskDatabase(path)
    case = SqlToday(desk).case("r-1")
    desk.close()
    assert case is not None
    assert case.person is not None
    assert case.person.public_expenses == (child,)


def test_an_answer_without_a_result_names_nobody(records: SqlRecords, path: Path) -> None:
    keep(records, confirmation=replace(confirmation(), results=()))
    assert details(path) == [("r-1", None, None, None, None, None, None, None, None)]


def test_a_second_try_of_the_same_reception_writes_nothing_twice(
    records: SqlRecords, path: Path
) -> None:
    keep(records)
    keep(records)
    assert len(details(path)) == 1


def test_of_a_provisional_reception_nobodys_details_are_kept(
    records: SqlRecords, path: Path
) -> None:
    check_in = ProvisionalCheckIn(SessionId(1), VerifiedBy.PIN)
    records.keep_provisional(check_in, "r-2", lambda _: ResultFile("a.json", b"{}"), ENTRY, NOON)
    assert details(path) == []


def test_details_that_cannot_be_kept_keep_the_reception_from_being_kept_too(
    records: SqlRecords, path: Path
) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TABLE reception_details")
        other.commit()
    with pytest.raises(Exception, match="records"):
        keep(records)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT count(*) FROM check_ins").fetchall() == [(0,)]
