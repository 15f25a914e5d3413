"""What the simulated service knows and decides, without any network."""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Final

from simulators.qualification import messages
from simulators.qualification.certificates import Judged, judge, load_authorities
from simulators.qualification.refusals import Refusal

CHALLENGE_BYTES: Final = 32
CHALLENGE_LASTS: Final = timedelta(seconds=60)
METHODS: Final = ("face", "pin", "visual_check", "phone")

_FLAGS: Final = frozenset(f"{kind}ConsFlg" for kind in messages.FLAGS)


class Malformed(Exception):
    """The request is none of this service's."""


@dataclass
class _Receipt:
    serial: int
    in_grace: bool
    flags: dict[str, str] = field(default_factory=dict[str, str])
    answered_at: datetime | None = None


class Desk:
    """Challenges given out, receipts, consents. Safe from any thread."""

    def __init__(
        self,
        people: Mapping[int, Mapping[str, str]],
        trusted_card_ca: bytes,
        institution: str,
        now: Callable[[], datetime],
    ) -> None:
        self._people = people
        self._authorities = load_authorities(trusted_card_ca)
        self._institution = institution
        self._now = now
        self._lock = Lock()
        self._challenges: dict[bytes, datetime] = {}
        self._receipts: dict[str, _Receipt] = {}
        self._consents: dict[int, dict[str, str]] = {}
        self._stopped: dict[int, Refusal] = {}

    def revoke(self, serial: int) -> None:
        """Put a certificate on the revocation list (失効)."""
        with self._lock:
            self._stopped[serial] = Refusal.CERTIFICATE_REVOKED

    def suspend(self, serial: int) -> None:
        """Put a certificate on hold (一時停止), as for a card that was lost; revoked stays so."""
        with self._lock:
            self._stopped.setdefault(serial, Refusal.CERTIFICATE_SUSPENDED)

    def consents_of(self, serial: int) -> Mapping[str, str]:
        """Return the flags a person last answered, by element name."""
        with self._lock:
            return dict(self._consents.get(serial, {}))

    def challenge(self) -> dict[str, Any]:
        """Give out a challenge."""
        now, challenge = self._now(), secrets.token_bytes(CHALLENGE_BYTES)
        with self._lock:
            oldest = now - CHALLENGE_LASTS
            self._challenges = {c: at for c, at in self._challenges.items() if at >= oldest}
            self._challenges[challenge] = now
        return {"challenge": _text(challenge), "expires_in": CHALLENGE_LASTS.seconds}

    def qualification(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Answer a signed challenge. Raises `Malformed`."""
        challenge, certificate, signature = (
            _octets(request, name) for name in ("challenge", "certificate", "signature")
        )
        if request.get("method") not in METHODS:
            raise Malformed
        with self._lock:
            fresh = self._take(challenge)
            judged = (
                judge(certificate, signature, challenge, self._authorities, self._now())
                if fresh
                else Refusal.CHALLENGE_STALE
            )
            return self._refused(judged) if isinstance(judged, Refusal) else self._answer(judged)

    def consents(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Record consents; the same answers again get the same times. Raises `Malformed`."""
        token, flags = request.get("receipt"), _flags(request.get("flags"))
        if not isinstance(token, str):
            raise Malformed
        with self._lock:
            receipt = self._receipts.get(token)
            if receipt is None:
                return self._refused(Refusal.RECEIPT_UNKNOWN)
            if receipt.in_grace and "1" in flags.values():
                return self._refused(Refusal.NO_CONSENT_IN_GRACE)
            if receipt.answered_at is None:
                receipt.answered_at, receipt.flags = self._now(), flags
                self._consents[receipt.serial] = flags
            elif receipt.flags != flags:
                return self._refused(Refusal.RECEIPT_ANSWERED)
            return messages.recorded(self._institution, self._now(), flags, receipt.answered_at)

    def refused(self, refusal: Refusal) -> dict[str, Any]:
        """Return a refusal for reasons outside the desk."""
        return self._refused(refusal)

    def _take(self, challenge: bytes) -> bool:
        given_out = self._challenges.pop(challenge, None)
        return given_out is not None and self._now() - given_out <= CHALLENGE_LASTS

    def _answer(self, judged: Judged) -> dict[str, Any]:
        if stopped := self._stopped.get(judged.serial):
            return self._refused(stopped)
        person = self._people.get(judged.serial)
        if not person:
            return self._refused(Refusal.NOT_REGISTERED)
        token = secrets.token_urlsafe(24)
        self._receipts[token] = _Receipt(judged.serial, judged.in_grace)
        answer = messages.qualified(self._institution, self._now(), person, judged.notice)
        return {"receipt": token, **answer}

    def _refused(self, refusal: Refusal) -> dict[str, Any]:
        return messages.refused(self._institution, self._now(), refusal)


def _octets(request: Mapping[str, Any], name: str) -> bytes:
    text = request.get(name)
    if not isinstance(text, str):
        raise Malformed
    try:
        return b64decode(text, validate=True)
    except ValueError:
        raise Malformed from None


def _flags(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise Malformed
    flags: dict[Any, Any] = value
    if not flags.keys() <= _FLAGS or not all(flag in ("0", "1") for flag in flags.values()):
        raise Malformed
    return flags


def _text(octets: bytes) -> str:
    return b64encode(octets).decode("ascii")
