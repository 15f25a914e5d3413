"""Rules as they shipped in 2026, and strategies for cases."""

from datetime import date

from hypothesis import strategies as st

from kiosk.domain.paper import Evidence, Situation, Visits
from kiosk.domain.paper_decision import Case
from kiosk.domain.paper_rules import Certainty, DatedRule, PaperRules, RuleCode, UnknownNumbers

TODAY = date(2026, 11, 21)
OFFICIAL = Certainty.OFFICIAL


def rules() -> PaperRules:
    """The dates of qualification.md §4.1."""
    return PaperRules(
        dated={
            RuleCode.OLD_CARD_ALONE: DatedRule(None, date(2025, 12, 1), "test", OFFICIAL),
            RuleCode.OLD_PAPER_WITH_QUERY: DatedRule(
                date(2025, 12, 2), date(2026, 3, 31), "test", OFFICIAL
            ),
            RuleCode.APP_AT_THE_COUNTER: DatedRule(date(2025, 4, 1), None, "test", OFFICIAL),
            RuleCode.SCHOOL_COPIES: DatedRule(None, None, "test", OFFICIAL),
        },
        unknown=UnknownNumbers("77777777", "77777779", 9),
        help_desk="0800-080-4583",
    )


def case(
    situation: Situation,
    *evidence: Evidence,
    visits: Visits = Visits.FIRST,
    today: date = TODAY,
) -> Case:
    """A first visit today, unless told otherwise."""
    return Case(situation, visits, frozenset(evidence), today)


cases = st.builds(
    Case,
    st.sampled_from(Situation),
    st.sampled_from(Visits),
    st.frozensets(st.sampled_from(Evidence)),
    st.dates(date(2025, 1, 1), date(2028, 12, 31)),
)
