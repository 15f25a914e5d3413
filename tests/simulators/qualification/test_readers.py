"""What the simulated service lets each kind of reader do."""

from datetime import datetime
from typing import Any

import pytest

from simulators.qualification.desk import Desk
from simulators.qualification.registry import Registry
from simulators.qualification.requests import Malformed
from simulators.qualification.service import INSTITUTION
from tests.simulators.qualification.asking import ask, code, results
from tests.simulators.qualification.cards import TARO, Authority, Chip, HeldClock

YES, NO = {"PharmacistsInfoConsFlg": "1"}, {"PharmacistsInfoConsFlg": "0"}


def test_a_general_reader_has_compared_no_face(desk: Desk) -> None:
    with pytest.raises(Malformed):
        ask(desk, Chip(), method="face", reader="general")
    assert results(ask(desk, Chip(), method="pin", reader="general"))


@pytest.mark.parametrize(
    "told", [{"reader": "eye"}, {"MedicalTreatmentFlag": "4"}, {"information": "no"}]
)
def test_what_is_told_of_a_reader_must_be_understood(desk: Desk, told: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        ask(desk, Chip(), method="pin", **told)


def test_a_reader_for_the_qualification_alone_is_offered_nothing_and_records_nothing(
    desk: Desk, registry: Registry
) -> None:
    answer = ask(desk, Chip(), method="pin", reader="general", information=False)
    assert "offer" not in answer
    refused = desk.consents({"receipt": answer["receipt"], "flags": YES})
    assert code(refused) == "SIM-0013"
    assert not registry.consents(TARO)


def test_a_consent_at_a_home_visit_is_what_later_queries_rest_on(
    registry: Registry, clock: HeldClock
) -> None:
    heard: list[tuple[int, datetime | None]] = []
    desk = Desk(
        registry,
        Authority().pem,
        INSTITUTION,
        clock,
        lambda serial, at: heard.append((serial, at)),
    )
    for flags in (YES, NO):
        receipt = ask(desk, Chip(), method="pin", MedicalTreatmentFlag="2")["receipt"]
        desk.consents({"receipt": receipt, "flags": flags})
    ordinary = ask(desk, Chip(), method="pin")["receipt"]
    desk.consents({"receipt": ordinary, "flags": YES})
    assert heard == [(TARO, clock.time), (TARO, None)]
