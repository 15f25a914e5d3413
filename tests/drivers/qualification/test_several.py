"""Several patients in the same second: nobody gets another's answer (qualification.md §7.2)."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drivers.qualification.client import HttpsQualificationService
from drivers.qualification.receipts import MOST, Receipts
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents, Information
from kiosk.domain.holder import HolderProof
from kiosk.domain.optional_questions import NOTHING_ASKED
from kiosk.domain.qualification import Qualification, QualificationConfirmation
from kiosk.ports.qualification import Confirmed
from tests.drivers.qualification.conftest import Connect
from tests.drivers.qualification.scripted import ScriptedService, Told
from tests.drivers.qualification.wire import PERSON, flags, message, qualified

PATIENTS, KIOSKS = 12, 3


@pytest.fixture
def believing(service: ScriptedService) -> ScriptedService:
    """A service that confirms whoever the certificate names, and knows its receipts."""

    def decide(path: str, request: Any) -> Told:
        if path == "/qualification":
            name = request["certificate"]
            return _told(qualified(PERSON | {"Name": name}, receipt=f"receipt-of-{name}"))
        name = request["receipt"].removeprefix("receipt-of-")
        yes = request["flags"]["PharmacistsInfoConsFlg"] == "1"
        person = PERSON | {"Name": name} | flags("PharmacistsInfo", given=yes)
        return _told({"XmlMsg": message(person)})

    service.decide = decide
    return service


def _told(answer: dict[str, Any]) -> Told:
    return Told(json.dumps(answer).encode())


@pytest.mark.parametrize("shared", [True, False])
def test_patients_at_several_kiosks_at_once_are_never_mixed_up(
    believing: ScriptedService, connect: Connect, shared: bool
) -> None:
    clients = [connect()] * KIOSKS if shared else [connect() for _ in range(KIOSKS)]
    together = Barrier(KIOSKS)

    def receive(number: int) -> bool:
        together.wait(10)
        return is_received(clients[number % KIOSKS], number)

    with ThreadPoolExecutor(KIOSKS) as kiosks:
        assert all(kiosks.map(receive, range(PATIENTS)))
    assert len(believing.requests) == 2 * PATIENTS


def is_received(client: HttpsQualificationService, number: int) -> bool:
    """Receive a patient, and say whether every answer was the patient's own."""
    certificate, yes = f"patient-{number:04}".encode(), number % 2 == 0
    outcome = client.confirm(HolderProof(bytes(32), certificate, b"s"), VerifiedBy.FACE)
    assert isinstance(outcome, Confirmed)
    told = client.record_answers(
        outcome.receipt, Consents({Information.PHARMACISTS: yes}), NOTHING_ASKED
    )
    assert told.confirmation is not None
    names = {outcome.confirmation.results[0].name, told.confirmation.results[0].name}
    return len(names) == 1 and len(told.consents) == yes


PEOPLE = st.lists(
    st.builds(
        Qualification,
        insurer_number=st.sampled_from(["  139998", "06130488"]),
        insured_identification_number=st.sampled_from(["1", "11", None]),
        birthdate=st.sampled_from(["19860908", "119860908", None]),
        name=st.sampled_from(["秘密　太郎", "秘密　次郎", None]),
        address=st.sampled_from(["東京都", None]),
    ),
    max_size=2,
)


def identity(people: list[Qualification]) -> list[tuple[str, ...]]:
    return sorted(
        tuple(
            value or ""
            for value in (
                one.insurer_number,
                one.insured_identification_number,
                one.birthdate,
                one.name,
            )
        )
        for one in people
    )


def confirmation(people: list[Qualification]) -> QualificationConfirmation:
    return QualificationConfirmation("", "", "", "", None, tuple(people))


@given(given=PEOPLE, answered=PEOPLE)
@example(
    given=[Qualification(insured_identification_number="11", birthdate="19860908")],
    answered=[Qualification(insured_identification_number="1", birthdate="119860908")],
)
def test_a_receipt_is_bound_to_exactly_the_people_it_was_given_for(
    given: list[Qualification], answered: list[Qualification]
) -> None:
    receipts = Receipts()
    assert receipts.keep("a", confirmation(given))
    same = identity(given) == identity(answered)
    assert receipts.bound_to("a", confirmation(answered)) is same
    assert receipts.keep("a", confirmation(answered)) is same
    assert not receipts.bound_to("b", confirmation(given))


def test_receipts_are_forgotten_in_the_end() -> None:
    receipts = Receipts()
    for number in range(MOST + 1):
        receipts.keep(str(number), confirmation([]))
    assert "0" not in receipts
    assert "1" in receipts
    assert str(MOST) in receipts
