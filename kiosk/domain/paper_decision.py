"""What is at hand: does it stand for a confirmation, and what else would (qualification.md §6.3).

A way opens only where all of its evidence is there, the situation knows it, and every rule with a
date is in force. Whatever may not stand alone is in `_NEEDS` with what must be beside it.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kiosk.domain.paper import WITHOUT_CARD, Evidence, Situation, Visits, Way
from kiosk.domain.paper_rules import PaperRules, RuleCode

E, S, W = Evidence, Situation, Way

_NEEDS: Final = MappingProxyType(
    {
        W.ANSWER: (frozenset({E.ANSWER}),),
        W.KIOSK: (frozenset({E.CARD, E.KIOSK}),),
        W.APP: (frozenset({E.CARD, E.APP}),),
        W.GENERAL_READER: (frozenset({E.CARD, E.GENERAL_READER}),),
        W.ONLINE_BY_NUMBER: (
            frozenset({E.CARD, E.QUERY}),
            frozenset({E.CERTIFICATE, E.QUERY}),
        ),
        W.CERTIFICATE: (frozenset({E.CERTIFICATE}),),
        W.PORTAL_PDF_AND_CARD: (frozenset({E.CARD, E.PORTAL_PDF}),),
        W.PORTAL_SCREEN_AND_CARD: (frozenset({E.CARD, E.PORTAL_SCREEN}),),
        W.NOTICE_AND_CARD: (frozenset({E.CARD, E.NOTICE}),),
        W.INSURER: (frozenset({E.CARD, E.INSURER}),),
        W.WELFARE: (frozenset({E.WELFARE}),),
        W.SCHOOL: (
            frozenset({E.SCHOOL_STAFF, E.NOTICE}),
            frozenset({E.SCHOOL_STAFF, E.PORTAL_PDF}),
            frozenset({E.SCHOOL_STAFF, E.PORTAL_SCREEN}),
        ),
        W.ORAL: (frozenset({E.CARD, E.UNCHANGED}),),
        W.OLD_CARD: (frozenset({E.OLD_CARD}),),
        W.STATEMENT: (frozenset({E.CARD, E.STATEMENT}),),
    }
)
_WITH_A_QUERY: Final = (frozenset({E.OLD_CARD, E.QUERY}), frozenset({E.NOTICE, E.QUERY}))
"""What opened ONLINE_BY_NUMBER without a card while the tolerance lasted."""

_ON_PAPER: Final = (
    W.CERTIFICATE,
    W.PORTAL_PDF_AND_CARD,
    W.PORTAL_SCREEN_AND_CARD,
    W.NOTICE_AND_CARD,
    W.SCHOOL,
    W.OLD_CARD,
)
_CHAIN: Final = (*_ON_PAPER, W.ORAL, W.STATEMENT)
_OFFLINE: Final = (W.APP, W.GENERAL_READER)

_OPEN: Final = MappingProxyType(
    {
        S.VALID: (W.ANSWER, W.INSURER, *_CHAIN),
        S.NEW_ONE: (W.ANSWER, W.INSURER, *_CHAIN),
        S.CERTIFICATE_GRACE: (W.ANSWER,),
        S.BULLET: (W.ANSWER,),
        S.ENDED: (W.ONLINE_BY_NUMBER, *_CHAIN),
        S.NOT_FOUND: (W.ONLINE_BY_NUMBER, *_CHAIN),
        S.SEVERAL: (W.ANSWER, W.INSURER, W.ONLINE_BY_NUMBER, *_CHAIN),
        S.TICKET: (W.ONLINE_BY_NUMBER, W.WELFARE),
        S.CERTIFICATE_UNUSABLE: (W.ONLINE_BY_NUMBER, *_CHAIN),
        S.PIN_LOCKED: (W.KIOSK, *_OFFLINE, W.ONLINE_BY_NUMBER, *_CHAIN),
        S.NOT_MATCHED: (W.KIOSK, *_OFFLINE, W.ONLINE_BY_NUMBER, *_CHAIN),
        S.NO_SERVICE: (W.KIOSK, *_OFFLINE, W.ONLINE_BY_NUMBER, *_CHAIN),
        S.NO_CARD: (W.ONLINE_BY_NUMBER, W.CERTIFICATE, W.SCHOOL, W.OLD_CARD),
        S.CARD_DOUBTED: (W.ONLINE_BY_NUMBER, W.CERTIFICATE, W.SCHOOL),
    }
)
"""The ways out of each situation, the best first."""

_DATED: Final = MappingProxyType(
    {
        W.APP: RuleCode.APP_AT_THE_COUNTER,
        W.SCHOOL: RuleCode.SCHOOL_COPIES,
        W.OLD_CARD: RuleCode.OLD_CARD_ALONE,
    }
)
_DATED_EVIDENCE: Final = MappingProxyType(
    {E.APP: RuleCode.APP_AT_THE_COUNTER, E.SCHOOL_STAFF: RuleCode.SCHOOL_COPIES}
)
_BESIDE_CARD: Final = frozenset(
    one for ways in _NEEDS.values() for needs in ways if E.CARD in needs for one in needs
) - {E.CARD}


class Refusal(StrEnum):
    """Why something at hand does not do."""

    CARD_NEEDED = "card_needed"  # お知らせ, portal, 申立書 … stand beside the card alone
    CARD_ALONE = "card_alone"  # a card that answers nothing tells who, not the insurance
    CARD_COUNTS_FOR_NOTHING = "card_counts_for_nothing"
    OLD_CARD_ENDED = "old_card_ended"
    QUERY_NEEDED = "query_needed"  # while the tolerance lasts
    FIRST_VISIT = "first_visit"  # nothing was confirmed here before
    COPY_NEEDED = "copy_needed"  # school staff, and no paper
    PAPER_NEEDED = "paper_needed"  # a query's numbers must come from somewhere
    NOT_IN_FORCE = "not_in_force"
    NOT_HERE = "not_here"  # another situation's way


@dataclass(frozen=True)
class Refused:
    """Something at hand and why it does not do."""

    evidence: Evidence
    reason: Refusal


@dataclass(frozen=True)
class Decision:
    """The ways that are open with what is at hand, the best first; what is not, and why."""

    ways: tuple[Way, ...]
    refused: tuple[Refused, ...]
    others: tuple[Way, ...]  # what else would do


@dataclass(frozen=True)
class Case:
    """Who stands there with what, on which day."""

    situation: Situation
    visits: Visits
    evidence: AbstractSet[Evidence]
    today: date


def decide(case: Case, rules: PaperRules) -> Decision:
    """Say whether what is at hand is enough."""
    possible = ways_out(case, rules)
    counted = set(case.evidence)
    if case.situation in WITHOUT_CARD:
        counted.discard(E.CARD)
    ways = tuple(
        way for way in possible if any(needs <= counted for needs in _needs(way, case, rules))
    )
    used = {one for way in ways for needs in _needs(way, case, rules) for one in needs}
    refused = tuple(
        Refused(one, _reason(one, case, rules))
        for one in Evidence
        if one in case.evidence and one not in used
    )
    return Decision(ways, refused, tuple(way for way in possible if way not in ways))


def ways_out(case: Case, rules: PaperRules) -> tuple[Way, ...]:
    """Return the ways that this situation has on this day, whatever is at hand."""
    return tuple(
        way
        for way in _OPEN[case.situation]
        if (way is not W.ORAL or case.visits is Visits.RETURNING)
        and (way not in _DATED or rules.allow(_DATED[way], case.today))
    )


def asked(case: Case, rules: PaperRules) -> tuple[Evidence, ...]:
    """Return what is asked for in this situation, the likeliest first; what is refused too.

    Who brings an お知らせ alone, or a 保険証 of old, is to be told why it does not do.
    """
    wanted = {
        one for way in ways_out(case, rules) for needs in _needs(way, case, rules) for one in needs
    }
    if W.CERTIFICATE in _OPEN[case.situation]:
        wanted |= {E.NOTICE, E.PORTAL_SCREEN, E.PORTAL_PDF, E.OLD_CARD}
    return tuple(one for one in Evidence if one in wanted)


def _needs(way: Way, case: Case, rules: PaperRules) -> tuple[frozenset[Evidence], ...]:
    needs = _NEEDS[way]
    if way is W.ONLINE_BY_NUMBER and rules.allow(RuleCode.OLD_PAPER_WITH_QUERY, case.today):
        needs = (*needs, *_WITH_A_QUERY)
    if case.situation in WITHOUT_CARD:
        needs = tuple(one for one in needs if E.CARD not in one)
    return needs


def _reason(one: Evidence, case: Case, rules: PaperRules) -> Refusal:
    """Say why something at hand opens no way."""
    ways = ways_out(case, rules)
    if one is E.CARD:
        doubted = case.situation is S.CARD_DOUBTED
        return Refusal.CARD_COUNTS_FOR_NOTHING if doubted else Refusal.CARD_ALONE
    if one is E.OLD_CARD:
        tolerated = rules.allow(RuleCode.OLD_PAPER_WITH_QUERY, case.today)
        return Refusal.QUERY_NEEDED if tolerated else Refusal.OLD_CARD_ENDED
    if one is E.UNCHANGED and case.visits is Visits.FIRST:
        return Refusal.FIRST_VISIT
    if one is E.QUERY and W.ONLINE_BY_NUMBER in ways:
        return Refusal.PAPER_NEEDED
    if one is E.SCHOOL_STAFF and W.SCHOOL in ways:
        return Refusal.COPY_NEEDED
    if one in _DATED_EVIDENCE and not rules.allow(_DATED_EVIDENCE[one], case.today):
        return Refusal.NOT_IN_FORCE
    if one in _BESIDE_CARD and case.situation is S.CARD_DOUBTED:
        return Refusal.CARD_COUNTS_FOR_NOTHING
    lacking = one in _BESIDE_CARD and E.CARD not in case.evidence
    return Refusal.CARD_NEEDED if lacking else Refusal.NOT_HERE
