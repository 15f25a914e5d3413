"""Speaks to the qualification service: HTTPS, both ends proven, nothing logged.

The addresses and the envelope are this project's own, for the real interface is not public; the
names inside ``XmlMsg`` are the standard's (qualification.md §2).

What is sent again after a lost connection, and why it is safe: a challenge (one lost on the way
harms nobody), the question for a result, and answers to a receipt (recorded once). Never a signed
challenge (it serves once: a second sending is refused although the first was good), never a
registration (likewise) and never a receipt computer's request (what repeats is the caller's
knowledge).
"""

import json
import re
from base64 import b64encode
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from drivers.qualification.answers import (
    Answer,
    Challenge,
    MalformedAnswer,
    read_answer,
    read_document,
)
from drivers.qualification.json_tree import MOST_NODES, MOST_NODES_IN_BULK, json_of
from drivers.qualification.line import Line, Terms
from drivers.qualification.receipts import Receipts
from drivers.qualification.recorded import flags_of, recorded, sealed
from drivers.qualification.settings import ServiceSettings
from drivers.qualification.waiting import RealWaiting, Waiting
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents
from kiosk.domain.fault import Device
from kiosk.domain.holder import HolderProof
from kiosk.domain.message_tree import Node
from kiosk.domain.optional_questions import NOTHING_ASKED, OptionalAnswers
from kiosk.domain.refusal import QualificationRefusal, Refused
from kiosk.domain.shape import ConsentWay, Shape
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import Confirmed, Exchanged, NotRegistered, Recorded

FIRST_PAUSE: Final = 0.5  # seconds before a result is asked for again
LONGEST_PAUSE: Final = 2.0
PAUSE_GROWS: Final = 1.5
MOST_OF_A_DOCUMENT: Final = 16 * 1024 * 1024  # a patient's three years as PDF, in base64
MOST_IN_BULK: Final = 64 * 1024 * 1024

_INTERFACE: Final = re.compile("[A-Z]{3}(si|mu)[a-z]{3}[0-9]{2}")
_ONCE, _AGAIN = Terms(), Terms(again=True)


@contextmanager
def _judged() -> Generator[None]:
    """Turn a malformed answer into the port's fault, without a trace of what it was."""
    try:
        yield
    except MalformedAnswer:
        raise DeviceFault(Device.SERVICE, "malformed_answer") from None


class HttpsQualificationService:
    """Implements `ports.qualification.QualificationService`; used from any thread.

    Raises `DeviceFault(Device.SERVICE, "untrusted")` at once when the TLS files do not serve. An
    error code that means no refusal becomes the fault ``service_error:CODE``, for staff.
    """

    def __init__(self, settings: ServiceSettings, waiting: Waiting | None = None) -> None:
        self._settings = settings
        self._waiting = waiting or RealWaiting()
        self._line = Line(settings, self._waiting)
        self._receipts = Receipts()

    @_judged()
    def request_challenge(self) -> bytes:
        """Return 32 fresh bytes."""
        reply = self._line.post("/challenge", b"{}", _AGAIN)
        if not reply.accepted:
            raise _error(read_answer(reply, self._settings.institution))
        return Challenge.read(reply.content).octets

    @_judged()
    def confirm(
        self, proof: HolderProof, verified_by: VerifiedBy
    ) -> Confirmed | NotRegistered | Refused:
        """Send the signed challenge, once: the service takes no challenge twice."""
        request = {
            "challenge": _text(proof.challenge),
            "certificate": _text(proof.certificate),
            "signature": _text(proof.signature),
            "method": verified_by.value,
            **told_of(self._settings.shape),
        }
        answer = self._settled(self._ask("/qualification", request, _ONCE))
        outcome = self._outcome(answer)
        unregistered = Refused(QualificationRefusal.NOT_REGISTERED, answer.error_code)
        may_apply = outcome == unregistered and answer.registration
        return NotRegistered(answer.registration or "") if may_apply else outcome

    @_judged()
    def register(self, registration: str) -> Confirmed | Refused:
        """Apply, once: the token serves once."""
        request = {"registration": registration}
        return self._outcome(self._settled(self._ask("/registration", request, _ONCE)))

    @_judged()
    def record_answers(
        self, receipt: str, consents: Consents, options: OptionalAnswers
    ) -> Recorded:
        """Send the answers; what comes back must be about whom the receipt was given for.

        Raises LookupError for a receipt that this client never got: nothing could be compared.
        """
        if receipt not in self._receipts:
            raise LookupError("a receipt that this client never got")
        if not consents.answers and options == NOTHING_ASKED:
            return Recorded(())
        answer = self._ask("/consents", _answers(receipt, consents, options), _AGAIN)
        if not answer.finished:
            raise _error(answer)
        confirmation = answer.confirmation()
        if not self._receipts.bound_to(receipt, confirmation):
            raise MalformedAnswer
        return recorded(answer, confirmation, consents, options)

    @_judged()
    def exchange(self, interface: str, message: Node) -> Exchanged:
        """Put a receipt computer's request, once. Raises ValueError for no interface's name.

        A request that the service calls malformed has its answer too: the receipt computer's.
        """
        if not _INTERFACE.fullmatch(interface):
            raise ValueError("no name of an interface")
        bulk = interface[3:5] == "mu"
        terms = (
            Terms(most_bytes=MOST_IN_BULK, seconds=self._settings.bulk_seconds)
            if bulk
            else Terms(most_bytes=MOST_OF_A_DOCUMENT)
        )
        body = _json({"XmlMsg": json_of(message)})
        reply = self._line.post(f"/exchange/{interface}", body, terms)
        header = message.child("MessageHeader") or Node("")
        most = MOST_NODES_IN_BULK if bulk else MOST_NODES
        identifier = header.value("ArbitraryFileIdentifier")
        return Exchanged(*read_document(reply, most, self._settings.institution, identifier))

    def close(self) -> None:
        """Close the connections for good; who waits for a result waits no longer. Any thread."""
        self._waiting.end()
        self._line.close()

    def _ask(self, path: str, request: object, terms: Terms) -> Answer:
        return read_answer(self._line.post(path, _json(request), terms), self._settings.institution)

    def _settled(self, answer: Answer) -> Answer:
        """Ask again, less and less often, while the service is processing (処理中).

        A question that is lost on the way is one more reason to ask again, not to give up.
        """
        until, pause = self._waiting.now() + self._settings.processing_seconds, FIRST_PAUSE
        why = "still_processing"
        while answer.processing:
            if self._waiting.now() + pause > until or not self._waiting.pause(pause):
                raise DeviceFault(Device.SERVICE, why)
            pause = min(pause * PAUSE_GROWS, LONGEST_PAUSE)
            try:
                answer, why = self._result_of(answer.receipt), "still_processing"
            except DeviceFault as fault:
                why = fault.fault.code
                if why != "unreachable":
                    raise
        return answer

    def _result_of(self, receipt: str | None) -> Answer:
        if receipt is None:
            raise MalformedAnswer
        answer = self._ask("/qualification/result", {"receipt": receipt}, _ONCE)
        if answer.receipt not in (None, receipt) or (answer.processing and not answer.receipt):
            raise MalformedAnswer
        return answer

    def _outcome(self, answer: Answer) -> Confirmed | Refused:
        if not answer.finished:
            why = self._settings.refusals.get(answer.error_code)
            if why is None:
                raise _error(answer)
            return Refused(why, answer.error_code)
        receipt, confirmation = answer.receipt, answer.confirmation()
        if receipt is None or not sealed(answer.results):
            raise MalformedAnswer
        if not self._receipts.keep(receipt, confirmation):
            raise MalformedAnswer
        return Confirmed(receipt, confirmation, answer.offer)


def _error(answer: Answer) -> DeviceFault:
    """Return the fault of an answer that has no qualification in it; its code is for staff."""
    code = f":{answer.error_code}" if answer.error_code else ""
    return DeviceFault(Device.SERVICE, f"service_error{code}")


def told_of(shape: Shape) -> dict[str, object]:
    """Return what is told of a reader: its kind, the treatment, and whether it may ask at all.

    MedicalTreatmentFlag is 1 通常 or 2 訪問 (qualification.md §2.5).
    """
    return {
        "reader": "face" if shape.face else "general",
        "MedicalTreatmentFlag": "2" if shape is Shape.HOME_VISIT else "1",
        "information": shape.consent is not ConsentWay.NEVER,
    }


def _answers(receipt: str, consents: Consents, options: OptionalAnswers) -> dict[str, object]:
    request: dict[str, object] = {"receipt": receipt, "flags": flags_of(consents, options)}
    if options.prescription is not None:
        request["prescription"] = options.prescription.value
    if options.public_expense is not None:
        request["public_expense"] = options.public_expense
    return request


def _json(request: object) -> bytes:
    return json.dumps(request).encode("ascii")


def _text(octets: bytes) -> str:
    return b64encode(octets).decode("ascii")
