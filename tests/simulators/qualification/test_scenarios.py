"""Every answer that a clinic can meet, by whoever of the cast brings it (qualification.md §9)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from simulators.personas.insured import Insured
from simulators.qualification.desk import Desk
from simulators.qualification.registry import Registry
from simulators.qualification.scenarios import SCENARIOS
from tests.simulators.qualification import on_stage
from tests.simulators.qualification.asking import ask, body, code, results
from tests.simulators.qualification.cards import PERSON, Chip, HeldClock
from tests.simulators.qualification.on_stage import CAST, come
from tests.simulators.qualification.telling import DISEASES, LIMIT, answered, only, serial, told

LIMIT_CLASSES = [f"A{n:02}" for n in range(1, 7)] + [f"B{n:02}" for n in range(1, 11)]  # OQSCD012


def test_every_scenario_is_somebodys() -> None:
    assert {one.persona for one in SCENARIOS.values()} <= CAST.keys()
    numbered = {name.rstrip("abcdefgh") for name in SCENARIOS}
    assert {f"N{n}" for n in range(1, 13)} | {f"E{n}" for n in range(1, 8)} <= numbered


def test_n1_nothing_is_known_of_last_time(casts_desk: Desk) -> None:
    answer = told(casts_desk, "N1")
    assert body(answer)["QualificationValidity"] == "1"
    assert "offer" not in answer


def test_n2_last_times_answers_are_offered(casts_desk: Desk) -> None:
    assert told(casts_desk, "N2")["offer"]["previous"] == {
        "OperationInfoConsFlg": "0",
        "DiagnosisInfoConsFlg": "1",
        "PharmacistsInfoConsFlg": "1",
        "SpecificHealthCheckupsInfoConsFlg": "0",
    }


def test_n3_who_is_older_than_74_pays_a_share_and_has_a_limit_of_that_share(
    casts_desk: Desk,
) -> None:
    result = only(casts_desk, "N3")
    assert result["InsurerNumber"].startswith("39")
    assert result["InsuredPartialContributionRatio"] == "020"
    assert result[f"{LIMIT}Info"]["LimitApplicationCertificateClassificationFlag"] == "B09"
    assert result[f"{LIMIT}ConsFlg"] == "1"


def test_n4_who_is_70_to_74_has_a_certificate_of_the_share(casts_desk: Desk) -> None:
    certificate = only(casts_desk, "N4")["ElderlyRecipientCertificateInfo"]
    assert certificate["ElderlyRecipientContributionRatio"] == "020"
    assert certificate["ElderlyRecipientValidStartDate"] <= "20261120"
    assert certificate["ElderlyRecipientValidEndDate"] >= "20261120"


def test_n5_a_number_of_six_digits_has_two_spaces_before_it(casts_desk: Desk) -> None:
    result = only(casts_desk, "N5")
    assert result["InsurerNumber"] == "  139998"
    assert result["PreschoolClassification"] == "1"


def test_n6_what_the_insurer_cannot_write_is_a_dot(casts_desk: Desk) -> None:
    assert only(casts_desk, "N6")["Name"] == "●﨑　德子"


def test_n7_a_name_in_use_and_a_sex_kept_apart(casts_desk: Desk) -> None:
    result = only(casts_desk, "N7")
    assert (result["NameOfOther"], result["NameOfOtherKana"]) == ("森　ゆかり", "ﾓﾘ ﾕｶﾘ")
    assert (result["Sex1"], result["Sex2"]) == ("3", "2")


@pytest.mark.parametrize(("scenario", "flag"), [("N8a", "0"), ("N8b", "1"), ("N8c", "2")])
def test_n8_a_specific_disease_is_told_only_while_a_consent_is_in_force(
    casts_desk: Desk, scenario: str, flag: str
) -> None:
    answer = told(casts_desk, scenario)
    assert answer["offer"]["specific_diseases"] is True
    [result] = results(answer)
    assert result[DISEASES] == flag
    assert ("SpecificDiseasesCertificateList" in result) == (flag == "1")
    for choice in "10":
        answer = told(casts_desk, scenario)
        [result] = results(answered(casts_desk, answer, flags={DISEASES: choice}))
        assert result[DISEASES] == choice
        assert ("SpecificDiseasesCertificateList" in result) == (choice == "1")


def test_n8_a_consent_to_a_specific_disease_runs_out_after_a_day(
    casts_desk: Desk, clock: HeldClock
) -> None:
    answered(casts_desk, told(casts_desk, "N8a"), flags={DISEASES: "1"})
    assert only(casts_desk, "N8a")[DISEASES] == "1"
    clock.pass_by(timedelta(hours=24).total_seconds())
    assert only(casts_desk, "N8a")[DISEASES] == "2"


def test_n8_who_was_not_asked_has_not_consented(casts_desk: Desk) -> None:
    [result] = results(answered(casts_desk, told(casts_desk, "N8b")))
    assert result[DISEASES] == "0"
    assert "SpecificDiseasesCertificateList" not in result


def test_n9_a_ticket_is_there_when_the_welfare_office_has_registered_it(
    casts_desk: Desk, casts_registry: Registry
) -> None:
    before = told(casts_desk, "N9a")
    assert body(before)["QualificationValidity"] == "6"
    assert "PublicExpenseResultList" not in results(before)[0]
    casts_registry.caught_up = True
    after = told(casts_desk, "N9b")
    assert body(after)["QualificationValidity"] == "1"
    [ticket] = results(after)[0]["PublicExpenseResultList"]["MedicalTicketInfo"]
    assert ticket["MedicalTreatmentMonth"] == "202611"
    assert ticket["MedicalTicketValidDate"] == "20261101"
    assert ticket["MedicalTicketExpirationDate"] == "20261130"


@pytest.mark.parametrize(("scenario", "name"), [("N10a", "指定難病"), ("N10b", "子ども医療費")])
def test_n10_a_public_expense_is_offered_and_told_only_where_it_is_used(
    casts_desk: Desk, scenario: str, name: str
) -> None:
    for use in (True, False, None):
        answer = told(casts_desk, scenario)
        assert answer["offer"]["public_expenses"] == [name]
        asked = {} if use is None else {"public_expense": use}
        used = answered(casts_desk, answer, **asked).get("public_expenses", [])
        assert [one["name"] for one in used] == ([name] if use else [])


def test_n10_a_public_expense_is_not_offered_after_its_end(
    casts_desk: Desk, clock: HeldClock
) -> None:
    clock.time = clock.time.replace(year=2027, month=1, day=1)
    assert told(casts_desk, "N10a")["offer"]["public_expenses"] == ["指定難病"]
    expenses = on_stage.PEOPLE[serial("N10a")].public_expenses
    assert [one["valid_end_date"] for one in expenses] == ["20301231"]
    clock.time = clock.time.replace(year=2025)
    assert "offer" not in told(casts_desk, "N10a")


def test_n11_a_choice_made_before_is_told_and_replaced_by_a_new_one(casts_desk: Desk) -> None:
    answer = told(casts_desk, "N11b")
    assert body(answer)["PrescriptionIssueSelect"] == "1"
    new = answered(casts_desk, answer, prescription="2")
    assert body(new)["PrescriptionIssueSelect"] == "2"


def test_n12_who_applies_on_the_spot_is_answered_and_stays_registered(
    casts_desk: Desk, casts_registry: Registry
) -> None:
    refused = told(casts_desk, "N12")
    assert code(refused) == "SIM-0006"
    assert casts_registry.methods(serial("N12")) == ()
    answer = casts_desk.registration({"registration": refused["registration"]})
    assert body(answer)["QualificationValidity"] == "1"
    again = casts_desk.registration({"registration": refused["registration"]})
    assert code(again) == "SIM-0012"
    assert body(told(casts_desk, "N12"))["QualificationValidity"] == "1"


def test_n12_an_application_serves_five_minutes(casts_desk: Desk, clock: HeldClock) -> None:
    first, second = (told(casts_desk, "N12")["registration"] for _ in range(2))
    clock.pass_by(300.001)
    assert code(casts_desk.registration({"registration": first})) == "SIM-0012"
    clock.pass_by(-0.001)
    assert code(casts_desk.registration({"registration": second})) is None


@pytest.mark.parametrize("limit", LIMIT_CLASSES)
def test_every_class_of_limit_is_told_unasked(
    make_desk: Callable[[Insured], Desk], limit: str
) -> None:
    info = {"LimitApplicationCertificateClassificationFlag": limit}
    desk = make_desk(Insured(({**PERSON, f"{LIMIT}Info": info},)))
    [result] = results(ask(desk, Chip()))
    assert result[f"{LIMIT}Info"] == info
    assert result[f"{LIMIT}ConsFlg"] == "1"


def test_who_has_no_limit_has_the_flag_of_none(make_desk: Callable[[Insured], Desk]) -> None:
    [result] = results(ask(make_desk(Insured((PERSON,))), Chip()))
    assert result[f"{LIMIT}ConsFlg"] == "0"
    assert f"{LIMIT}Info" not in result


@pytest.mark.parametrize("validity", "123456")
def test_every_validity_is_told(make_desk: Callable[[Insured], Desk], validity: str) -> None:
    answer = ask(make_desk(Insured((PERSON,), validity)), Chip())
    assert body(answer)["QualificationValidity"] == validity


def test_the_clinics_own_number_is_told_with_every_result(
    casts_desk: Desk, casts_registry: Registry
) -> None:
    assert only(casts_desk, "N8b")["ReferenceNumber"] == "00019890108"
    assert "ReferenceNumber" not in only(casts_desk, "N1")
    casts_registry.set_reference_number(serial("N1"), "42")
    assert only(casts_desk, "N1")["ReferenceNumber"] == "42"


@pytest.mark.parametrize("method", ["face", "pin", "visual_check", "phone"])
def test_how_somebody_was_identified_is_kept(
    casts_desk: Desk, casts_registry: Registry, method: str
) -> None:
    come(casts_desk, "hanako", method)
    assert casts_registry.methods(serial("N1")) == (method,)
