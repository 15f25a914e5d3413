"""Everybody of the cast before the simulated service: what is ordinary, and who is not."""

from dataclasses import fields
from typing import Any

import pytest

from drivers.qualification.json_tree import node_of
from drivers.qualification.refusals import REFUSALS
from kiosk.domain.qualification_tree import confirmation_from
from simulators.qualification.desk import Desk
from tests.simulators.qualification.asking import body, code, results
from tests.simulators.qualification.on_stage import CAST
from tests.simulators.qualification.telling import settled

EXPECTED: dict[str, dict[str, str | None]] = {
    "saki": {"notice": "SIM-0101"},
    "yuko": {"notice": "SIM-0102"},
    "kirie": {"refusal": "SIM-0004"},
    "keisuke": {"refusal": "SIM-0005"},
    "hajime": {"refusal": "SIM-0006"},
    "tomeo": {"refusal": "SIM-0010"},
    "tokujiro": {"refusal": "SIM-0004"},  # the kiosk refuses such a card before
    "not_mynumber": {"refusal": "SIM-0006"},  # never reached: it has no certificate
    "mutsuo": {"validity": "2"},
    "naomi": {"validity": "4"},
    "futaba": {"validity": "5"},
    "fujio": {"validity": "6"},
}
"""What is not an ordinary, valid qualification without a notice."""
WITHOUT_RESULT = {"naomi", "futaba"}


def test_the_kiosk_knows_every_refusal_of_the_cast() -> None:
    assert {told["refusal"] for told in EXPECTED.values() if "refusal" in told} <= REFUSALS.keys()


@pytest.mark.parametrize("key", sorted(CAST))
def test_everybody_gets_the_answer_that_is_theirs(casts_desk: Desk, key: str) -> None:
    answer, expected = settled(casts_desk, key), EXPECTED.get(key, {})
    assert code(answer) == expected.get("refusal")
    assert body(answer).get("ProcessingResultCode") == expected.get("notice")
    validity = None if "refusal" in expected else expected.get("validity", "1")
    assert body(answer).get("QualificationValidity") == validity


@pytest.mark.parametrize(
    "key", sorted(CAST.keys() - WITHOUT_RESULT - {k for k in EXPECTED if "refusal" in EXPECTED[k]})
)
def test_whoever_is_insured_is_answered_with_elements_that_the_kiosk_knows(
    casts_desk: Desk, key: str
) -> None:
    message = settled(casts_desk, key)["XmlMsg"]
    [result] = confirmation_from(node_of("XmlMsg", message)).results
    assert result.name == CAST[key].qualification["name"]
    assert unknown(result) == []


def unknown(block: Any) -> list[str]:
    """Return the elements that the kiosk has no field for, here and in every block."""
    inner = [getattr(block, field.name) for field in fields(block)]
    nested = [one for value in inner for one in (value if isinstance(value, tuple) else (value,))]
    found = [one.name for one in block.others]
    return found + [name for one in nested if hasattr(one, "others") for name in unknown(one)]


@pytest.mark.parametrize("key", sorted(WITHOUT_RESULT))
def test_without_one_certain_qualification_none_is_answered(casts_desk: Desk, key: str) -> None:
    assert results(settled(casts_desk, key)) == []
