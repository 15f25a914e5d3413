"""Speaks to the qualification service: HTTPS, both ends proven, nothing logged.

The addresses and the envelope are this project's own, for the real interface is not public; the
names inside ``XmlMsg`` are the standard's (qualification.md §2).
"""

import json
from base64 import b64encode
from typing import Final

from drivers.qualification.answers import Answer, Challenge, MalformedAnswer
from drivers.qualification.line import Line
from drivers.qualification.settings import ServiceSettings
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents
from kiosk.domain.fault import Device
from kiosk.domain.holder import HolderProof
from kiosk.domain.optional_questions import OptionalAnswers
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import Confirmed, QualificationRefusal, Recorded

_FINISHED: Final = "1"  # SegmentOfResult: 正常終了


class HttpsQualificationService:
    """Implements `ports.qualification.QualificationService`; used from one thread.

    Raises `DeviceFault(Device.SERVICE, "untrusted")` at once when the TLS files do not serve.
    """

    def __init__(self, settings: ServiceSettings) -> None:
        self._refusals = settings.refusals
        self._line = Line(settings)

    def request_challenge(self) -> bytes:
        """Return 32 fresh bytes."""
        # A challenge lost on the way harms nobody, so this may be asked again.
        content = self._line.post("/challenge", b"{}", again=True)
        try:
            return Challenge.read(content).octets
        except MalformedAnswer:
            raise _malformed() from None

    def confirm(
        self, proof: HolderProof, verified_by: VerifiedBy
    ) -> Confirmed | QualificationRefusal:
        """Send the signed challenge, once: the service takes no challenge twice."""
        request = {
            "challenge": _text(proof.challenge),
            "certificate": _text(proof.certificate),
            "signature": _text(proof.signature),
            "method": verified_by.value,
        }
        content = self._line.post("/qualification", _json(request), again=False)
        try:
            answer = Answer.read(content)
            if answer.header.segment_of_result != _FINISHED:
                return self._refusal(answer)
            if answer.receipt is None:
                raise _malformed()
            return Confirmed(answer.receipt, answer.confirmation())
        except MalformedAnswer:
            raise _malformed() from None

    def record_answers(
        self, receipt: str, consents: Consents, options: OptionalAnswers
    ) -> Recorded:
        """Send the answers. The receipt makes this safe to send again: it is recorded once."""
        del options
        if not consents.answers:
            return Recorded(())
        flags = {f"{kind}ConsFlg": "1" if yes else "0" for kind, yes in consents.answers.items()}
        request = {"receipt": receipt, "flags": flags}
        content = self._line.post("/consents", _json(request), again=True)
        try:
            answer = Answer.read(content)
            if answer.header.segment_of_result != _FINISHED:
                raise DeviceFault(Device.SERVICE, "service_error")
            return Recorded(answer.recorded(consents))
        except MalformedAnswer:
            raise _malformed() from None

    def close(self) -> None:
        """Close the connection; a later request opens another."""
        self._line.close()

    def _refusal(self, answer: Answer) -> QualificationRefusal:
        refusal = self._refusals.get(answer.header.error_code or "")
        if refusal is None:
            raise DeviceFault(Device.SERVICE, "service_error")
        return refusal


def _malformed() -> DeviceFault:
    return DeviceFault(Device.SERVICE, "malformed_answer")


def _json(request: object) -> bytes:
    return json.dumps(request).encode("ascii")


def _text(octets: bytes) -> str:
    return b64encode(octets).decode("ascii")
