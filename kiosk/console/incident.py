"""What a help desk asks for, in one text: codes of kiosk and service, times, versions (§6.4).

Nothing personal is in it: no name, no number of a person, no day of birth.
"""

from collections.abc import Iterator
from datetime import datetime

from kiosk.domain.japan_time import JAPAN
from kiosk.domain.message_tree import Node
from kiosk.ports.desk.today import CaseFile

_OF_SERVICE = ("SegmentOfResult", "ErrorCode", "ErrorMessage")
_OF_ANSWER = (
    "ProcessingResultStatus", "ProcessingResultCode", "ProcessingResultMessage",
    "QualificationValidity",
)  # fmt: skip


def incident(case: CaseFile, institution: str, now: datetime) -> str:
    """Return the text, line by line; labels are the codes' own names, for they are read out."""
    return "\n".join(_lines(case, institution, now))


def _lines(case: CaseFile, institution: str, now: datetime) -> Iterator[str]:
    yield f"at: {_time(now)}"
    yield f"institution: {institution}"
    yield f"reception: {case.id}"
    if (kiosk := case.kiosk) is not None:
        yield f"kiosk: {kiosk.kiosk} {kiosk.version} {kiosk.state}"
        for name, fault in (("reader", kiosk.reader_fault), ("camera", kiosk.camera_fault)):
            if fault:
                yield f"{name}: {fault}"
    if (visit := case.visit) is not None:
        yield f"visit: {_time(visit.began_at)} {visit.state} {visit.outcome or '-'}"
        yield f"needs: {visit.needs or '-'} token: {visit.token}"
    yield from _of_service(case)
    for file in case.files:
        if file.last_fault:
            yield f"file: {file.folder} {file.last_fault} x{file.attempts}"
    for one in case.happenings:
        details = " ".join(f"{name}={value}" for name, value in one.details.items())
        yield f"{_time(one.at)} {one.what} {details}".rstrip()


def _of_service(case: CaseFile) -> Iterator[str]:
    if case.kept is not None:
        yield f"ArbitraryFileIdentifier: {case.kept.identifier}"
    message = case.person.message if case.person else None
    if message is None:
        return
    for part, names in (("MessageHeader", _OF_SERVICE), ("MessageBody", _OF_ANSWER)):
        node = message.child(part) or Node(part)
        for name in names:
            if value := node.value(name):
                yield f"{name}: {value}"


def _time(at: datetime) -> str:
    return f"{at.astimezone(JAPAN):%Y-%m-%d %H:%M:%S}"
