"""Which number a claim carries (qualification.md §6.3): ①, ②, ③, in this order."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.claim import ClaimHint, ClaimKind, ClaimNote, claim_kind, claim_note
from kiosk.domain.paper import Situation, Visits, Way
from kiosk.domain.paper_form import Field, PaperForm
from tests.domain.paper_cases import TODAY, rules

F = Field
CURRENT = {F.INSURER_NUMBER: "06130488", F.SYMBOL: "12", F.NUMBER: "345", F.BRANCH: "00"}
OLD = {F.OLD_INSURER_NUMBER: "138016", F.OLD_SYMBOL: "国", F.OLD_NUMBER: "9"}
STATED = {F.ADDRESS: "見本市1-1", F.TELEPHONE: "090", F.WORKPLACE: "見本商店"}


def _form(
    way: Way, fields: Mapping[Field, str], situation: Situation = Situation.ENDED
) -> PaperForm:
    person = {F.NAME: "見本 花子", F.BIRTHDATE: "19800401"}
    return PaperForm(situation, Visits.FIRST, frozenset(), way, {**person, **fields})


def _lines(form: PaperForm) -> dict[str, str]:
    return {line.label: line.value for line in _note(form).lines}


def _note(form: PaperForm) -> ClaimNote:
    return claim_note(form, rules(), TODAY)


def test_the_current_number_found_afterwards_comes_first() -> None:
    form = _form(Way.STATEMENT, {**OLD, **STATED, **CURRENT})
    assert claim_kind(form) is ClaimKind.CURRENT
    assert _lines(form)["保険者番号"] == "06130488"
    assert "摘要欄" not in _lines(form)


def test_the_old_number_comes_second() -> None:
    form = _form(Way.STATEMENT, {**OLD, **STATED})
    assert claim_kind(form) is ClaimKind.OLD
    assert _lines(form)["保険者番号"] == "138016"
    assert _lines(form)["請求先"] == "国民健康保険団体連合会"


def test_unknown_is_the_last_and_says_how_the_patient_is_found() -> None:
    lines = _lines(_form(Way.STATEMENT, STATED))
    assert lines["保険者番号"] == "77777777"
    assert lines["記号"] == lines["番号"] == "777777777"
    assert lines["摘要欄"] == "不詳 住所:見本市1-1 事業所名:見本商店 電話:090"
    hints = _note(_form(Way.STATEMENT, STATED)).hints
    assert {ClaimHint.REFUSED_INSURER, ClaimHint.FILLER_UNCONFIRMED} <= set(hints)


@pytest.mark.parametrize(
    ("kind", "goes_to"),
    [
        ("employees", "社会保険診療報酬支払基金"),
        ("national", "国民健康保険団体連合会"),
        ("latter_stage", "国民健康保険団体連合会"),
        ("unknown", "支払基金・国保連のどちらでも可(種別不明)"),
    ],
)
def test_an_unknown_number_goes_where_the_stated_kind_says(kind: str, goes_to: str) -> None:
    assert _lines(_form(Way.STATEMENT, {F.INSURANCE_KIND: kind}))["請求先"] == goes_to


@pytest.mark.parametrize(
    ("born", "share"),
    [
        ("19800401", "3割"),
        ("20230401", "2割"),
        ("19550101", "2割または3割"),
        ("19400101", "1割または2割または3割"),
    ],
)
def test_the_share_is_the_one_of_the_age_where_nothing_else_is_known(born: str, share: str) -> None:
    assert _lines(_form(Way.STATEMENT, {F.BIRTHDATE: born}))["負担割合"] == share


def test_a_share_on_the_paper_is_the_one_to_pay() -> None:
    assert _lines(_form(Way.CERTIFICATE, {**CURRENT, F.SHARE: "020"}))["負担割合"] == "2割"


def test_an_answer_of_the_service_leaves_the_numbers_where_they_are() -> None:
    note = _note(_form(Way.ANSWER, {}, Situation.VALID))
    assert note.kind is ClaimKind.CURRENT
    assert ClaimHint.AS_ANSWERED in note.hints


def test_a_spelled_name_is_proposed_in_characters_that_a_claim_takes() -> None:
    fields = {F.NAME: "●田 花子", F.SPELLED: "髙田 花子"}
    note = _note(_form(Way.ANSWER, fields, Situation.BULLET))
    assert {line.label: line.value for line in note.lines}["氏名"] == "高田 花子"
    assert {ClaimHint.NAME_FOR_CLAIM, ClaimHint.BULLET_ALLOWED} <= set(note.hints)


def test_the_bullet_may_stay_in_the_claim() -> None:
    fields = {F.NAME: "●田 花子", F.SPELLED: "●田 花子"}
    assert _lines(_form(Way.ANSWER, fields, Situation.BULLET))["氏名"] == "●田 花子"


@given(
    st.sampled_from(Way),
    st.booleans(),
    st.booleans(),
)
def test_the_order_of_claims_is_fixed(way: Way, current: bool, old: bool) -> None:
    form = _form(way, {**(CURRENT if current else {}), **(OLD if old else {})})
    kind = claim_kind(form)
    if current:
        assert kind is ClaimKind.CURRENT
    elif way in {Way.ORAL, Way.STATEMENT}:
        assert kind is (ClaimKind.OLD if old else ClaimKind.UNKNOWN)
    assert "10割" not in "".join(line.value for line in claim_note(form, rules(), TODAY).lines)
