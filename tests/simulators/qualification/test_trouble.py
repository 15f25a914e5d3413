"""Answers that make trouble at a desk, by whoever of the cast brings them (E1 to E13)."""

from collections.abc import Callable

import pytest

from simulators.personas.insured import Insured
from simulators.qualification.desk import Desk
from simulators.qualification.registry import Registry
from simulators.qualification.scenarios import SCENARIOS
from tests.simulators.qualification import on_stage
from tests.simulators.qualification.asking import ask, body, code, results, segment, valid_until
from tests.simulators.qualification.cards import HeldClock
from tests.simulators.qualification.on_stage import come
from tests.simulators.qualification.telling import DISEASES, LIMIT, answered, serial, told

EXPENSE = {
    "name": "指定難病",
    "payer_number": "54139993",
    "recipient_number": "1234566",
    "valid_start_date": "20260101",
    "valid_end_date": "20301231",
}


def test_e1_an_ended_insurance_is_told_with_its_end(casts_desk: Desk) -> None:
    answer = told(casts_desk, "E1")
    assert body(answer)["QualificationValidity"] == "2"
    assert results(answer)[0]["ReasonOfLoss"] == "03"
    assert results(answer)[0]["DisqualificationDate"] <= "20261120"


def test_e2_the_new_insurance_is_told_beside_the_old(
    casts_desk: Desk, casts_registry: Registry
) -> None:
    casts_registry.caught_up = True
    answer = told(casts_desk, "E2")
    assert body(answer)["QualificationValidity"] == "3"
    old, new = results(answer)
    assert "DisqualificationDate" in old
    assert "DisqualificationDate" not in new
    assert old["QualificationDate"] < new["QualificationDate"]
    receipt = {"receipt": answer["receipt"], "flags": {"OperationInfoConsFlg": "1"}}
    for result in results(casts_desk.consents(receipt)):
        assert result["OperationInfoConsFlg"] == "1"


def test_e4_the_service_is_still_processing_before_it_finds_several(casts_desk: Desk) -> None:
    first = come(casts_desk, SCENARIOS["E4"].persona)
    assert segment(first) == "2"
    assert body(first) == {}
    early = casts_desk.consents({"receipt": first["receipt"], "flags": {}})
    assert code(early) == "SIM-0011"
    for _ in range(3):  # as often as wanted
        again = casts_desk.result({"receipt": first["receipt"]})
        assert body(again)["QualificationValidity"] == "5"


def test_e6_in_grace_nothing_is_offered_and_no_flag_is_one(casts_desk: Desk) -> None:
    answer = told(casts_desk, "E6")
    assert "offer" not in answer
    [result] = results(answer)
    assert {result[name] for name in result if name.endswith("ConsFlg")} == {"0"}


def test_e6_in_grace_whatever_there_is_stays_closed_but_what_is_never_asked(
    make_desk: Callable[[Insured], Desk], clock: HeldClock
) -> None:
    clock.time = clock.time.replace(year=2025, month=9, day=1)
    [disease] = on_stage.PEOPLE[serial("N8b")].results
    everything = Insured(
        results=({**disease, f"{LIMIT}Info": {f"{LIMIT[:-7]}ClassificationFlag": "A03"}},),
        previous={"OperationInfo": True},
        specific_diseases="1",
        public_expenses=({**EXPENSE, "valid_start_date": "20250101"},),
    )
    desk = make_desk(everything)
    answer = ask(desk, valid_until(2025, 8, 10))
    assert "offer" not in answer
    used = answered(desk, answer, public_expense=True)
    assert "public_expenses" not in used
    for result in (*results(answer), *results(used)):
        assert result[DISEASES] == "0"
        assert "SpecificDiseasesCertificateList" not in result
        assert result[f"{LIMIT}ConsFlg"] == "1"


@pytest.mark.parametrize(
    ("scenario", "refusal"), [("E7a", "SIM-0004"), ("E7b", "SIM-0005"), ("E7c", "SIM-0010")]
)
def test_e7_nothing_is_told_to_whose_certificate_does_not_serve(
    casts_desk: Desk, casts_registry: Registry, scenario: str, refusal: str
) -> None:
    answer = told(casts_desk, scenario)
    assert code(answer) == refusal
    assert body(answer) == {}
    assert "receipt" not in answer
    assert casts_registry.methods(serial(scenario)) == ()


@pytest.mark.parametrize("waits", [1, 2, 5])
def test_e13_everybody_waits_while_the_switch_is_on(casts_desk: Desk, waits: int) -> None:
    casts_desk.processing = waits
    answer = come(casts_desk, SCENARIOS["E13e"].persona)
    for _ in range(waits - 1):
        assert segment(answer) == "2"
        answer = casts_desk.result({"receipt": answer["receipt"]})
    assert segment(answer) == "2"
    assert segment(casts_desk.result({"receipt": answer["receipt"]})) == "1"
