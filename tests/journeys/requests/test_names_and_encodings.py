"""E16: a request's name used twice, another encoding than declared; each file has one answer."""

from pathlib import Path

import pytest

from simulators.receipt_computer.decoding import decode, section, text
from simulators.receipt_computer.requests import Patient, query
from tests.journeys.requests.office import TARO, TODAY, Office
from tests.services.waiting import eventually

NAME = "OQSsiquc01req_202611200042.xml"
ANSWER = "OQSsiquc01res_202611200042.xml"
INSTITUTION = "1319999999"
OTHER = Patient(TARO.insurer, "1111", "19500101", branch="01")


def write(office: Office, content: bytes, name: str = NAME) -> None:
    """Write a request as a receipt computer does, and wait until it is taken."""
    path = office.folder / "req" / name
    path.write_bytes(content)
    eventually(lambda: not path.exists(), "the request is taken")


def request(patient: Patient) -> bytes:
    return query(patient, TODAY).identified(INSTITUTION, "42").encode()


def answers(office: Office, count: int) -> dict[str, str]:
    """Wait for so many answers; return the error code of each file, empty where there is none."""
    res = office.folder / "res"

    def there() -> list[Path]:
        return sorted(res.glob("OQS*.xml"))

    eventually(lambda: len(there()) >= count, f"{count} answers")
    assert len(there()) == count
    return {
        path.name: text(section(decode(path.read_bytes()), "MessageHeader"), "ErrorCode")
        for path in there()
    }


def test_a_name_that_comes_again_with_another_patient_overwrites_no_answer(office: Office) -> None:
    write(office, request(TARO))
    assert answers(office, 1) == {ANSWER: ""}
    first = (office.folder / "res" / ANSWER).read_bytes()
    write(office, request(OTHER))
    found = answers(office, 2)
    assert found.pop(ANSWER) == ""
    assert list(found.values()) == ["UKE-0302"]
    assert (office.folder / "res" / ANSWER).read_bytes() == first


def test_a_name_that_comes_twice_before_the_line_is_back_is_answered_once(office: Office) -> None:
    office.served.down()
    write(office, request(TARO))
    write(office, request(TARO))
    office.served.up()
    assert answers(office, 1) == {ANSWER: ""}


@pytest.mark.parametrize(
    ("declared", "codec"), [("UTF-8", "cp932"), ("Shift_JIS", "utf-8")], ids=["CP932", "UTF-8"]
)
def test_a_request_in_another_encoding_than_it_says_is_an_error_and_asks_for_nobody(
    office: Office, declared: str, codec: str
) -> None:
    content = request(Patient("139998", "4567", "19860908", "見本", "01")).decode("cp932")
    write(office, content.replace('encoding="Shift_JIS"', f'encoding="{declared}"').encode(codec))
    [code] = answers(office, 1).values()
    assert code.startswith("UKE-")
