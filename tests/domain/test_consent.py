"""Consent: which questions are asked, in which order, and which flags their answers set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.consent import (
    ConsentItem,
    Consents,
    Information,
    consent_to_all,
    items_to_ask,
)

OPERATION, DIAGNOSIS = Information.OPERATION, Information.DIAGNOSIS
MEDICATION, CHECKUPS = Information.PHARMACISTS, Information.HEALTH_CHECKUPS
kinds = st.frozensets(st.sampled_from(Information))


@pytest.mark.parametrize(
    ("enabled", "asked"),
    [
        ([], ()),
        ([OPERATION], (ConsentItem.OPERATION,)),
        ([DIAGNOSIS], (ConsentItem.DIAGNOSIS,)),
        ([MEDICATION], (ConsentItem.MEDICATION,)),
        ([MEDICATION, DIAGNOSIS], (ConsentItem.DIAGNOSIS_AND_MEDICATION,)),
        ([CHECKUPS, MEDICATION], (ConsentItem.MEDICATION, ConsentItem.HEALTH_CHECKUPS)),
        (
            [CHECKUPS, MEDICATION, DIAGNOSIS, OPERATION],
            (
                ConsentItem.OPERATION,
                ConsentItem.DIAGNOSIS_AND_MEDICATION,
                ConsentItem.HEALTH_CHECKUPS,
            ),
        ),
    ],
)
def test_what_is_enabled_is_asked_in_the_official_order(
    enabled: list[Information], asked: tuple[ConsentItem, ...]
) -> None:
    assert items_to_ask(enabled) == asked


@pytest.mark.parametrize("yes", [True, False])
def test_one_question_about_diagnosis_and_medication_sets_two_flags(yes: bool) -> None:
    answers = Consents().answered(ConsentItem.DIAGNOSIS_AND_MEDICATION, yes=yes).answers
    assert answers == {DIAGNOSIS: yes, MEDICATION: yes}


def test_a_question_answered_again_keeps_the_last_answer_and_the_others() -> None:
    answers = Consents().answered(ConsentItem.OPERATION, yes=True)
    answers = answers.answered(ConsentItem.HEALTH_CHECKUPS, yes=True)
    answers = answers.answered(ConsentItem.OPERATION, yes=False)
    assert answers.answers == {OPERATION: False, CHECKUPS: True}
    assert answers.given == {CHECKUPS}


@given(kinds)
def test_the_questions_cover_what_is_enabled_once_and_nothing_else(
    enabled: frozenset[Information],
) -> None:
    covered = [kind for item in items_to_ask(enabled) for kind in item.covers]
    assert sorted(covered) == sorted(enabled)


@given(kinds, st.booleans())
def test_one_touch_for_all_is_recorded_item_by_item(
    enabled: frozenset[Information], yes: bool
) -> None:
    items = items_to_ask(enabled)
    one_by_one = Consents()
    for item in items:
        one_by_one = one_by_one.answered(item, yes=yes)
    assert consent_to_all(items, yes=yes) == one_by_one
    assert one_by_one.given == (enabled if yes else frozenset())


def test_without_an_answer_nothing_is_consented_to() -> None:
    assert Consents().given == frozenset()
