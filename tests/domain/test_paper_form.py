"""What staff write: what is asked for, what is wrong, what is only doubtful."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.paper import Situation, Way
from kiosk.domain.paper_entry import entered
from kiosk.domain.paper_findings import FieldProblem, Problem, field_problems
from kiosk.domain.paper_form import Field, PaperForm, asked_fields, required_fields
from kiosk.domain.written_date import in_words, read_date
from tests.domain.paper_cases import TODAY

F, P = Field, Problem
GOOD = {
    F.NAME: "見本 花子",
    F.KANA: "ミホン ハナコ",
    F.BIRTHDATE: "19800401",
    F.INSURER_NUMBER: "06130488",
    F.SYMBOL: "12",
    F.NUMBER: "345",
    F.BRANCH: "01",
    F.VALID_UNTIL: "20270731",
    F.SHARE: "030",
}


def _found(
    changes: Mapping[Field, str], way: Way = Way.CERTIFICATE, situation: Situation | None = None
) -> list[tuple[Field, Problem]]:
    form = PaperForm(situation or Situation.ENDED, way=way).with_fields({**GOOD, **changes})
    return [(one.field, one.problem) for one in field_problems(form, TODAY)]


def test_a_good_certificate_has_nothing_to_say() -> None:
    assert _found({}) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({F.NAME: ""}, (F.NAME, P.MISSING)),
        ({F.VALID_UNTIL: ""}, (F.VALID_UNTIL, P.MISSING)),
        ({F.VALID_UNTIL: "20261120"}, (F.VALID_UNTIL, P.EXPIRED)),
        ({F.VALID_FROM: "20261122"}, (F.VALID_FROM, P.NOT_BEGUN)),
        ({F.BIRTHDATE: "20261122"}, (F.BIRTHDATE, P.IN_THE_FUTURE)),
        ({F.BIRTHDATE: "昭和"}, (F.BIRTHDATE, P.NOT_A_DATE)),
        ({F.INSURER_NUMBER: "0613048"}, (F.INSURER_NUMBER, P.INSURER_FORM)),
        ({F.INSURER_NUMBER: "06130487"}, (F.INSURER_NUMBER, P.INSURER_CHECK_DIGIT)),
        ({F.SHARE: "020"}, (F.SHARE, P.SHARE_AND_AGE)),
        ({F.SHARE: "1割"}, (F.SHARE, P.NOT_A_CHOICE)),
        ({F.BRANCH: "1"}, (F.BRANCH, P.BRANCH_FORM)),
        ({F.INSURER_NUMBER: "39131016"}, (F.INSURER_NUMBER, P.AGE_AND_INSURANCE)),
        ({F.LIMIT_CLASS: "B09"}, (F.LIMIT_CLASS, P.LIMIT_CLASS)),
        ({F.LIMIT_CLASS: "Z"}, (F.LIMIT_CLASS, P.LIMIT_CLASS_UNKNOWN)),
        ({F.NAME: "德田 花子"}, (F.NAME, P.REFUSED_BY_CLAIMS)),
        ({F.NAME: "●田 花子"}, (F.NAME, P.BULLET)),
        ({F.NAME: "あ" * 101}, (F.NAME, P.TOO_LONG)),
    ],
)
def test_each_fault_is_found_at_its_field(
    changes: Mapping[Field, str], found: tuple[Field, Problem]
) -> None:
    assert found in _found(changes)


def test_the_last_day_of_a_certificate_is_still_good() -> None:
    assert _found({F.VALID_UNTIL: "20261121"}) == []


def test_a_wrong_check_digit_is_shown_and_may_be_recorded() -> None:
    assert not FieldProblem(F.INSURER_NUMBER, P.INSURER_CHECK_DIGIT).stops
    assert FieldProblem(F.VALID_UNTIL, P.EXPIRED).stops


def test_the_latter_stage_has_no_symbol_and_eight_digits() -> None:
    found = _found({F.BIRTHDATE: "19400101", F.INSURER_NUMBER: "39131016", F.SHARE: "010"})
    assert (F.SYMBOL, P.LATTER_STAGE_SYMBOL) in found
    assert (F.NUMBER, P.LATTER_STAGE_NUMBER) in found


def test_public_assistance_checks_its_own_numbers() -> None:
    found = _found({F.PAYER_NUMBER: "12130002", F.RECIPIENT_NUMBER: "1234567"}, Way.WELFARE)
    assert (F.PAYER_NUMBER, P.PAYER_NUMBER) in found
    assert (F.RECIPIENT_NUMBER, P.RECIPIENT_NUMBER) in found


def test_a_name_with_a_lost_character_asks_for_its_spelling() -> None:
    form = PaperForm(Situation.BULLET, way=Way.ANSWER)
    assert F.SPELLED in asked_fields(form)
    assert F.SPELLED in required_fields(form)


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("situation", Situation)
def test_nothing_is_required_that_is_not_asked_for(way: Way, situation: Situation) -> None:
    form = PaperForm(situation, way=way)
    assert required_fields(form) <= set(asked_fields(form))


@pytest.mark.parametrize(
    "written",
    [
        "令和8年11月21日", "R8.11.21", "r8/11/21", "2026-11-21", "2026年11月21日", "20261121",
        "令和８年１１月２１日", " 2026 / 11 / 21 ",
        "令和8年11月21日（2026年）",
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(written: str) -> None:
    assert read_date(written) == TODAY


@given(st.dates(date(1868, 10, 23), date(2100, 1, 1)))
def test_a_date_in_words_is_read_back(day: date) -> None:
    assert read_date(in_words(day)) == day


def test_the_first_year_of_an_era_has_a_name_of_its_own() -> None:
    assert read_date("令和元年5月1日") == date(2019, 5, 1)
    assert read_date("令和元年4月30日") is None
    assert read_date("2026-02-30") is None


def test_what_is_typed_is_kept_plain_and_nothing_hides_in_it() -> None:
    assert entered(F.BIRTHDATE, "昭和55年4月1日") == "19800401"
    assert entered(F.BIRTHDATE, "きのう") == "きのう"
    assert entered(F.INSURER_NUMBER, " ０６１３ ０４８８") == "06130488"
    assert entered(F.NAME, "見本\u202e 花子\x00") == "見本　花子"


@pytest.mark.parametrize("typed", ["みほん がっこ", "ﾐﾎﾝ ｶﾞｯｺ", "ミホン　ガッコ"])
def test_kana_become_what_a_claim_takes_whichever_keys_were_used(typed: str) -> None:
    assert entered(F.KANA, typed) == "ミホン　ガッコ"


@given(st.sampled_from(Way), st.dictionaries(st.sampled_from(Field), st.text(max_size=120)))
def test_no_text_whatever_breaks_the_checks(way: Way, fields: dict[Field, str]) -> None:
    form = PaperForm(Situation.ENDED, way=way).with_fields(
        {one: entered(one, text) for one, text in fields.items()}
    )
    assert all(one.field in asked_fields(form) for one in field_problems(form, TODAY))
