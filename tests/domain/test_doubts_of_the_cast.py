"""The cast was written without these checks: of its answers the intended ones are doubted alone."""

import json
from collections.abc import Mapping
from datetime import datetime

import pytest

from drivers.qualification.json_tree import node_of
from kiosk.domain.doubt import DoubtCode as D
from kiosk.domain.doubts import doubts
from kiosk.domain.japan_time import JAPAN
from kiosk.domain.qualification_tree import confirmation_from
from simulators.personas.cast import load_cast
from simulators.personas.insured import Insured
from simulators.qualification import messages

NOON = datetime(2026, 11, 20, 12, tzinfo=JAPAN)
INSTITUTION = "1319999999"
CAST = {
    name: persona.insured
    for name, persona in load_cast(today=NOON.date()).items()
    if persona.insured is not None
}
DOUBTED: Mapping[str, set[D]] = {
    "fujio": {D.TICKET_NOT_REGISTERED},
    "futaba": {D.SEVERAL_QUALIFICATIONS},
    "mutsuo": {D.QUALIFICATION_ENDED},
    "naomi": {D.NO_QUALIFICATION},
    "noriko": {D.NAME_HAS_BULLET, D.REFUSED_BY_CLAIMS, D.ADDRESS_HAS_BULLET},
    "yukari": {D.OTHER_NAME, D.SEX_ON_BACK},
}


def codes(insured: Insured) -> set[D]:
    """Return what is doubted of the service's answer about somebody."""
    results = [messages.with_consents(result, {}, "0") for result in insured.results]
    head = messages.header(INSTITUTION, NOON)
    told = messages.qualified(head, insured.validity, results, None, insured.prescription)
    plain = json.loads(json.dumps(told["XmlMsg"], default=dict))
    confirmation = confirmation_from(node_of("XmlMsg", plain))
    return {doubt.code for doubt in doubts(confirmation, NOON.date(), INSTITUTION)}


@pytest.mark.parametrize("name", sorted(CAST))
def test_of_somebody_exactly_what_is_meant_to_be_is_doubted(name: str) -> None:
    assert codes(CAST[name]) == DOUBTED.get(name, set())


def test_what_was_doubted_is_settled_once_the_insurers_have_registered_it() -> None:
    later = {name: one.later for name, one in CAST.items() if one.later is not None}
    assert {name: codes(one) for name, one in later.items()} == {
        "fujio": set(),
        "mutsuo": {D.NEW_QUALIFICATION_EXISTS, D.SEVERAL_RECORDS},
        "naomi": set(),
    }
