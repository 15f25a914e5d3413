"""What the simulated service decides at a reception, without any network."""

import secrets
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Final

from simulators.personas.insured import INFORMATION
from simulators.qualification import messages
from simulators.qualification.certificates import JAPAN, Judged, judge, load_authorities
from simulators.qualification.messages import DISEASES, SPECIFIC_DISEASES
from simulators.qualification.refusals import Refusal
from simulators.qualification.registry import Consent, Registry
from simulators.qualification.requests import Answers, Proof, read_answers, read_proof, read_text

CHALLENGE_BYTES: Final = 32
CHALLENGE_LASTS: Final = timedelta(seconds=60)
REGISTRATION_LASTS: Final = timedelta(minutes=5)


@dataclass
class _Receipt:
    """One reception: one person, one answer to them, and at most one set of answers from them."""

    number: int  # receptions are numbered as they come
    proof: Proof
    judged: Judged
    waits: int  # answers that still say 処理中
    told: bool = False  # whether the result was answered
    answers: Answers | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True)
class _Registration:
    judged: Judged
    proof: Proof
    given_out: datetime


class Desk:
    """Challenges given out, receipts, consents. Safe from any thread.

    `home_visit` hears who consented at a home visit and when, or withdrew it with None: later
    queries without the card rest on it (再照会).
    `processing` is a switch: that many answers say 処理中 before anybody's result.
    """

    def __init__(
        self,
        registry: Registry,
        trusted_card_ca: bytes,
        institution: str,
        now: Callable[[], datetime],
        home_visit: Callable[[int, datetime | None], None] = lambda _serial, _at: None,
    ) -> None:
        self._registry = registry
        self._authorities = load_authorities(trusted_card_ca)
        self._institution = institution
        self._now = now
        self._home_visit = home_visit
        self._lock = Lock()
        self._challenges: dict[bytes, datetime] = {}
        self._receipts: dict[str, _Receipt] = {}
        self._registrations: dict[str, _Registration] = {}
        self._last_answered: dict[int, int] = {}  # number of the reception, by serial
        self._stopped: dict[int, Refusal] = {}
        self.processing = 0

    def revoke(self, serial: int) -> None:
        """Put a certificate on the revocation list (失効)."""
        with self._lock:
            self._stopped[serial] = Refusal.CERTIFICATE_REVOKED

    def suspend(self, serial: int) -> None:
        """Put a certificate on hold (一時停止), as for a card that was lost; revoked stays so."""
        with self._lock:
            self._stopped.setdefault(serial, Refusal.CERTIFICATE_SUSPENDED)

    # ------------------------------------------------------------ what is asked
    def challenge(self) -> dict[str, Any]:
        """Give out a challenge."""
        now, challenge = self._now(), secrets.token_bytes(CHALLENGE_BYTES)
        with self._lock:
            oldest = now - CHALLENGE_LASTS
            self._challenges = {c: at for c, at in self._challenges.items() if at >= oldest}
            self._challenges[challenge] = now
        text = b64encode(challenge).decode("ascii")
        return {"challenge": text, "expires_in": CHALLENGE_LASTS.seconds}

    def qualification(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Answer a signed challenge. Raises `Malformed`."""
        proof = read_proof(request)
        with self._lock:
            if not self._take(proof.challenge):
                return self.refused(Refusal.CHALLENGE_STALE)
            judged = judge(
                *(proof.certificate, proof.signature, proof.challenge),
                *(self._authorities, self._now()),
            )
            if isinstance(judged, Refusal):
                return self.refused(judged)
            return self._identified(judged, proof)

    def result(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Answer who asks again after 処理中, as often as wanted. Raises `Malformed`."""
        token = read_text(request, "receipt")
        with self._lock:
            receipt = self._receipts.get(token)
            if receipt is None:
                return self.refused(Refusal.RECEIPT_UNKNOWN)
            return self._result(token, receipt)

    def registration(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Register a card for use as an insurance card, and answer. Raises `Malformed`."""
        token = read_text(request, "registration")
        with self._lock:
            asked = self._registrations.pop(token, None)
            if asked is None or self._now() - asked.given_out > REGISTRATION_LASTS:
                return self.refused(Refusal.REGISTRATION_STALE)
            self._registry.register(asked.judged.serial)
            return self._identified(asked.judged, asked.proof)

    def consents(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Record answers; the same ones again get the same times. Raises `Malformed`."""
        token, answers = read_text(request, "receipt"), read_answers(request)
        with self._lock:
            receipt = self._receipts.get(token)
            if receipt is None:
                return self.refused(Refusal.RECEIPT_UNKNOWN)
            if refusal := self._why_not(receipt, answers):
                return self.refused(refusal)
            if receipt.answers is None:
                self._record(receipt, answers)
            used = self._public_expenses(receipt) if answers.public_expense else []
            return self._message(receipt) | ({"public_expenses": used} if used else {})

    def refused(self, refusal: Refusal) -> dict[str, Any]:
        """Return a refusal, also for reasons outside the desk."""
        return messages.refused(self._institution, self._now(), refusal)

    # ------------------------------------------------------------ who it is
    def _take(self, challenge: bytes) -> bool:
        given_out = self._challenges.pop(challenge, None)
        return given_out is not None and self._now() - given_out <= CHALLENGE_LASTS

    def _identified(self, judged: Judged, proof: Proof) -> dict[str, Any]:
        serial, now = judged.serial, self._now()
        if stopped := self._stopped.get(serial):
            return self.refused(stopped)
        person = self._registry.person(serial)
        if person is None:
            return self.refused(Refusal.NOT_REGISTERED)
        token = secrets.token_urlsafe(24)
        if not self._registry.is_registered(serial):
            oldest = now - REGISTRATION_LASTS
            kept = {t: one for t, one in self._registrations.items() if one.given_out >= oldest}
            self._registrations = {**kept, token: _Registration(judged, proof, now)}
            return {"registration": token, **self.refused(Refusal.NOT_REGISTERED)}
        self._registry.add_reception(serial, proof.method, now)
        waits = max(person.processing, self.processing)
        receipt = _Receipt(len(self._receipts), proof, judged, waits)
        self._receipts[token] = receipt
        return self._result(token, receipt)

    # ------------------------------------------------------------ what they are told
    def _result(self, token: str, receipt: _Receipt) -> dict[str, Any]:
        if receipt.waits:
            receipt.waits -= 1
            return {"receipt": token, **messages.processing(self._institution, self._now())}
        receipt.told = True
        offer = {} if receipt.answers else self._offer(receipt)
        message = self._message(receipt)
        return {"receipt": token, **({"offer": offer} if offer else {}), **message}

    def _offer(self, receipt: _Receipt) -> dict[str, Any]:
        """What may be asked; within the three months after the certificate's end, nothing."""
        serial = receipt.judged.serial
        if receipt.judged.in_grace or not receipt.proof.information:
            return {}
        offer: dict[str, Any] = {}
        if previous := self._previous(serial):
            offer["previous"] = {f"{kind}ConsFlg": str(int(yes)) for kind, yes in previous.items()}
        if any(DISEASES in result for result in self._registry.results(serial)):
            offer["specific_diseases"] = True
        if expenses := self._public_expenses(receipt):
            offer["public_expenses"] = [expense["name"] for expense in expenses]
        return offer

    def _previous(self, serial: int) -> Mapping[str, bool]:
        person, last = self._registry.person(serial), self._registry.consents(serial)
        asked = {kind: last[kind].given for kind in INFORMATION if kind in last}
        return asked or (person.previous if person else {})

    def _public_expenses(self, receipt: _Receipt) -> list[dict[str, str]]:
        """公費受給者証 (PMH) that serve today."""
        person = self._registry.person(receipt.judged.serial)
        if person is None or receipt.judged.in_grace:
            return []
        today = f"{self._now().astimezone(JAPAN):%Y%m%d}"
        return [
            dict(one)
            for one in person.public_expenses
            if one["valid_start_date"] <= today <= one["valid_end_date"]
        ]

    def _message(self, receipt: _Receipt) -> dict[str, Any]:
        serial, now = receipt.judged.serial, self._now()
        consents, diseases = self._told(receipt)
        person, answers = self._registry.person(serial), receipt.answers
        before = person.prescription if person else None
        return messages.qualified(
            messages.header(self._institution, now),
            self._registry.validity(serial),
            [
                messages.with_consents(result, consents, diseases)
                for result in self._registry.results(serial)
            ],
            receipt.judged.notice,
            (answers.prescription if answers else None) or before,
        )

    def _told(self, receipt: _Receipt) -> tuple[Mapping[str, Consent], str | None]:
        """Return the consents of the answer, and 特定疾病's flag where it is none of them."""
        at = receipt.answered_at
        if receipt.answers is not None and at is not None:
            told = {kind: Consent(yes, at) for kind, yes in receipt.answers.consents.items()}
            return told, None if SPECIFIC_DISEASES in told else "0"
        if receipt.judged.in_grace:
            return {}, "0"
        consent = self._specific_diseases(receipt.judged.serial)
        if consent is None or not consent.given:
            return {}, "0"
        in_force = self._now() < consent.until
        return ({SPECIFIC_DISEASES: consent}, None) if in_force else ({}, "2")

    def _specific_diseases(self, serial: int) -> Consent | None:
        """Return what the person said last time about 特定疾病, else what the cast says."""
        if last := self._registry.consents(serial):
            return last.get(SPECIFIC_DISEASES)
        person, now = self._registry.person(serial), self._now()
        ages = {"0": None, "1": timedelta(hours=1), "2": timedelta(days=40)}
        age = ages[person.specific_diseases] if person else None
        return None if age is None else Consent(given=True, at=now - age)

    # ------------------------------------------------------------ what they answer
    def _why_not(self, receipt: _Receipt, answers: Answers) -> Refusal | None:
        if not receipt.told:
            return Refusal.STILL_PROCESSING
        if receipt.judged.in_grace and answers.consents_to_anything:
            return Refusal.NO_CONSENT_IN_GRACE
        if not receipt.proof.information:
            return Refusal.NO_CONSENT_HERE
        if receipt.answers is not None:
            return None if receipt.answers == answers else Refusal.RECEIPT_ANSWERED
        overtaken = self._last_answered.get(receipt.judged.serial, -1) > receipt.number
        return Refusal.RECEIPT_ANSWERED if overtaken else None

    def _record(self, receipt: _Receipt, answers: Answers) -> None:
        serial, now = receipt.judged.serial, self._now()
        self._registry.record_consents(serial, answers.consents, now)
        receipt.answers, receipt.answered_at = answers, now
        self._last_answered[serial] = receipt.number
        if receipt.proof.home_visit:
            self._home_visit(serial, now if answers.consents_to_anything else None)
