"""What the files of the cast say for the national service: read as meant, or refused by name."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.personas.cast import FOLDER, CastError, insured, load_cast, load_persona
from simulators.personas.insured import read_insured

TODAY = date(2026, 11, 21)
CAST = load_cast(today=TODAY)


def test_blocks_and_lists_are_nested_as_in_the_layout() -> None:
    read = read_insured(
        {
            "qualification": {
                "insurer_number": "06139992",
                "sex1": "1",
                "elderly_recipient_certificate_info": {
                    "elderly_recipient_valid_end_date": "@today"
                },
                "public_expense_result_list": {"medical_ticket_info": [{"issue_number": "7"}]},
            },
            "more_results": [{"insurer_number": "  139998"}],
        },
        TODAY,
    )
    assert read is not None
    first, second = read.results
    assert first["InsurerNumber"] == "06139992"
    assert first["Sex1"] == "1"
    assert first["ElderlyRecipientCertificateInfo"]["ElderlyRecipientValidEndDate"] == "20261121"
    assert first["PublicExpenseResultList"]["MedicalTicketInfo"][0]["IssueNumber"] == "7"
    assert second["InsurerNumber"] == "  139998"


def test_what_comes_later_is_laid_over_what_there_was() -> None:
    read = read_insured(
        {
            "qualification": {"name": "a", "sex1": "1"},
            "later": {
                "validity": "3",
                "qualification": {"sex1": "2"},
                "more_results": [{"name": "b"}],
            },
        },
        TODAY,
    )
    assert read is not None
    assert read.later is not None
    assert read.later.validity == "3"
    assert [dict(result) for result in read.later.results] == [
        {"Name": "a", "Sex1": "2"},
        {"Name": "b"},
    ]
    assert [dict(result) for result in read.results] == [{"Name": "a", "Sex1": "1"}]


@given(st.dates(date(2020, 1, 1), date(2099, 12, 31)))
def test_a_month_has_its_own_first_and_last_day_on_every_day(today: date) -> None:
    words = {"name": "@month", "sex1": "@month_first", "address": "@month_last"}
    read = read_insured({"qualification": words}, today)
    assert read is not None
    [result] = read.results
    first = date.fromisoformat(result["Sex1"])
    last = date.fromisoformat(result["Address"])
    assert first <= today <= last
    assert result["Name"] == f"{today:%Y%m}" == f"{first:%Y%m}" == f"{last:%Y%m}"
    assert first.day == 1
    assert date.fromordinal(last.toordinal() + 1).day == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"service": {"validity": "7"}},
        {"service": {"validity": 1}},
        {"service": {"unknown": "1"}},
        {"service": {"specific_diseases": "3"}},
        {"service": {"prescription": "paper"}},
        {"service": {"previous_consents": {"pharmacists_info": "1"}}},
        {"service": {"previous_consents": {"pharmacist_info": True}}},
        {"service": {"public_expenses": [{"name": "指定難病"}]}},
        {"service": {"processing": -1}},
        {"service": {"processing": "2"}},
        {"service": {"registered": "no"}},
        {"service": {"reference_number": 7}},
        {"qualification": {"Name": "a"}},
        {"qualification": {"name": 7}},
        {"qualification": {"name": "@tomorrow"}},
        {"qualification": {"list": ["a"]}},
        {"qualification": {"pharmacists_info_cons_flg": "1"}},
        {"qualification": {"name": "a"}, "later": {}},
        {"qualification": {"name": "a"}, "later": {"validity": "1", "service": {}}},
    ],
    ids=repr,
)
def test_what_is_not_understood_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        read_insured(wrong, TODAY)


def test_a_refusal_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    text = (FOLDER / "hanako.toml").read_text("utf-8")
    path.write_text(f'{text}\n[service]\nvalidity = "9"\n', "utf-8")
    with pytest.raises(CastError, match=r"odd\.toml.*'9'"):
        load_persona(path, TODAY)


def test_the_service_knows_everybody_who_is_insured_or_not_found() -> None:
    known = insured(CAST)
    unknown = {key for key, one in CAST.items() if one.certificate_serial not in known}
    assert unknown == {"tokujiro", "not_mynumber"}


def test_public_expenses_are_nobodys_and_their_numbers_hold() -> None:
    expenses = [one for person in insured(CAST).values() for one in person.public_expenses]
    assert expenses
    for expense in expenses:
        assert expense["payer_number"][4:7] == "999"
        for number in (expense["payer_number"], expense["recipient_number"]):
            assert _holds(number), expense


def _holds(number: str) -> bool:
    """検証番号: modulus 10, weights 1 and 2 from the right (qualification.md §8.1)."""
    doubled = [int(digit) * (1 + n % 2) for n, digit in enumerate(reversed(number))]
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0


def test_every_result_of_a_person_is_of_that_person() -> None:
    for persona in CAST.values():
        known = persona.insured
        later = known.later.results if known and known.later else ()
        for result in (*(known.results if known else ()), *later):
            assert result["Birthdate"] == f"{persona.birth_date:%Y%m%d}"
            assert result["Address"] == persona.address.replace("髙", "●")
