"""Answers that are none: a fault each, which quotes nothing of them."""

import json
import logging
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drivers.qualification.answers import Challenge, read_answer
from drivers.qualification.client import HttpsQualificationService
from drivers.qualification.line import Reply
from kiosk.domain.check_in import VerifiedBy
from kiosk.ports.faults import DeviceFault
from tests.drivers.qualification.faults import PROOF, fault
from tests.drivers.qualification.scripted import ScriptedService, Told
from tests.drivers.qualification.wire import (
    HEADER,
    INSTITUTION,
    PERSON,
    RECEIPT,
    header,
    message,
    qualified,
)

CHALLENGE = f"{'A' * 43}="


def confirm(client: HttpsQualificationService) -> object:
    return client.confirm(PROOF, VerifiedBy.FACE)


def of(*results: dict[str, Any], **body: Any) -> dict[str, Any]:
    return {"receipt": RECEIPT, "XmlMsg": message(*results, **body)}


def under(**changes: Any) -> dict[str, Any]:
    return {"receipt": RECEIPT, "XmlMsg": message(PERSON, header=header(**changes))}


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"XmlMsg": "text"},
        {"XmlMsg": {"MessageHeader": {}}},
        {"XmlMsg": {"MessageHeader": HEADER, "MessageBody": {}}},
        {"XmlMsg": qualified()["XmlMsg"]},
        qualified(receipt="short"),
        qualified(receipt=7),  # pyright: ignore[reportArgumentType] - wrong on purpose
        qualified(offer={"previous": "all"}),
        qualified(offer={"public_expenses": ["指定難病\x1b[31m"]}),
        qualified(offer={"public_expenses": ["指定難病\u202e"]}),
        qualified(offer={"public_expenses": ["\u2067指定難病"]}),
        qualified(offer={"specific_diseases": "yes"}),
        under(ProcessExecutionTime="now"),
        under(ProcessExecutionTime="20261320120000"),
        under(QualificationConfirmationDate="20260230"),
        under(SegmentOfResult="1 "),
        under(SegmentOfResult="4"),
        under(MedicalInstitutionCode="1319999998"),
        under(ArbitraryFileIdentifier="x" * 65),
        under(ErrorCode="秘密"),
        of(PERSON, QualificationValidity="7"),
        of(PERSON, QualificationValidity=1),
        of(PERSON, ProcessingResultCode="秘密　太郎"),
        of({**PERSON, "Name": ["秘密　太郎", "秘密　次郎"]}),
        of({**PERSON, "Name": {"Family": "秘密"}}),
        of({**PERSON, "Name": "秘密\x1b[31m"}),
        of({**PERSON, "SpecificDiseasesCertificateList": {"A": "1"}}),
        of({**PERSON, "PharmacistsInfoConsFlg": "1"}),
        of(*[PERSON] * 21),
        of(ResultList={"ResultOfQualificationConfirmation": "x"}),
    ],
)
def test_a_malformed_answer_is_a_fault_that_quotes_nothing(
    client: HttpsQualificationService,
    service: ScriptedService,
    told: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    service.answers("/qualification", told)
    service.answers("/challenge", told)
    assert fault(lambda: confirm(client)) == "malformed_answer"
    assert fault(client.request_challenge) == "malformed_answer"
    assert "秘密" not in caplog.text


def test_a_request_called_malformed_brings_no_qualification(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    service.answers("/qualification", Told(json.dumps(qualified()).encode(), 400))
    assert fault(lambda: confirm(client)) == "malformed_answer"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*HEADER, "XmlMsg", "MessageHeader", "MessageBody", "receipt"]), inner
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()))
def test_whatever_comes_back_is_a_fault_and_nothing_else(
    client: HttpsQualificationService, service: ScriptedService, content: bytes
) -> None:
    for path in ("/challenge", "/qualification"):
        service.answers(path, content)
    for call in (client.request_challenge, lambda: confirm(client)):
        with pytest.raises(DeviceFault) as error:
            call()
        assert error.value.fault.code == "malformed_answer"


def test_an_answer_shows_nothing_of_a_person_before_it_is_read_or_after() -> None:
    expense = {"name": "秘密", "payer_number": "54136015", "recipient_number": "1234566"}
    content = json.dumps(qualified(public_expenses=[expense]), ensure_ascii=False).encode()
    reply = Reply(content)
    answer = read_answer(reply, INSTITUTION)
    shown = repr([reply, answer, Challenge(challenge=CHALLENGE), answer.public_expenses])
    for mark in ("秘密", "\\xe7", "4567", "54136015", RECEIPT, CHALLENGE):
        assert mark not in shown
