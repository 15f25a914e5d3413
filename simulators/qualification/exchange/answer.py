"""Writes the heads of the answers, and refusals."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from simulators.qualification.certificates import JAPAN
from simulators.qualification.exchange.refusal import Refused

Answer = dict[str, Any]
"""What goes out: XmlMsg, and document with media where there is one."""


@dataclass(frozen=True)
class Letterhead:
    """What stands above every answer to one request."""

    institution: str
    file_identifier: str
    now: datetime

    def identified(self, file_identifier: str) -> Self:
        """Return the same for a request with this ArbitraryFileIdentifier."""
        return replace(self, file_identifier=file_identifier)

    def header(self, segment: str, **more: str) -> dict[str, str]:
        """Return a MessageHeader; `segment` is SegmentOfResult (OQSCD003)."""
        echoed = {"ArbitraryFileIdentifier": self.file_identifier} if self.file_identifier else {}
        return {
            "ProcessExecutionTime": f"{self.now.astimezone(JAPAN):%Y%m%d%H%M%S}",
            "MedicalInstitutionCode": self.institution,
            **echoed,
            "SegmentOfResult": segment,
            "CharacterCodeIdentifier": "0",
            **more,
        }

    def finished(self, body: Mapping[str, Any], **more: str) -> Answer:
        """Return an answer that is complete (正常終了)."""
        return _message(self.header("1", **more), body)

    def processing(self, **more: str) -> Answer:
        """Return an answer that asks for patience (処理中)."""
        return _message(self.header("2", **more), {})

    def refused(self, refused: Refused, **more: str) -> Answer:
        """Return an answer to a request that gets no other (異常終了)."""
        words = {"ErrorCode": refused.reason.value, "ErrorMessage": refused.message}
        return _message(self.header("9", **words, **more), {})


def error_of(refused: Refused) -> dict[str, str]:
    """Return how one person's part failed, where the message as a whole did not."""
    return {
        "ProcessingResultStatus": "2",
        "ProcessingResultCode": refused.reason.value,
        "ProcessingResultMessage": refused.message,
    }


def _message(header: Mapping[str, str], body: Mapping[str, Any]) -> Answer:
    return {"XmlMsg": {"MessageHeader": dict(header), "MessageBody": dict(body)}}
