"""The cast's own cards, issued by the simulated authority, before the simulated service's desk."""

from base64 import b64decode, b64encode
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from simulators.card.certificates import Root, auth_certificate, make_root
from simulators.personas.cast import Persona, insured, load_cast
from simulators.qualification.certificates import judge
from simulators.qualification.desk import Desk
from simulators.qualification.refusals import Refusal
from simulators.qualification.registry import Registry
from tests.simulators.qualification.cards import HeldClock, rsa_key
from tests.simulators.qualification.description import DescribedDesk

TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)  # in Japan
CAST = load_cast(today=TODAY)
PEOPLE = insured(CAST)


@cache
def root() -> Root:
    return make_root(rsa_key("cast"), "user authentication")


def desk_of(registry: Registry, clock: HeldClock) -> Desk:
    """Return a desk that knows whose certificates are revoked and suspended."""
    rsa_key("chip")  # made here once: threads that all made it first would each have another
    trusted = root().certificate.public_bytes(serialization.Encoding.DER)
    desk = DescribedDesk(registry, trusted, "1319999999", clock)
    stop = {"suspended": desk.suspend, "revoked": desk.revoke}
    for persona in CAST.values():
        if persona.standing in stop:
            stop[persona.standing](persona.certificate_serial)
    return desk


@cache
def _certificate(key: str) -> str:
    certificate = auth_certificate(CAST[key], rsa_key("chip").public_key(), root())
    return b64encode(certificate.public_bytes(serialization.Encoding.DER)).decode()


def come(desk: Desk, key: str, method: str = "pin") -> Any:
    """Come to the desk with one's card; returns the service's answer."""
    challenge = desk.challenge()["challenge"]
    signed = rsa_key("chip").sign(b64decode(challenge), padding.PKCS1v15(), hashes.SHA256())
    return desk.qualification(
        {
            "challenge": challenge,
            "certificate": _certificate(key),
            "signature": b64encode(signed).decode(),
            "method": method,
        }
    )


def judged_today(persona: Persona, today: date) -> str | None:
    """Return the notice or the refusal for a persona's certificate, at noon in Japan."""
    certificate = auth_certificate(persona, rsa_key("chip").public_key(), root())
    der = certificate.public_bytes(serialization.Encoding.DER)
    challenge = b"challenge"
    signature = rsa_key("chip").sign(challenge, padding.PKCS1v15(), hashes.SHA256())
    noon = datetime(today.year, today.month, today.day, 3, tzinfo=UTC)
    judged = judge(der, signature, challenge, [root().certificate], noon)
    return judged.value if isinstance(judged, Refusal) else judged.notice
