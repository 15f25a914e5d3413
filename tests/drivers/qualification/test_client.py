"""What the client makes of the service's answers to a card."""

import json
import logging
from typing import Any

import pytest

from drivers.qualification.client import HttpsQualificationService
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents, Information
from kiosk.domain.message_tree import Node
from kiosk.domain.offer import NO_OFFER, Offer
from kiosk.domain.optional_questions import NOTHING_ASKED
from kiosk.domain.qualification import Validity
from kiosk.domain.refusal import QualificationRefusal, Refused
from kiosk.ports.qualification import Confirmed, NotRegistered
from tests.drivers.qualification.conftest import Connect, HeldWaiting
from tests.drivers.qualification.faults import PROOF, fault
from tests.drivers.qualification.scripted import ScriptedService, Told
from tests.drivers.qualification.wire import (
    INSTITUTION,
    PERSON,
    RECEIPT,
    REGISTRATION,
    message,
    processing,
    qualified,
    refused,
)

RESULT = "/qualification/result"


def confirm(client: HttpsQualificationService) -> object:
    return client.confirm(PROOF, VerifiedBy.FACE)


# ------------------------------------------------------------------- what is sent


@pytest.mark.parametrize("by", list(VerifiedBy))
def test_the_proof_is_sent_with_the_way_in_which_the_holder_was_verified(
    client: HttpsQualificationService, service: ScriptedService, by: VerifiedBy
) -> None:
    service.answers("/qualification", qualified())
    client.confirm(PROOF, by)
    [sent] = service.asked("/qualification")
    assert sent["method"] == by.value
    assert (sent["certificate"], sent["signature"]) == ("Y2VydGlmaWNhdGU=", "c2lnbmF0dXJl")


# ------------------------------------------------------------------- qualifications


def test_a_qualification_keeps_what_nobody_knows(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    service.answers("/qualification", qualified())
    outcome = confirm(client)
    assert isinstance(outcome, Confirmed)
    [person] = outcome.confirmation.results
    assert (person.insurer_number, person.name) == ("  139998", "秘密　太郎")
    assert person.others == (Node("NewElementOfNextYear", children=(Node("Within", "kept"),)),)
    assert (outcome.receipt, outcome.offer) == (RECEIPT, NO_OFFER)


@pytest.mark.parametrize("validity", list(Validity))
def test_every_validity_is_told(
    client: HttpsQualificationService, service: ScriptedService, validity: Validity
) -> None:
    results = [] if validity is Validity.NONE else [PERSON, PERSON]
    told = message(*results, QualificationValidity=validity.value)
    service.answers("/qualification", {"receipt": RECEIPT, "XmlMsg": told})
    outcome = confirm(client)
    assert isinstance(outcome, Confirmed)
    assert outcome.confirmation.validity is validity
    assert len(outcome.confirmation.results) == len(results)


def test_what_may_be_asked_is_told(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    flags = {"PharmacistsInfoConsFlg": "1", "OperationInfoConsFlg": "0", "NewInfoConsFlg": "1"}
    offer = {
        "previous": flags,
        "specific_diseases": True,
        "public_expenses": ["指定難病"],
        "next_year": 1,
    }
    service.answers("/qualification", qualified(offer=offer))
    outcome = confirm(client)
    assert isinstance(outcome, Confirmed)
    previous = {Information.PHARMACISTS: True, Information.OPERATION: False}
    assert outcome.offer == Offer(previous, specific_diseases=True, public_expenses=("指定難病",))


@pytest.mark.parametrize("odd", ["2", "", 1, None, ["1"], {"a": "1"}])
def test_a_hint_of_last_time_that_nobody_understands_turns_nobody_away(
    client: HttpsQualificationService, service: ScriptedService, odd: object
) -> None:
    flags = {"PharmacistsInfoConsFlg": odd, "OperationInfoConsFlg": "1"}
    service.answers("/qualification", qualified(offer={"previous": flags}))
    outcome = confirm(client)
    assert isinstance(outcome, Confirmed)
    assert outcome.offer.previous == {Information.OPERATION: True}


def test_many_certificates_turn_nobody_away(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    names = [f"医療費助成{number}" for number in range(30)]
    service.answers("/qualification", qualified(offer={"public_expenses": names}))
    outcome = confirm(client)
    assert isinstance(outcome, Confirmed)
    assert outcome.offer.public_expenses == tuple(names)


# ------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("SIM-0001", QualificationRefusal.PROOF_INVALID),
        ("SIM-0004", QualificationRefusal.CERTIFICATE_EXPIRED),
        ("SIM-0005", QualificationRefusal.CERTIFICATE_REVOKED),
        ("SIM-0010", QualificationRefusal.CERTIFICATE_SUSPENDED),
        ("SIM-0006", QualificationRefusal.NOT_REGISTERED),
    ],
)
def test_a_refusal_is_told_by_its_code(
    client: HttpsQualificationService,
    service: ScriptedService,
    code: str,
    refusal: QualificationRefusal,
) -> None:
    service.answers("/qualification", refused(code))
    assert confirm(client) == Refused(refusal, code)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("OQC-OWSE0900000", "service_error:OQC-OWSE0900000"), (None, "service_error")],
)
def test_a_code_that_nobody_knows_is_a_fault_of_the_service_and_told_to_staff(
    client: HttpsQualificationService, service: ScriptedService, code: str | None, expected: str
) -> None:
    for path in ("/challenge", "/qualification", "/registration"):
        service.answers(path, Told(json.dumps(refused(code)).encode(), 400))
    assert fault(client.request_challenge) == expected
    assert fault(lambda: confirm(client)) == expected
    assert fault(lambda: client.register(REGISTRATION)) == expected


# ------------------------------------------------------------------- registration


def test_who_is_not_registered_may_apply_and_is_then_confirmed(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    service.answers("/qualification", refused("SIM-0006", registration=REGISTRATION))
    service.answers("/registration", processing())
    service.answers(RESULT, qualified())
    assert confirm(client) == NotRegistered(REGISTRATION)
    assert isinstance(client.register(REGISTRATION), Confirmed)
    assert service.asked("/registration") == [{"registration": REGISTRATION}]


def test_a_registration_may_be_refused(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    service.answers("/registration", refused("SIM-0006", registration=REGISTRATION))
    assert client.register(REGISTRATION) == Refused(QualificationRefusal.NOT_REGISTERED, "SIM-0006")


def test_a_token_beside_another_refusal_opens_nothing(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    service.answers("/qualification", refused("SIM-0005", registration=REGISTRATION))
    assert confirm(client) == Refused(QualificationRefusal.CERTIFICATE_REVOKED, "SIM-0005")


# ------------------------------------------------------------------- 処理中


def test_a_result_is_asked_for_less_and_less_often_until_it_is_there(
    client: HttpsQualificationService, service: ScriptedService, waiting: HeldWaiting
) -> None:
    service.answers("/qualification", processing())
    service.answers(RESULT, processing(), processing(), processing(), qualified())
    assert isinstance(confirm(client), Confirmed)
    assert service.asked(RESULT) == [{"receipt": RECEIPT}] * 4
    assert waiting.pauses == sorted(set(waiting.pauses))


def test_a_result_that_does_not_come_is_waited_for_no_longer_than_set(
    connect: Connect, service: ScriptedService, waiting: HeldWaiting
) -> None:
    service.answers("/qualification", processing())
    service.answers(RESULT, processing())
    client = connect(processing_seconds=12)
    began = waiting.time
    assert fault(lambda: confirm(client)) == "still_processing"
    assert 10 <= waiting.time - began <= 12


def test_a_line_that_stays_dead_while_a_result_is_awaited_is_told_as_that(
    client: HttpsQualificationService, service: ScriptedService, waiting: HeldWaiting
) -> None:
    service.answers("/qualification", processing())
    service.answers(RESULT, processing(), Told(b"{", promised=99))
    assert fault(lambda: confirm(client)) == "unreachable"
    assert len(service.asked(RESULT)) == len(waiting.pauses) > 2


def test_a_service_that_fails_while_a_result_is_awaited_is_not_asked_on(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    service.answers("/qualification", processing())
    service.answers(RESULT, Told(b"", 503))
    assert fault(lambda: confirm(client)) == "service_error"
    assert len(service.asked(RESULT)) == 1


def test_who_waits_is_woken_when_the_kiosk_ends(
    client: HttpsQualificationService, service: ScriptedService, waiting: HeldWaiting
) -> None:
    service.answers("/qualification", processing())
    waiting.meanwhile = client.close
    assert fault(lambda: confirm(client)) == "still_processing"
    assert service.asked(RESULT) == []


def test_a_result_may_be_a_refusal_and_a_lost_one_is_asked_for_again(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    service.answers("/qualification", processing())
    service.answers(RESULT, Told(b"{", promised=99), refused("SIM-0005"))
    assert confirm(client) == Refused(QualificationRefusal.CERTIFICATE_REVOKED, "SIM-0005")


@pytest.mark.parametrize(
    "told",
    [qualified(receipt="q" * 32), processing(receipt="q" * 32), {"XmlMsg": processing()["XmlMsg"]}],
)
def test_a_result_of_another_receipt_is_nobodys(
    client: HttpsQualificationService, service: ScriptedService, told: dict[str, Any]
) -> None:
    service.answers("/qualification", processing())
    service.answers(RESULT, told)
    assert fault(lambda: confirm(client)) == "malformed_answer"


# ------------------------------------------------------------------- logs


def test_nothing_personal_is_logged_on_the_way(
    client: HttpsQualificationService, service: ScriptedService, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    service.answers("/qualification", qualified())
    service.answers("/consents", qualified({**PERSON, "PharmacistsInfoConsFlg": "0"}))
    confirm(client)
    client.record_answers(RECEIPT, Consents({Information.PHARMACISTS: False}), NOTHING_ASKED)
    for secret in ("秘密", "4567", "139998", "19860908", RECEIPT, INSTITUTION):
        assert secret not in caplog.text
