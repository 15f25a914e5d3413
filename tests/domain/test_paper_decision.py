"""What stands for a confirmation, and what does not (qualification.md §6.3)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.paper import WITHOUT_CARD, Evidence, Situation, Visits, Way, situation_of
from kiosk.domain.paper_decision import Case, Refusal, asked, decide, ways_out
from kiosk.flow.reasons import CardProblem, FaceProblem, ServiceProblem, StaffReason
from tests.domain.paper_cases import TODAY, case, cases, rules

E, S, W = Evidence, Situation, Way
CHAIN = [S.ENDED, S.NOT_FOUND, S.SEVERAL, S.CERTIFICATE_UNUSABLE, S.PIN_LOCKED, S.NO_SERVICE]


def _ways(*arguments: object, **more: object) -> tuple[Way, ...]:
    return decide(case(*arguments, **more), rules()).ways  # pyright: ignore[reportArgumentType] - passed on as they are


@pytest.mark.parametrize("situation", CHAIN)
@pytest.mark.parametrize(
    ("evidence", "way"),
    [
        ((E.CERTIFICATE,), W.CERTIFICATE),
        ((E.CARD, E.NOTICE), W.NOTICE_AND_CARD),
        ((E.CARD, E.PORTAL_SCREEN), W.PORTAL_SCREEN_AND_CARD),
        ((E.CARD, E.PORTAL_PDF), W.PORTAL_PDF_AND_CARD),
        ((E.CARD, E.STATEMENT), W.STATEMENT),
        ((E.SCHOOL_STAFF, E.NOTICE), W.SCHOOL),
    ],
)
def test_the_paper_chain_is_open_where_the_card_does_not_do_it(
    situation: Situation, evidence: tuple[Evidence, ...], way: Way
) -> None:
    assert _ways(situation, *evidence) == (way,)


@pytest.mark.parametrize("situation", CHAIN)
@pytest.mark.parametrize("alone", [E.NOTICE, E.PORTAL_SCREEN, E.PORTAL_PDF, E.STATEMENT])
def test_what_needs_the_card_beside_it_is_refused_with_that_reason(
    situation: Situation, alone: Evidence
) -> None:
    decision = decide(case(situation, alone), rules())
    assert decision.ways == ()
    assert [(one.evidence, one.reason) for one in decision.refused] == [
        (alone, Refusal.CARD_NEEDED)
    ]


def test_a_card_that_answers_nothing_is_refused_and_what_else_would_do_is_named() -> None:
    decision = decide(case(S.NOT_FOUND, E.CARD), rules())
    assert decision.ways == ()
    assert decision.refused[0].reason is Refusal.CARD_ALONE
    assert {W.NOTICE_AND_CARD, W.CERTIFICATE, W.STATEMENT} <= set(decision.others)


def test_oral_confirmation_is_for_who_was_here_before() -> None:
    assert _ways(S.NO_SERVICE, E.CARD, E.UNCHANGED, visits=Visits.RETURNING) == (W.ORAL,)
    first = decide(case(S.NO_SERVICE, E.CARD, E.UNCHANGED), rules())
    assert (E.UNCHANGED, Refusal.FIRST_VISIT) in [(o.evidence, o.reason) for o in first.refused]


def test_the_certificate_comes_before_what_is_weaker() -> None:
    assert _ways(S.ENDED, E.CARD, E.NOTICE, E.CERTIFICATE, E.STATEMENT) == (
        W.CERTIFICATE,
        W.NOTICE_AND_CARD,
        W.STATEMENT,
    )


def test_a_doubted_card_counts_for_nothing() -> None:
    decision = decide(case(S.CARD_DOUBTED, E.CARD, E.NOTICE), rules())
    assert decision.ways == ()
    assert {one.reason for one in decision.refused} == {Refusal.CARD_COUNTS_FOR_NOTHING}


@pytest.mark.parametrize(
    ("day", "ways"),
    [(date(2025, 12, 1), (W.OLD_CARD,)), (date(2025, 12, 2), ()), (TODAY, ())],
)
def test_the_old_card_stood_alone_until_its_last_day(day: date, ways: tuple[Way, ...]) -> None:
    assert _ways(S.NO_CARD, E.OLD_CARD, today=day) == ways


@pytest.mark.parametrize("paper", [E.OLD_CARD, E.NOTICE])
def test_old_paper_with_a_query_was_tolerated_until_the_end_of_march(paper: Evidence) -> None:
    last = date(2026, 3, 31)
    assert _ways(S.NO_CARD, paper, E.QUERY, today=last) == (W.ONLINE_BY_NUMBER,)
    assert _ways(S.NO_CARD, paper, E.QUERY, today=last + timedelta(1)) == ()


def test_an_old_card_is_refused_for_what_it_lacks_on_the_day() -> None:
    during = decide(case(S.NO_CARD, E.OLD_CARD, today=date(2026, 1, 5)), rules())
    after = decide(case(S.NO_CARD, E.OLD_CARD), rules())
    assert during.refused[0].reason is Refusal.QUERY_NEEDED
    assert after.refused[0].reason is Refusal.OLD_CARD_ENDED


def test_the_app_serves_at_the_counter_from_its_first_day() -> None:
    assert _ways(S.NO_SERVICE, E.CARD, E.APP, today=date(2025, 3, 31)) == ()
    assert _ways(S.NO_SERVICE, E.CARD, E.APP, today=date(2025, 4, 1)) == (W.APP,)


@given(cases)
def test_what_may_not_stand_alone_never_becomes_a_way(one: Case) -> None:
    school = E.SCHOOL_STAFF in one.evidence
    tolerated = E.QUERY in one.evidence and one.today <= date(2026, 3, 31)
    for way in decide(one, rules()).ways:
        has_card = E.CARD in one.evidence and one.situation not in WITHOUT_CARD
        stands = way in {W.ANSWER, W.CERTIFICATE, W.WELFARE}
        by_query = way is W.ONLINE_BY_NUMBER and (E.CERTIFICATE in one.evidence or tolerated)
        old = way is W.OLD_CARD and one.today <= date(2025, 12, 1)
        assert has_card or stands or by_query or old or (way is W.SCHOOL and school)


@given(cases)
def test_everything_at_hand_is_used_or_refused_with_a_reason(one: Case) -> None:
    decision = decide(one, rules())
    refused = {each.evidence for each in decision.refused}
    if not decision.ways:
        assert refused == one.evidence
    assert refused <= one.evidence
    assert not set(decision.ways) & set(decision.others)
    assert set(decision.ways) | set(decision.others) == set(ways_out(one, rules()))


@given(st.sampled_from(Situation), st.sampled_from(Visits))
def test_every_row_has_a_way_out_by_what_its_page_asks_for(
    situation: Situation, visits: Visits
) -> None:
    one = Case(situation, visits, frozenset(), TODAY)
    everything = frozenset(asked(one, rules()))
    assert decide(Case(situation, visits, everything, TODAY), rules()).ways


def test_every_reason_of_the_flow_that_asks_for_staff_has_a_situation() -> None:
    needs = [f"see_staff.{reason}" for reason in StaffReason]
    needs += [f"card.{problem}" for problem in CardProblem]
    needs += [f"face.{problem}" for problem in FaceProblem]
    needs += [f"service.{problem}" for problem in ServiceProblem]
    assert [code for code in needs if situation_of(code) is None] == []


def test_no_card_left_behind_or_call_for_help_is_taken_for_a_situation() -> None:
    assert [situation_of(code) for code in ("help", "card_left", None)] == [None, None, None]
