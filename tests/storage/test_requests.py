"""Requests of the receipt computer: kept once, answered once, then erased."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.session import NO_SESSION
from kiosk.output.request_interfaces import INTERFACES
from kiosk.ports.records import AuditEntry, Folder, KeptRequest, ResultFile
from kiosk.storage.records import SqlRecords, open_records
from tests.output.receptions import NOON

REQUEST = KeptRequest("OQSsiquc01req_202611200001.xml", b"<req>" + b"HIMITSU" * 4000 + b"</req>")
ANSWER = ResultFile("OQSsiquc01res_202611200001.xml", b"<res>KOTAE</res>", Folder.RES)
ENTRY = AuditEntry("request_answered", NO_SESSION, {"interface": "OQSsiquc01", "result": "1"})


def bytes_on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_a_request_waits_until_it_is_answered(records: SqlRecords) -> None:
    later = KeptRequest("OQSsiquc01req_202611200002.xml", b"<req/>")
    assert records.keep_request(REQUEST, NOON)
    assert records.keep_request(later, NOON)
    assert records.waiting_requests() == (REQUEST, later)
    assert records.waiting_requests(1) == (REQUEST,)
    records.answer_request(REQUEST.name, [ANSWER], ENTRY, NOON)
    assert records.waiting_requests() == (later,)
    assert [item.file for item in records.waiting_deliveries(folder=Folder.RES)] == [ANSWER]
    assert records.waiting_deliveries(folder=Folder.FACE) == ()


def test_what_somebody_at_the_desk_waits_for_goes_first(records: SqlRecords) -> None:
    kept = {kind: KeptRequest(f"{kind}req_202611200001.xml", b"<req/>") for kind in INTERFACES}
    for request in kept.values():
        records.keep_request(request, NOON)
    first = sorted(INTERFACES, key=lambda kind: not INTERFACES[kind].urgent)  # stable
    assert records.waiting_requests() == tuple(kept[kind] for kind in first)


def test_the_same_request_is_kept_once_before_and_after_its_answer(records: SqlRecords) -> None:
    assert records.keep_request(REQUEST, NOON)
    assert not records.keep_request(REQUEST, NOON)
    records.answer_request(REQUEST.name, [ANSWER], ENTRY, NOON)
    assert not records.keep_request(REQUEST, NOON)
    assert records.waiting_requests() == ()


def test_a_request_is_under_way_until_its_answer_is_delivered(records: SqlRecords) -> None:
    names = (REQUEST.name, ANSWER.name)
    assert not records.under_way(*names)
    records.keep_request(REQUEST, NOON)
    assert records.under_way(*names)
    records.answer_request(REQUEST.name, [ANSWER], ENTRY, NOON)
    assert records.under_way(*names)
    [item] = records.waiting_deliveries()
    records.set_aside(item.number, NOON, ENTRY, staged=True)
    assert records.under_way(*names)
    assert not records.under_way("OQSsiquc01req_1.xml", "OQSsiquc01res_1.xml")
    records.mark_delivered(item.number, NOON)
    assert not records.under_way(*names)


@pytest.mark.parametrize("answered", [False, True])
def test_another_request_of_that_name_is_told_apart(records: SqlRecords, *, answered: bool) -> None:
    records.keep_request(REQUEST, NOON)
    if answered:
        records.answer_request(REQUEST.name, [ANSWER], ENTRY, NOON)
    other = KeptRequest(REQUEST.name, b"<req/>")
    with pytest.raises(LookupError, match="another request"):
        records.keep_request(other, NOON)


def test_that_it_was_sent_is_known_after_a_power_cut(records: SqlRecords, path: Path) -> None:
    records.keep_request(REQUEST, NOON)
    records.request_sent(REQUEST.name, NOON + timedelta(seconds=1))
    records.close()
    again = open_records(path)
    assert [(one.name, one.sent) for one in again.waiting_requests()] == [(REQUEST.name, True)]
    again.close()


def test_an_answer_after_a_doubtful_commit_stands_once(records: SqlRecords, path: Path) -> None:
    records.keep_request(REQUEST, NOON)
    for _ in range(2):
        records.answer_request(REQUEST.name, [ANSWER], ENTRY, NOON)
    assert len(records.waiting_deliveries()) == 1
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM audit").fetchone() == (1,)


def test_nothing_of_an_answered_request_is_left_on_the_disk(
    records: SqlRecords, path: Path
) -> None:
    records.keep_request(REQUEST, NOON)
    assert b"HIMITSU" in bytes_on_disk(path)
    records.answer_request(REQUEST.name, [ANSWER], ENTRY, NOON)
    assert b"HIMITSU" not in bytes_on_disk(path)
    assert b"KOTAE" in bytes_on_disk(path)
    [item] = records.waiting_deliveries()
    records.mark_delivered(item.number, NOON)
    assert b"KOTAE" not in bytes_on_disk(path)


def test_what_tells_repetitions_apart_is_another_for_each_and_no_plain_digest(
    records: SqlRecords, path: Path
) -> None:
    for number in range(2):
        kept = KeptRequest(f"OQSsiquc01req_{number}.xml", b"<req/>")
        records.keep_request(kept, NOON)
        records.answer_request(kept.name, [], ENTRY, NOON)
    with closing(sqlite3.connect(path)) as connection:
        digests = [row[0] for row in connection.execute("SELECT digest FROM requests")]
    assert len(set(digests)) == 2


def test_an_unknown_request_is_a_bug(records: SqlRecords) -> None:
    with pytest.raises(LookupError, match="no request"):
        records.request_sent("unknown", NOON)
    with pytest.raises(LookupError, match="no request"):
        records.answer_request("unknown", [ANSWER], ENTRY, NOON)
    assert records.waiting_deliveries() == ()


def test_a_kiosk_answers_its_own_requests_alone(records: SqlRecords, path: Path) -> None:
    other = open_records(path, kiosk="kiosk-2")
    assert records.keep_request(REQUEST, NOON)
    assert not other.keep_request(REQUEST, NOON)
    assert other.waiting_requests() == ()
    other.close()
