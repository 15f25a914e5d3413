"""A file of a name that was used before: asked once, refused in words, nothing overwritten."""

import pytest

from kiosk.domain.session import NO_SESSION
from kiosk.ports.qualification import Exchanged
from kiosk.ports.records import AuditEntry, KeptRequest
from kiosk.ports.requests import Arrival
from tests.fakes import people
from tests.fakes.output import FOLDER_MISSING
from tests.fakes.service import UNREACHABLE
from tests.output.request_files import good, query
from tests.services.exchange_desk import PROCESSING, Desk

QUERY = query()
ANSWER_NAME = "OQSsiquc01res_202611200001.xml"


def test_a_file_that_comes_again_before_it_is_answered_asks_nothing_new() -> None:
    desk = Desk()
    desk.service.exchanges.now(UNREACHABLE)
    desk.write(QUERY)
    desk.turns()
    desk.write(QUERY)
    desk.turns()
    desk.service.exchanges.now(Exchanged(PROCESSING))
    desk.wait(60)
    desk.write(QUERY)  # answered, but the answer is not delivered yet
    desk.turns()
    assert desk.answers() == {ANSWER_NAME: "2"}
    assert desk.folder.empty


def delivered(desk: Desk) -> None:
    for item in desk.records.waiting_deliveries():
        desk.records.mark_delivered(item.number, people.NOON)


def test_a_file_that_comes_again_after_its_answer_was_delivered_is_refused_each_time() -> None:
    desk = Desk()
    desk.write(QUERY)
    desk.turns()
    for _ in range(2):
        delivered(desk)
        desk.write(QUERY)
        desk.turns()
        ((name, result),) = desk.answers().items()
        assert result == "UKE-0302"
        assert name.startswith("OQSsiquc01res_202611200001_again-")
    assert desk.service.exchanges.asked == 1


def test_another_file_of_the_same_name_is_refused_and_overwrites_no_answer() -> None:
    desk = Desk()
    desk.write(QUERY)
    desk.turns()
    desk.write(query(Birthdate="19800218"))
    desk.turns()
    first, second = desk.answers().items()
    assert first == (ANSWER_NAME, "1")
    assert second[0].startswith("OQSsiquc01res_202611200001_again-")
    assert second[1] == "UKE-0302"


def test_a_file_left_over_from_before_a_kill_is_no_second_request() -> None:
    desk = Desk()
    desk.folder.removing.now(FOLDER_MISSING)
    desk.write(QUERY)
    desk.turns()
    delivered(desk)
    again = desk.started_again()
    again.folder.removing.now(None)
    again.turns()
    assert again.answers() == {}
    assert again.folder.empty


def test_a_file_that_comes_again_while_its_answer_is_set_aside_asks_nothing_new() -> None:
    desk = Desk()
    desk.write(QUERY)
    desk.turns()
    (item,) = desk.records.waiting_deliveries()
    entry = AuditEntry("file_set_aside", NO_SESSION)
    desk.records.set_aside(item.number, people.NOON, entry, staged=True)
    desk.write(QUERY)
    desk.turns()
    assert desk.answers() == {}
    assert desk.folder.empty


def test_a_name_made_up_for_a_file_that_comes_again_blocks_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk = Desk()
    made_up = QUERY.name.replace(".xml", f"_again-{3:016x}.xml")
    desk.write(KeptRequest(made_up, b"<XmlMsg/>"), QUERY)
    desk.turns()
    desk.write(query(Birthdate="19800218"))  # its name would be the one made up
    desk.turns()
    desk.write(good("OQSsiquc01", 2))
    desk.turns()
    results = [desk.answers()[name] for name in sorted(desk.answers())]
    assert results == ["1", "UKE-0302", "1"]
    assert desk.folder.empty
    assert "LookupError" not in caplog.text


def test_a_file_that_cannot_be_deleted_keeps_no_other_waiting() -> None:
    desk = Desk()
    desk.folder.removing.now(FOLDER_MISSING, None)
    desk.write(QUERY, good("OQSsiquc01", 2))
    desk.turns()
    assert list(desk.answers().values()) == ["1", "1"]


def test_a_file_that_trips_a_bug_while_it_is_taken_blocks_nobody(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk()
    desk.write(QUERY)
    desk.turns()

    def bug(_arrival: Arrival) -> str:
        raise ValueError(people.NAME)

    monkeypatch.setattr(desk.forms, "again", bug)
    desk.write(query(Birthdate="19800218"), good("OQSsiquc01", 2))
    desk.turns()
    assert list(desk.answers().values()) == ["1", "1"]
    assert "ValueError" in caplog.text
    assert not people.marks_in(caplog.text)
