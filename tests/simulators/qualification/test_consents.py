"""Consents at the simulated service: what is recorded, for how long, and how it is withdrawn."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from simulators.personas.insured import INFORMATION
from simulators.qualification.desk import Desk
from simulators.qualification.registry import Registry
from simulators.qualification.requests import Malformed
from tests.simulators.qualification.asking import ask, body, code, results, valid_until
from tests.simulators.qualification.cards import TARO, Chip, HeldClock

SINCE = datetime(2026, 2, 21, 8, 48, 35, tzinfo=UTC)
KINDS = [*INFORMATION]


def flags(**given: str) -> dict[str, str]:
    return {f"{kind}ConsFlg": flag for kind, flag in given.items()}


def reception(desk: Desk, chip: Chip | None = None) -> str:
    return ask(desk, chip or Chip())["receipt"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_consent_is_told_with_its_time_and_the_end_exactly_a_day_later(
    desk: Desk, clock: HeldClock, kind: str
) -> None:
    clock.time = SINCE
    receipt = reception(desk, valid_until(2030, 1, 1))
    others = {other: "0" for other in KINDS if other != kind}
    answer = desk.consents({"receipt": receipt, "flags": flags(**{kind: "1"}, **others)})
    [result] = results(answer)
    assert result[f"{kind}ConsTime"] == "20260221174835"
    assert result[f"{kind}AvailableTime"] == "20260222174835"
    for other in others:
        assert result[f"{other}ConsFlg"] == "0"
        assert f"{other}ConsTime" not in result
        assert f"{other}AvailableTime" not in result


def test_exactly_the_flags_sent_are_told_and_kept(desk: Desk, registry: Registry) -> None:
    sent = flags(DiagnosisInfo="1", PharmacistsInfo="1")  # one question, two flags
    [result] = results(desk.consents({"receipt": reception(desk), "flags": sent}))
    told = {
        name: value
        for name, value in result.items()
        if name.endswith("ConsFlg") and name.removesuffix("ConsFlg") in KINDS
    }
    assert told == sent
    assert result["DiagnosisInfoConsTime"] == result["PharmacistsInfoConsTime"]
    assert {kind: one.given for kind, one in registry.consents(TARO).items()} == {
        "DiagnosisInfo": True,
        "PharmacistsInfo": True,
    }


def test_nothing_of_information_is_told_before_the_patient_answered(desk: Desk) -> None:
    [result] = results(ask(desk, Chip()))
    assert not [name for name in result for kind in KINDS if name.startswith(kind)]


def test_the_whole_qualification_is_told_again_with_the_answers(desk: Desk) -> None:
    first = ask(desk, Chip())
    answer = desk.consents({"receipt": first["receipt"], "flags": flags(OperationInfo="0")})
    assert body(answer)["QualificationValidity"] == "1"
    [before], [after] = results(first), results(answer)
    assert before.items() <= after.items()


def test_the_same_answers_again_keep_their_time_and_others_are_refused(
    desk: Desk, clock: HeldClock
) -> None:
    receipt = reception(desk)
    yes, no = (flags(PharmacistsInfo=flag) for flag in "10")
    first = results(desk.consents({"receipt": receipt, "flags": yes}))
    clock.pass_by(5)
    assert results(desk.consents({"receipt": receipt, "flags": yes})) == first
    assert code(desk.consents({"receipt": receipt, "flags": no})) == "SIM-0008"
    other = {"receipt": receipt, "flags": yes, "prescription": "1"}
    assert code(desk.consents(other)) == "SIM-0008"
    assert code(desk.consents({"receipt": "unknown", "flags": yes})) == "SIM-0007"


@pytest.mark.parametrize("hours", [0, 1, 23])
def test_a_new_reception_withdraws_what_it_does_not_give_again(
    desk: Desk, registry: Registry, clock: HeldClock, hours: int
) -> None:
    desk.consents({"receipt": reception(desk), "flags": flags(OperationInfo="1")})
    clock.pass_by(hours * 3600)
    receipt = reception(desk)
    assert registry.consents(TARO)["OperationInfo"].given  # until they answered anew
    [result] = results(desk.consents({"receipt": receipt, "flags": flags(PharmacistsInfo="1")}))
    assert "OperationInfoConsFlg" not in result
    assert set(registry.consents(TARO)) == {"PharmacistsInfo"}


def test_answers_that_come_after_those_of_a_newer_reception_change_nothing(
    desk: Desk, registry: Registry
) -> None:
    older, newer = reception(desk), reception(desk)
    desk.consents({"receipt": newer, "flags": flags(OperationInfo="0")})
    late = desk.consents({"receipt": older, "flags": flags(OperationInfo="1")})
    assert code(late) == "SIM-0008"
    assert not registry.consents(TARO)["OperationInfo"].given


def test_an_expired_certificate_gives_no_consents(desk: Desk, clock: HeldClock) -> None:
    clock.time = datetime(2025, 9, 1, tzinfo=UTC)
    answer = ask(desk, valid_until(2025, 8, 10))
    assert "offer" not in answer
    yes = desk.consents({"receipt": answer["receipt"], "flags": flags(PharmacistsInfo="1")})
    no = desk.consents({"receipt": answer["receipt"], "flags": flags(PharmacistsInfo="0")})
    assert (code(yes), code(no)) == ("SIM-0009", None)


def test_last_times_answers_are_offered_next_time(desk: Desk, clock: HeldClock) -> None:
    first = ask(desk, Chip())
    assert "offer" not in first
    sent = flags(OperationInfo="0", PharmacistsInfo="1")
    desk.consents({"receipt": first["receipt"], "flags": sent})
    clock.pass_by(timedelta(days=200).total_seconds())
    assert ask(desk, Chip())["offer"] == {"previous": sent}


@pytest.mark.parametrize("choice", ["1", "2"])
def test_how_a_prescription_is_issued_is_told_in_the_body(desk: Desk, choice: str) -> None:
    sent = {"receipt": reception(desk), "flags": {}, "prescription": choice}
    assert body(desk.consents(sent))["PrescriptionIssueSelect"] == choice
    assert "PrescriptionIssueSelect" not in body(ask(desk, Chip()))


@pytest.mark.parametrize(
    "wrong",
    [
        {"flags": flags(OperationInfo="2")},
        {"flags": {"OperationInfo": "1"}},
        {"flags": {"LimitApplicationCertificateRelatedConsFlg": "1"}},  # 限度額 is never asked
        {"flags": None},
        {"flags": {}, "prescription": "3"},
        {"flags": {}, "prescription": None},
        {"flags": {}, "public_expense": "1"},
    ],
)
def test_answers_that_are_not_understood_are_not_recorded(
    desk: Desk, registry: Registry, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Malformed):
        desk.consents({"receipt": reception(desk), **wrong})
    assert registry.consents(TARO) == {}
