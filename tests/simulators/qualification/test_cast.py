"""The cast's own cards, issued by the simulated authority, before the simulated service."""

from base64 import b64decode, b64encode
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from drivers.qualification.json_tree import node_of
from drivers.qualification.refusals import REFUSALS
from kiosk.domain.qualification_tree import confirmation_from
from simulators.card.certificates import auth_certificate, make_root
from simulators.personas.cast import insured, load_cast
from simulators.qualification.desk import Desk
from simulators.qualification.registry import Registry
from tests.simulators.qualification.cards import HeldClock, rsa_key

TODAY = date(2026, 11, 20)
CAST = load_cast(today=TODAY)


def answer(key: str, registry: Registry) -> Any:
    persona, clock = CAST[key], HeldClock(datetime(2026, 11, 20, 3, tzinfo=UTC))
    root = make_root(rsa_key("cast"), "user authentication")
    trusted = root.certificate.public_bytes(serialization.Encoding.DER)
    desk = Desk(registry, trusted, "1319999999", clock)
    stop = {"good": None, "suspended": desk.suspend, "revoked": desk.revoke}[persona.standing]
    if stop:
        stop(persona.certificate_serial)
    certificate = auth_certificate(persona, rsa_key("chip").public_key(), root)
    challenge = desk.challenge()["challenge"]
    signed = rsa_key("chip").sign(b64decode(challenge), padding.PKCS1v15(), hashes.SHA256())
    der = certificate.public_bytes(serialization.Encoding.DER)
    return desk.qualification(
        {
            "challenge": challenge,
            "certificate": b64encode(der).decode(),
            "signature": b64encode(signed).decode(),
            "method": "pin",
        }
    )


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return Registry(insured(CAST), tmp_path / "registry.sqlite")


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
def test_everybody_gets_the_answer_that_is_theirs(key: str, registry: Registry) -> None:
    message, expected = answer(key, registry)["XmlMsg"], EXPECTED.get(key, {})
    header, body = message["MessageHeader"], message["MessageBody"]
    assert header.get("ErrorCode") == expected.get("refusal")
    assert body.get("ProcessingResultCode") == expected.get("notice")
    validity = None if "refusal" in expected else expected.get("validity", "1")
    assert body.get("QualificationValidity") == validity


@pytest.mark.parametrize(
    "key", sorted(CAST.keys() - WITHOUT_RESULT - {k for k in EXPECTED if "refusal" in EXPECTED[k]})
)
def test_whoever_is_insured_is_answered_with_elements_that_the_kiosk_knows(
    key: str, registry: Registry
) -> None:
    message = answer(key, registry)["XmlMsg"]
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
def test_without_one_certain_qualification_none_is_answered(key: str, registry: Registry) -> None:
    body = answer(key, registry)["XmlMsg"]["MessageBody"]
    assert body["ResultList"]["ResultOfQualificationConfirmation"] == []
