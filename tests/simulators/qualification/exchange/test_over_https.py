"""The exchange where it is served: bodies, sizes, and what stays over a restart."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import urllib3

from simulators.qualification.exchange.routes import MAX_BYTES
from simulators.qualification.service import SimulatedService
from tests.simulators.qualification.cards import Authority
from tests.simulators.qualification.exchange.clinic import ADULT, INSTITUTION, asking, people


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatedService]:
    monkeypatch.setenv("UKETSUKE_PROFILE", "test")
    service = SimulatedService(tmp_path, people(), Authority().pem)
    service.start()
    yield service
    service.close()


def post(service: SimulatedService, interface: str, body: bytes) -> tuple[int, Any]:
    with urllib3.PoolManager(
        ca_certs=str(service.ca),
        cert_file=str(service.client_certificate),
        key_file=str(service.client_key),
        retries=False,
    ) as pool:
        answer = pool.request("POST", f"{service.url}/exchange/{interface}", body=body)
        return answer.status, answer.json()


def request(body: dict[str, Any]) -> bytes:
    header = {"MedicalInstitutionCode": INSTITUTION, "QualificationConfirmationDate": "20261120"}
    return json.dumps({"XmlMsg": {"MessageHeader": header, "MessageBody": body}}).encode()


def test_uploads_stay_while_the_line_is_down(service: SimulatedService) -> None:
    service.exchange.processing(0)
    search = request({"QualificationConfirmSearchInfo": [asking(ADULT)]})
    status, answer = post(service, "OQSmuquc01", search)
    assert status == 200
    number = answer["XmlMsg"]["MessageBody"]["ReceptionNumber"]
    service.down()
    service.up()
    status, answer = post(service, "OQSmuquc02", request({"ReceptionNumber": number}))
    assert status == 200
    [unit] = answer["XmlMsg"]["MessageBody"]["BulkConfirmUnit"]
    assert unit["QualificationValidity"] == "1"
    service.reset()
    _, answer = post(service, "OQSmuquc02", request({"ReceptionNumber": number}))
    assert answer["XmlMsg"]["MessageHeader"]["ErrorCode"] == "SIM-1201"


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"[" * 100_000, b'{"a": 1}' * 2, b"\xff"])
def test_what_is_no_object_is_malformed(service: SimulatedService, body: bytes) -> None:
    status, answer = post(service, "OQSsiquc01", body)
    header = answer["XmlMsg"]["MessageHeader"]
    assert (status, header["SegmentOfResult"], header["ErrorCode"]) == (400, "9", "SIM-0400")


def test_more_than_anybody_asks_is_malformed(service: SimulatedService) -> None:
    status, _ = post(service, "OQSmuquc01", b" " * (MAX_BYTES + 1) + b"{}")
    assert status == 400
