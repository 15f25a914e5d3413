"""How an answer is written down: file, audit entry, and the provisional reception it settles."""

import logging
from collections.abc import Callable
from typing import Final

from kiosk.domain.message_tree import Node
from kiosk.ports.clock import Clock
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import Exchanged
from kiosk.ports.records import KeptRequest, Records
from kiosk.ports.requests import Rendered, Request, RequestFault, RequestForms, RequestRefused
from kiosk.services.audit import request_entry, settled_entry
from kiosk.services.runner import log_bug

log = logging.getLogger(__name__)

_NORMAL: Final = "1"  # SegmentOfResult, ProcessingResultStatus: 正常終了
Write = Callable[[], None]
"""Writes one answer to the records; to be called on their worker, again after a fault."""


class Answering:
    """Renders answers at once and returns what will write them."""

    def __init__(self, forms: RequestForms, records: Records, clock: Clock) -> None:
        self._forms = forms
        self._records = records
        self._clock = clock

    def answer(self, kept: KeptRequest, request: Request, exchanged: Exchanged) -> Write:
        """Answer with what the service said, or say that it cannot be written as a file."""
        try:
            rendered = self._forms.answer(kept, exchanged)
        except DeviceFault as fault:
            log.warning("%s: the answer cannot be written: %s", request.interface, fault)
            return self.refuse(kept, RequestRefused(RequestFault.ANSWER_UNUSABLE))
        except Exception as error:  # noqa: BLE001 - an answer that trips a bug must not block others
            log_bug(error, "an answer")
            return self.refuse(kept, RequestRefused(RequestFault.ANSWER_UNUSABLE))
        validity = _validity(exchanged.message)
        result = _header(exchanged.message, "SegmentOfResult")

        def write() -> None:
            if request.reception and _is_settled_by(exchanged.message):
                self._settle(request.reception, validity)
            self._finish(kept, rendered, result)

        return write

    def refuse(self, kept: KeptRequest, refused: RequestRefused) -> Write:
        """Answer with an error file of the kiosk's own."""
        files = self._forms.refuse(kept, refused, self._clock.now())
        return lambda: self._finish(kept, Rendered(files), refused.fault.value)

    def _settle(self, reception: str, validity: str | None) -> None:
        """Settle first: what has no answer yet is put again, and then settled."""
        now = self._clock.now()
        self._records.settle_provisional(reception, validity, settled_entry(validity), now)

    def _finish(self, kept: KeptRequest, rendered: Rendered, result: str) -> None:
        entry = request_entry(kept.name[:10], result, rendered.substituted)
        self._records.answer_request(kept.name, rendered.files, entry, self._clock.now())


def _is_settled_by(message: Node) -> bool:
    """Say whether the service found out about the person asked for, be it 該当資格なし."""
    body = message.child("MessageBody")
    if body is None or _header(message, "SegmentOfResult") != _NORMAL:
        return False
    return body.value("ProcessingResultStatus") in {None, _NORMAL}


def _header(message: Node, name: str) -> str:
    header = message.child("MessageHeader")
    return (header.value(name) if header else None) or ""


def _validity(message: Node) -> str | None:
    body = message.child("MessageBody")
    found = body.value("QualificationValidity") if body else None
    return found if found in {"1", "2", "3", "4", "5", "6"} else None
