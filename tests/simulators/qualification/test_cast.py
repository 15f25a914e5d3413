"""The cast's own cards, issued by the simulated authority, before the simulated service."""

from base64 import b64decode, b64encode
from datetime import UTC, date, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from drivers.qualification.refusals import REFUSALS
from kiosk.domain.qualification import element_fields
from simulators.card.certificates import auth_certificate, make_root
from simulators.personas.cast import load_cast
from simulators.qualification.desk import Desk
from tests.simulators.qualification.cards import HeldClock, rsa_key

TODAY = date(2026, 11, 20)
CAST = load_cast(today=TODAY)
KNOWN = {name for _, name in element_fields()}


def answer(key: str) -> Any:
    persona, clock = CAST[key], HeldClock(datetime(2026, 11, 20, 3, tzinfo=UTC))
    root = make_root(rsa_key("cast"), "user authentication")
    people = {p.certificate_serial: p.qualification for p in CAST.values()}
    trusted = root.certificate.public_bytes(serialization.Encoding.DER)
    desk = Desk(people, trusted, "1319999999", clock)
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
def test_everybody_gets_the_answer_that_is_theirs(key: str) -> None:
    message, expected = answer(key)["XmlMsg"], EXPECTED.get(key, {})
    header, body = message["MessageHeader"], message["MessageBody"]
    assert header.get("ErrorCode") == expected.get("refusal")
    assert body.get("ProcessingResultCode") == expected.get("notice")
    validity = None if "refusal" in expected else expected.get("validity", "1")
    assert body.get("QualificationValidity") == validity


@pytest.mark.parametrize(
    "key", sorted(CAST.keys() - WITHOUT_RESULT - {k for k in EXPECTED if "refusal" in EXPECTED[k]})
)
def test_whoever_is_insured_is_answered_with_elements_that_the_kiosk_knows(key: str) -> None:
    body = answer(key)["XmlMsg"]["MessageBody"]
    [result] = body["ResultList"]["ResultOfQualificationConfirmation"]
    assert result["Name"] == CAST[key].qualification["name"]
    assert result.keys() <= KNOWN


@pytest.mark.parametrize("key", sorted(WITHOUT_RESULT))
def test_without_one_certain_qualification_none_is_answered(key: str) -> None:
    body = answer(key)["XmlMsg"]["MessageBody"]
    assert body["ResultList"]["ResultOfQualificationConfirmation"] == []
