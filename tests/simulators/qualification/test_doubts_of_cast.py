"""The kiosk's checks find in the cast's answers what the cast is for, and nothing else.

Two readers of the same rules: the data were made by one, the checks by the other.
"""

import pytest

from drivers.qualification.json_tree import node_of
from kiosk.domain.doubt import DoubtCode
from kiosk.domain.doubts import doubts
from kiosk.domain.qualification_tree import confirmation_from
from simulators.qualification.desk import Desk
from simulators.qualification.registry import Registry
from tests.simulators.qualification.on_stage import CAST, TODAY
from tests.simulators.qualification.telling import settled

EXPECTED = {
    "mutsuo": {DoubtCode.QUALIFICATION_ENDED},
    "naomi": {DoubtCode.NO_QUALIFICATION},
    "futaba": {DoubtCode.SEVERAL_QUALIFICATIONS},
    "fujio": {DoubtCode.TICKET_NOT_REGISTERED},
    "saki": {DoubtCode.NOTICE_FROM_SERVICE},
    "yuko": {DoubtCode.NOTICE_FROM_SERVICE},
    "shiro": {DoubtCode.SPECIFIC_DISEASES_CONSENT_EXPIRED},
    "yukari": {DoubtCode.OTHER_NAME, DoubtCode.SEX_ON_BACK},
    "noriko": {
        DoubtCode.NAME_HAS_BULLET,
        DoubtCode.ADDRESS_HAS_BULLET,
        DoubtCode.REFUSED_BY_CLAIMS,
    },
}
LATER = {
    "mutsuo": {DoubtCode.NEW_QUALIFICATION_EXISTS, DoubtCode.SEVERAL_RECORDS},
    "naomi": set[DoubtCode](),
    "fujio": set[DoubtCode](),
}
REFUSED = {"kirie", "keisuke", "tomeo", "hajime", "tokujiro", "not_mynumber"}


def found(desk: Desk, key: str) -> set[DoubtCode]:
    confirmation = confirmation_from(node_of("XmlMsg", settled(desk, key)["XmlMsg"]))
    return {doubt.code for doubt in doubts(confirmation, TODAY)}


@pytest.mark.parametrize("key", sorted(CAST.keys() - REFUSED))
def test_the_casts_answers_hold_no_doubt_but_what_they_are_for(casts_desk: Desk, key: str) -> None:
    assert found(casts_desk, key) == EXPECTED.get(key, set())


@pytest.mark.parametrize("key", sorted(LATER))
def test_what_is_registered_late_holds_none_but_that_it_is_new(
    casts_desk: Desk, casts_registry: Registry, key: str
) -> None:
    casts_registry.caught_up = True
    assert found(casts_desk, key) == LATER[key]
