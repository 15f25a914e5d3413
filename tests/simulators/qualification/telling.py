"""Tells what the scenarios' people get at the simulated service's desk."""

from typing import Any

from simulators.qualification.desk import Desk
from simulators.qualification.scenarios import SCENARIOS
from tests.simulators.qualification.asking import results, segment
from tests.simulators.qualification.on_stage import CAST, come

DISEASES = "SpecificDiseasesCertificateRelatedConsFlg"
LIMIT = "LimitApplicationCertificateRelated"


def settled(desk: Desk, key: str) -> Any:
    """Come, and ask again while the service is processing."""
    answer = come(desk, key)
    while segment(answer) == "2":
        answer = desk.result({"receipt": answer["receipt"]})
    return answer


def serial(scenario: str) -> int:
    return CAST[SCENARIOS[scenario].persona].certificate_serial


def told(desk: Desk, scenario: str) -> Any:
    return settled(desk, SCENARIOS[scenario].persona)


def only(desk: Desk, scenario: str) -> dict[str, Any]:
    [result] = results(told(desk, scenario))
    return result


def answered(desk: Desk, answer: Any, **answers: Any) -> Any:
    return desk.consents({"receipt": answer["receipt"], "flags": {}, **answers})
