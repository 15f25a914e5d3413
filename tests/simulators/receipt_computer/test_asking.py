"""Requests as clinics put them, and what becomes of their answers."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.output.requests import StandardRequests
from kiosk.ports.records import KeptRequest
from kiosk.ports.requests import Request as ReadRequest
from simulators import receipt_computer
from simulators.receipt_computer import requests
from simulators.receipt_computer.computer import AGAIN, REQ, RES, TRASH, ReceiptComputer
from simulators.receipt_computer.display import answer_line
from simulators.receipt_computer.requests import Patient
from simulators.receipt_computer.share import Manners
from tests.simulators.receipt_computer.files import INSTITUTION, PERSON, header, message

TARO = Patient("139998", "4567", "19860908", "１２－３", "01")
DAY = date(2026, 11, 20)
EVERY = {
    "query": requests.query(TARO, DAY),
    "bulk query": requests.bulk_query([TARO, TARO], DAY),
    "home visits": requests.home_visits(DAY, DAY),
    "register": requests.register(TARO, "A-1"),
    "bulk register": requests.bulk_register([(TARO, "A-1"), (TARO, "A-2")]),
    "result": requests.result("OQSmuquc01", "20261120120000000001"),
    "medicines": requests.medicines(TARO, DAY, DAY, "4"),
    "checkups": requests.checkups(TARO),
}


def answer(folder: Path, request: str, segment: str = "1", body: str = "", **more: str) -> str:
    """The kiosk answers a request; return the answer's name."""
    name = request.replace("req_", "res_")
    elements = "".join(f"<{key}>{value}</{key}>" for key, value in more.items())
    content = message(header(segment=segment, more=elements), body)
    (folder / RES / name).write_bytes(content)
    return name


def test_the_kiosk_reads_the_request_that_the_page_shows() -> None:
    page = Path(receipt_computer.__file__).with_name("README.md").read_text(encoding="utf-8")
    shown = page.split("```xml\n", 1)[1].split("```", 1)[0]
    assert read("OQSsiquc01req_202611200001.xml", shown.encode()).interface == "OQSsiquc01"


def test_the_line_of_an_answer_says_that_nobody_is_insured_so(
    computer: ReceiptComputer, folder: Path
) -> None:
    name = computer.ask(EVERY["query"])
    answer(folder, name, body="<QualificationValidity>4</QualificationValidity><ResultList/>")
    [told] = computer.answers()
    assert "該当資格なし" in answer_line(told)


def test_a_name_that_was_used_before_is_for_staff_and_answers_no_request(
    computer: ReceiptComputer, folder: Path
) -> None:
    name = computer.ask(EVERY["query"])
    answer(
        folder,
        f"{name[:-4]}_again-0123456789abcdef.xml",
        "9",
        ErrorCode="UKE-0302",
        ErrorMessage="番号を変えて",
    )
    [refused] = computer.answers()
    assert refused.for_staff
    assert "UKE-0302  番号を変えて  職員の方へ" in answer_line(refused)
    assert computer.waits_for(name)
    answer(folder, name)
    [mine] = computer.answers()
    assert not mine.for_staff
    assert "職員の方へ" not in answer_line(mine)
    assert not computer.waits_for(name)


def read(name: str, content: bytes) -> ReadRequest:
    """Read a request as the kiosk does."""
    told = StandardRequests(INSTITUTION).read(KeptRequest(name, content))
    assert isinstance(told, ReadRequest), told
    return told


@pytest.mark.parametrize("utf_8", [False, True])
@pytest.mark.parametrize("kind", EVERY)
def test_the_kiosk_reads_every_request(
    computer: ReceiptComputer, folder: Path, kind: str, utf_8: bool
) -> None:
    name = computer.ask(EVERY[kind], utf_8=utf_8)
    told = read(name, (folder / REQ / name).read_bytes())
    assert told.interface == EVERY[kind].interface
    body = told.message.child("MessageBody")
    assert body is not None
    assert len(body.children) >= len(EVERY[kind].fields)


def test_a_request_is_written_as_such_software_writes(
    computer: ReceiptComputer, folder: Path
) -> None:
    name = computer.ask(EVERY["query"])
    content = (folder / REQ / name).read_bytes()
    assert name == "OQSsiquc01req_202611200001.xml"
    assert content.startswith(b'<?xml version="1.0" encoding="Shift_JIS" standalone="no"?>\r\n')
    text = content.decode("cp932")
    assert "<InsurerNumber>  139998</InsurerNumber>\r\n" in text
    assert "<InsuredCardSymbol>１２－３</InsuredCardSymbol>" in text
    assert "\n" not in text.replace("\r\n", "")


def test_a_request_for_a_provisional_reception_names_it(
    computer: ReceiptComputer, folder: Path
) -> None:
    reception = "00000000-0000-4000-8000-000000000001"
    name = computer.ask(requests.query(TARO, DAY, reception=reception))
    assert read(name, (folder / REQ / name).read_bytes()).reception == reception


def test_what_is_absent_has_no_element_and_what_is_special_is_escaped() -> None:
    patient = Patient("39131016", "12345678", symbol="<&>")
    text = requests.register(patient, "1").encode().decode("cp932")
    assert "InsuredBranchNumber" not in text
    assert "&lt;&amp;&gt;" in text
    with pytest.raises(UnicodeEncodeError):
        requests.register(Patient("39131016", "1", symbol="\U00020000"), "1").encode()


def test_no_name_is_ever_used_twice_on_a_day(computer: ReceiptComputer, folder: Path) -> None:
    names: list[str] = []
    for request in EVERY.values():
        names.append(computer.ask(request))
        (folder / REQ / names[-1]).unlink()  # the kiosk has taken it
    assert len({name[-16:] for name in names}) == len(names)


def test_names_go_on_after_a_restart_where_something_is_left_of_the_day(
    computer: ReceiptComputer, folder: Path
) -> None:
    answer(folder, "OQSsiquc01req_202611200100.xml")
    assert computer.ask(EVERY["query"]) == "OQSsiquc01req_202611200101.xml"


def test_a_careless_one_writes_half_and_then_the_rest(folder: Path) -> None:
    seen: list[int] = []
    careless = ReceiptComputer(
        folder,
        manners=Manners(careless=True),
        pause=lambda _: seen.extend(path.stat().st_size for path in (folder / REQ).iterdir()),
        today=lambda: DAY,
    )
    name = careless.ask(EVERY["query"])
    assert seen == [(folder / REQ / name).stat().st_size // 2]


def test_an_answer_is_read_once_and_moved_away_with_its_document(
    computer: ReceiptComputer, folder: Path
) -> None:
    request = computer.ask(EVERY["medicines"])
    name = answer(folder, request)
    (folder / RES / name.replace(".xml", ".pdf")).write_bytes(b"%PDF-")
    [told] = computer.answers()
    assert (told.request, told.segment, told.document) == (request, "1", b"%PDF-")
    assert list((folder / RES).iterdir()) == []
    assert len(list((folder / TRASH).iterdir())) == 2
    assert computer.answers() == []
    answer(folder, request)
    assert computer.answers() == []
    assert computer.rejected == {name: AGAIN}


def test_a_bulk_request_goes_on_until_its_result_is_there(
    computer: ReceiptComputer, folder: Path
) -> None:
    first = computer.ask(EVERY["bulk query"])
    answer(folder, first, body="<ReceptionNumber>77</ReceptionNumber>")
    assert len(computer.answers()) == 1
    asked: list[str] = []
    for segment in ("2", "2", "1"):
        [again] = [path.name for path in (folder / REQ).glob("OQSmuquc02req_*")]
        content = (folder / REQ / again).read_bytes()
        assert b"<ReceptionNumber>77</ReceptionNumber>" in content
        (folder / REQ / again).unlink()
        asked.append(again)
        assert computer.waits_for(first)
        answer(folder, again, segment, body=f"<BulkConfirmUnit>{result()}</BulkConfirmUnit>" * 2)
        [told] = computer.answers()
    assert len(set(asked)) == 3
    assert not computer.waits_for(first)
    assert list((folder / REQ).glob("OQSmuquc02req_*")) == []
    assert "2名" in answer_line(told)


def result() -> str:
    inner = f"<ResultOfQualificationConfirmation>{PERSON}</ResultOfQualificationConfirmation>"
    return f"<ResultList>{inner}</ResultList>"


@pytest.mark.parametrize("kind", ["query", "bulk query", "medicines"])
def test_an_error_answer_ends_the_waiting_and_shows_its_code(
    computer: ReceiptComputer, folder: Path, kind: str
) -> None:
    name = computer.ask(EVERY[kind])
    answer(folder, name, "9", ErrorCode="UKE-0201")
    [told] = computer.answers()
    assert not computer.waits_for(name)
    assert "異常終了  UKE-0201" in answer_line(told)


def test_nothing_is_read_while_switched_off(computer: ReceiptComputer, folder: Path) -> None:
    answer(folder, computer.ask(EVERY["query"]))
    computer.on = False
    assert computer.answers() == []
    computer.on = True
    assert len(computer.answers()) == 1


@pytest.mark.parametrize(
    "content",
    [b"", message(header(segment="3"), ""), message(header(segment="9"), ""), message("", "")],
)
def test_an_untruthful_answer_is_rejected(
    computer: ReceiptComputer, folder: Path, content: bytes
) -> None:
    name = answer(folder, computer.ask(EVERY["query"]))
    (folder / RES / name).write_bytes(content)
    assert computer.answers() == []
    assert list(computer.rejected) == [name]
