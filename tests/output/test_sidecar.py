"""Every sidecar is what the published schema says, and tells of the person nothing it need not."""

import json
from datetime import UTC, datetime
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from kiosk.domain.check_in import CheckIn, ProvisionalCheckIn, VerifiedBy
from kiosk.domain.consent import Consents, Information
from kiosk.domain.doubt import Doubt, DoubtCode
from kiosk.domain.doubt_words import WORDS
from kiosk.domain.optional_questions import OptionalAnswers, PrescriptionIssue, PublicExpense
from kiosk.domain.qualification_tree import answered_consents, results_of
from kiosk.domain.session import SessionId
from kiosk.output.encoding import Encoding
from kiosk.output.message_reader import read_message
from kiosk.output.qualification_xml import render_result
from kiosk.output.sidecar import render_provisional_sidecar, render_sidecar
from kiosk.output.sidecar_schema import PATH, schema_text
from kiosk.ports.faults import DeviceFault
from tests.output.receptions import NOON, confirmation, reception, recorded
from tests.output.strategies import XML_TEXT, receptions

SCHEMA: Final = Draft202012Validator(
    json.loads(PATH.read_text(encoding="utf-8")), format_checker=FormatChecker()
)
ID: Final = "0d4cbb1e-95b0-4f5b-9a68-6f3f3f0a2f11"
NAME: Final = "OQSsiquc01res_face_1319999999" + "0" * 20 + "_20261120120000.xml"
EXPENSE: Final = PublicExpense("指定難病", "54139999", "1234566", "20260401", None)
EVERYTHING: Final = reception(
    options=OptionalAnswers(True, True, PrescriptionIssue.ELECTRONIC),
    public_expenses=(EXPENSE,),
    doubts=(Doubt(DoubtCode.NAME_HAS_BULLET, "Name"),),
    face_failures=2,
)


def sidecar(check_in: CheckIn, *flagged: Doubt, at: datetime = NOON) -> dict[str, Any]:
    """Render, hold against the schema, return."""
    content = render_sidecar(check_in, ID, NAME, "uketsuke-1", at, flagged)
    value = json.loads(content)
    SCHEMA.validate(value)
    return value


def test_the_published_schema_is_the_models() -> None:
    assert PATH.read_text(encoding="utf-8") == schema_text()
    Draft202012Validator.check_schema(json.loads(schema_text()))


def test_it_says_who_was_received_where_how_and_when() -> None:
    said = sidecar(EVERYTHING)
    assert said == {
        "schema": "uketsuke-sidecar-1",
        "status": "confirmed",
        "kiosk": "uketsuke-1",
        "reception": ID,
        "received_at": "2026-11-20T12:00:00+09:00",
        "method": "face",
        "quality": {"face_failures": 2},
        "file": NAME,
        "consents": {
            "OperationInfo": {"given": False},
            "PharmacistsInfo": {
                "given": True,
                "consented_at": "2026-11-20T12:00:00+09:00",
                "available_until": "2026-11-21T12:00:00+09:00",
            },
        },
        "options": {"specific_diseases": True, "public_expense": True, "prescription": "1"},
        "public_expenses": [
            {
                "name": "指定難病",
                "payer_number": "54139999",
                "recipient_number": "1234566",
                "valid_start_date": "20260401",
            }
        ],
        "warnings": [
            {
                "code": "name_has_bullet",
                "element": "Name",
                "result": 0,
                "ja": WORDS[DoubtCode.NAME_HAS_BULLET].ja,
                "en": WORDS[DoubtCode.NAME_HAS_BULLET].en,
            }
        ],
    }


@settings(max_examples=30)
@given(receptions(XML_TEXT), st.sampled_from(VerifiedBy), st.sets(st.sampled_from(DoubtCode)))
def test_whatever_was_received_fits_the_schema(
    check_in: CheckIn, method: VerifiedBy, codes: set[DoubtCode]
) -> None:
    made = reception(
        confirmation=check_in.confirmation,
        consents=check_in.consents,
        verified_by=method,
        doubts=tuple(Doubt(code, "Name", 1) for code in sorted(codes)),
    )
    said = sidecar(made)
    assert [warning["code"] for warning in said["warnings"]] == sorted(codes)


@settings(max_examples=30)
@given(receptions(XML_TEXT))
def test_it_agrees_with_the_standard_file_about_every_consent(check_in: CheckIn) -> None:
    body = read_message(render_result(check_in, Encoding.UTF_8)).child("MessageBody")
    assert body is not None
    said = {kind: consent["given"] for kind, consent in sidecar(check_in)["consents"].items()}
    assert said == answered_consents(tuple(results_of(body)))


def test_what_the_service_did_not_record_is_not_said_to_be_given() -> None:
    asked = Consents({Information.OPERATION: True, Information.DIAGNOSIS: False})
    answer = confirmation(consents=recorded(Information.DIAGNOSIS))
    said = sidecar(reception(consents=asked, confirmation=answer))
    assert said["consents"] == {
        "OperationInfo": {"given": False},
        "DiagnosisInfo": {"given": False},
    }


def test_nothing_of_the_person_is_in_it() -> None:
    content = render_sidecar(EVERYTHING, ID, NAME, "uketsuke-1", NOON, ()).decode()
    [result] = EVERYTHING.confirmation.results
    for value in (result.name, result.name_kana, result.address, result.birthdate):
        assert value
        assert value not in content
    assert str(result.insured_identification_number) not in content.replace(NAME, "").replace(
        ID, ""
    )


def test_what_was_not_asked_is_absent() -> None:
    assert sidecar(reception())["options"] == {}


def test_times_are_japans_wherever_the_clock_is() -> None:
    said = sidecar(reception(), at=datetime(2026, 11, 20, 3, 0, 0, 999_999, tzinfo=UTC))
    assert said["received_at"] == "2026-11-20T12:00:00+09:00"


def test_what_rendering_flagged_follows_the_other_doubts_and_none_is_said_twice() -> None:
    flagged = Doubt(DoubtCode.CHARACTER_SUBSTITUTED, "Address", 1)
    said = sidecar(EVERYTHING, flagged, flagged)
    assert [(one["code"], one["element"], one["result"]) for one in said["warnings"]] == [
        ("name_has_bullet", "Name", 0),
        ("character_substituted", "Address", 1),
    ]


@pytest.mark.parametrize("code", DoubtCode)
def test_every_warning_has_words_for_staff(code: DoubtCode) -> None:
    [warning] = sidecar(reception(), Doubt(code, "Name"))["warnings"]
    assert warning["ja"]
    assert warning["en"]


def test_a_provisional_one_holds_the_number_and_no_file() -> None:
    check_in = ProvisionalCheckIn(SessionId(1), VerifiedBy.PIN, face_failures=1)
    said = json.loads(render_provisional_sidecar(check_in, ID, 3, "uketsuke-1", NOON))
    SCHEMA.validate(said)
    assert said == {
        "schema": "uketsuke-sidecar-1",
        "status": "provisional",
        "kiosk": "uketsuke-1",
        "reception": ID,
        "received_at": "2026-11-20T12:00:00+09:00",
        "method": "pin",
        "quality": {"face_failures": 1},
        "number": 3,
    }


@pytest.mark.parametrize(
    "change", [{"status": "half"}, {"warnings": None}, {"name": "秘密"}, {"schema": "2"}]
)
def test_the_schema_refuses_what_no_sidecar_says(change: dict[str, Any]) -> None:
    assert not SCHEMA.is_valid({**sidecar(EVERYTHING), **change})


@pytest.mark.parametrize("missing", ["schema", "status", "file", "consents", "received_at"])
def test_the_schema_wants_everything_there(missing: str) -> None:
    said = sidecar(EVERYTHING)
    del said[missing]
    assert not SCHEMA.is_valid(said)


@pytest.mark.parametrize("text", ["秘密\ud800", "秘密\x00"])
def test_text_that_no_file_can_hold_is_a_fault_that_tells_nothing(text: str) -> None:
    hostile = PublicExpense(text, "54139999", "1234566")
    with pytest.raises(DeviceFault) as error:
        sidecar(reception(public_expenses=(hostile,)))
    assert str(error.value) == "receipt_computer: illegal_character"


def test_the_example_on_the_page_is_a_sidecar() -> None:
    page = PATH.with_name("README.md").read_text(encoding="utf-8")
    example = json.loads(page.split("```json\n", 1)[1].split("```", 1)[0])
    SCHEMA.validate(example)
    [warning] = example["warnings"]
    words = WORDS[DoubtCode(warning["code"])]
    assert (warning["ja"], warning["en"]) == (words.ja, words.en)
