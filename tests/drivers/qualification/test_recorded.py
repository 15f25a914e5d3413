"""Answers of a patient: what is sent, and that they come back as given, about the same person."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drivers.qualification.client import HttpsQualificationService
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents, Information
from kiosk.domain.optional_questions import (
    NOTHING_ASKED,
    OptionalAnswers,
    PrescriptionIssue,
    PublicExpense,
)
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import Recorded
from tests.drivers.qualification.faults import PROOF, fault
from tests.drivers.qualification.scripted import ScriptedService, Told
from tests.drivers.qualification.wire import (
    PERSON,
    RECEIPT,
    flags,
    message,
    qualified,
    refused,
)

BOTH = Consents({Information.PHARMACISTS: True, Information.OPERATION: False})
DISEASES = "SpecificDiseasesCertificateRelatedConsFlg"
LIST = {"SpecificDiseasesCertificateInfo": {"SpecificDiseasesDiseaseCategory": "1"}}
EXPENSE = {"name": "指定難病", "payer_number": "54136015", "recipient_number": "1234566"}
AS_GIVEN = flags("PharmacistsInfo", given=True) | flags("OperationInfo", given=False)

Send = Callable[..., Recorded]


@pytest.fixture
def send(client: HttpsQualificationService, service: ScriptedService) -> Send:
    """A patient was confirmed; send the answers."""
    service.answers("/qualification", qualified())
    client.confirm(PROOF, VerifiedBy.PIN)

    def call(consents: Consents = BOTH, options: OptionalAnswers = NOTHING_ASKED) -> Recorded:
        return client.record_answers(RECEIPT, consents, options)

    return call


def told(*results: dict[str, Any], **body: Any) -> dict[str, Any]:
    """Return the qualification after the answers: of the person, with these elements."""
    persons = (PERSON | result for result in results or (AS_GIVEN,))
    return {"XmlMsg": message(*persons, **body)}


def test_answers_come_back_in_the_whole_qualification(send: Send, service: ScriptedService) -> None:
    service.answers("/consents", told())
    recorded = send()
    [consent] = recorded.consents
    assert consent.information is Information.PHARMACISTS
    assert consent.available_until - consent.consented_at == timedelta(hours=24)
    assert recorded.confirmation is not None
    assert recorded.confirmation.received
    assert recorded.confirmation.consents == recorded.consents
    sent = {"PharmacistsInfoConsFlg": "1", "OperationInfoConsFlg": "0"}
    assert service.asked("/consents") == [{"receipt": RECEIPT, "flags": sent}]


def test_options_are_sent_only_where_they_were_asked(send: Send, service: ScriptedService) -> None:
    element = {DISEASES: "1", "SpecificDiseasesCertificateList": LIST}
    answer = told(AS_GIVEN | element, PrescriptionIssueSelect="2")
    service.answers("/consents", answer | {"public_expenses": [EXPENSE]})
    options = OptionalAnswers(
        specific_diseases=True, public_expense=True, prescription=PrescriptionIssue.PAPER
    )
    recorded = send(options=options)
    assert recorded.public_expenses == (PublicExpense(**EXPENSE),)
    assert recorded.confirmation is not None
    [person] = recorded.confirmation.results
    assert person.specific_diseases_cons_flg == "1"
    assert len(person.specific_diseases_certificates) == 1
    [sent] = service.asked("/consents")
    assert sent["flags"][DISEASES] == "1"
    assert (sent["prescription"], sent["public_expense"]) == ("2", True)


def test_who_was_asked_nothing_sends_nothing(send: Send, service: ScriptedService) -> None:
    assert send(Consents()) == Recorded(())
    assert service.asked("/consents") == []


def test_answers_lost_on_the_way_are_sent_again(send: Send, service: ScriptedService) -> None:
    service.answers("/consents", Told(b"{", promised=99), told())
    assert len(send().consents) == 1
    first, second = service.asked("/consents")
    assert first == second


def test_other_answers_to_an_answered_receipt_are_refused(
    send: Send, service: ScriptedService
) -> None:
    service.answers("/consents", refused("SIM-0008"))
    assert fault(send) == "service_error:SIM-0008"


OTHERS = [
    {"Name": "秘密　次郎"},
    {"InsurerNumber": "  139999"},
    {"InsuredIdentificationNumber": "4568"},
    {"Birthdate": "19860909"},
]


@pytest.mark.parametrize("other", OTHERS)
def test_an_answer_about_somebody_else_is_nobodys(
    send: Send, service: ScriptedService, other: dict[str, str]
) -> None:
    service.answers("/consents", told(AS_GIVEN | other))
    assert fault(send) == "malformed_answer"
    service.answers("/consents", told(AS_GIVEN, AS_GIVEN | other))
    assert fault(send) == "malformed_answer"


@pytest.mark.parametrize("other", OTHERS)
def test_a_receipt_given_for_two_people_is_for_nobody(
    send: Send, client: HttpsQualificationService, service: ScriptedService, other: dict[str, str]
) -> None:
    service.answers("/qualification", qualified(PERSON | other))
    assert fault(lambda: client.confirm(PROOF, VerifiedBy.PIN)) == "malformed_answer"
    service.answers("/consents", told())
    assert len(send().consents) == 1


def test_a_receipt_that_this_client_never_got_is_not_answered(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    with pytest.raises(LookupError):
        client.record_answers(RECEIPT, BOTH, NOTHING_ASKED)
    assert service.requests == []


@pytest.mark.parametrize(
    "answer",
    [
        told({}),
        told(flags("PharmacistsInfo", given=True)),
        told(AS_GIVEN | {"PharmacistsInfoConsFlg": "0"}),
        told(AS_GIVEN | flags("OperationInfo", given=True)),
        told(AS_GIVEN | {"PharmacistsInfoConsTime": ""}),
        told(AS_GIVEN | {"PharmacistsInfoConsTime": "20261320120000"}),
        told(
            AS_GIVEN
            | {
                "PharmacistsInfoConsTime": "00010101000000",
                "PharmacistsInfoAvailableTime": "00010102000000",
            }
        ),
        told(AS_GIVEN | {"PharmacistsInfoAvailableTime": "20261120120000"}),
        told(AS_GIVEN | {"PharmacistsInfoAvailableTime": "20361120120000"}),
        told(AS_GIVEN, AS_GIVEN),
        told(ResultList={}),
        told(AS_GIVEN | {DISEASES: "0", "SpecificDiseasesCertificateList": LIST}),
        told(AS_GIVEN | {"SpecificDiseasesCertificateList": LIST}),
        told() | {"public_expenses": [EXPENSE]},
        told() | {"public_expenses": "all"},
    ],
)
def test_answers_recorded_otherwise_than_given_are_malformed(
    send: Send, service: ScriptedService, answer: dict[str, Any]
) -> None:
    service.answers("/consents", answer)
    assert fault(send) == "malformed_answer"


def test_several_results_must_agree_on_when_it_was_consented(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    service.answers("/qualification", qualified(PERSON, PERSON))
    client.confirm(PROOF, VerifiedBy.PIN)
    later = flags("PharmacistsInfo", given=True, at="20261120120001")
    send = partial(client.record_answers, RECEIPT, BOTH, NOTHING_ASKED)
    service.answers("/consents", told(AS_GIVEN, AS_GIVEN))
    assert len(send().consents) == 1
    service.answers("/consents", told(AS_GIVEN, AS_GIVEN | later))
    assert fault(send) == "malformed_answer"


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        (OptionalAnswers(specific_diseases=True), told(AS_GIVEN | {DISEASES: "0"})),
        (OptionalAnswers(specific_diseases=False), told(AS_GIVEN | {DISEASES: "2"})),
        (OptionalAnswers(prescription=PrescriptionIssue.PAPER), told()),
        (
            OptionalAnswers(prescription=PrescriptionIssue.PAPER),
            told(PrescriptionIssueSelect="1"),
        ),
        (OptionalAnswers(public_expense=False), told() | {"public_expenses": [EXPENSE]}),
        (
            OptionalAnswers(public_expense=True),
            told() | {"public_expenses": [EXPENSE | {"payer_number": "5413\n"}]},
        ),
    ],
)
def test_options_recorded_otherwise_than_chosen_are_malformed(
    send: Send, service: ScriptedService, options: OptionalAnswers, answer: dict[str, Any]
) -> None:
    service.answers("/consents", answer)
    assert fault(lambda: send(options=options)) == "malformed_answer"


def test_a_public_expense_with_an_odd_number_turns_nobody_away(
    send: Send, service: ScriptedService
) -> None:
    odd = EXPENSE | {"payer_number": "5413", "valid_end_date": "令和9年3月"}
    service.answers("/consents", told() | {"public_expenses": [odd]})
    [expense] = send(options=OptionalAnswers(public_expense=True)).public_expenses
    assert (expense.payer_number, expense.valid_end_date) == ("5413", "令和9年3月")


ANSWERS = st.dictionaries(st.sampled_from(Information), st.booleans(), min_size=1)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given=ANSWERS, recorded=ANSWERS, results=st.integers(0, 2))
def test_no_consent_is_ever_taken_that_was_not_given(
    send: Send,
    service: ScriptedService,
    given: dict[Information, bool],
    recorded: dict[Information, bool],
    results: int,
) -> None:
    elements: dict[str, str] = {}
    for kind, yes in recorded.items():
        elements |= flags(kind.value, given=yes)
    service.answers("/consents", {"XmlMsg": message(*[PERSON | elements] * results)})
    try:
        taken = {consent.information for consent in send(Consents(given)).consents}
    except DeviceFault:
        assert results != 1 or not given.items() <= recorded.items()
    else:
        assert results == 1
        assert taken == {kind for kind, yes in given.items() if yes}
