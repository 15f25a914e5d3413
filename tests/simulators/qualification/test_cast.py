"""The cast's own cards, issued by the simulated authority, before the simulated service."""

from base64 import b64decode, b64encode
from datetime import UTC, date, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

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


@pytest.mark.parametrize("key", sorted(key for key, p in CAST.items() if p.qualification))
def test_whoever_is_insured_is_received_with_elements_that_the_kiosk_knows(key: str) -> None:
    body = answer(key)["XmlMsg"]["MessageBody"]
    [result] = body["ResultList"]["ResultOfQualificationConfirmation"]
    assert body["QualificationValidity"] == "1"
    assert result["Name"] == CAST[key].name
    assert result.keys() <= KNOWN


@pytest.mark.parametrize("key", sorted(key for key, p in CAST.items() if not p.qualification))
def test_who_is_not_insured_is_not_registered(key: str) -> None:
    assert answer(key)["XmlMsg"]["MessageHeader"]["ErrorCode"] == "SIM-0006"
