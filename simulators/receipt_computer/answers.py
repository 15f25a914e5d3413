"""Reads what is answered to requests, with the document that lies beside an answer."""

import re
from dataclasses import dataclass
from typing import Final

from simulators.receipt_computer.decoding import Part, Rejected, decode, section, text

ANSWER_FILE: Final = re.compile(
    r"(?P<interface>[A-Z]{3}(si|mu)[a-z]{3}[0-9]{2})res_(?P<suffix>[0-9]{12})"
    r"(?P<again>_again-[0-9a-f]{16})?\.xml"
)
PROCESSING: Final = "2"  # SegmentOfResult: ask later


@dataclass(frozen=True, repr=False)
class Answer:
    """The answer to one of this clinic's requests."""

    file: str
    interface: str
    segment: str  # SegmentOfResult: 1, 2 処理中, 9
    error: str  # ErrorCode, empty where there is none
    message: Part
    document: bytes | None = None  # PDF or XML of medical information

    @property
    def request(self) -> str:
        """Name of the request that is answered."""
        return self.file.replace("res_", "req_", 1)

    @property
    def for_staff(self) -> bool:
        """Whether it refuses a file whose name was used before: it answers no request of its own.

        The request of that name keeps its own answer; a person has to look at this one.
        """
        named = ANSWER_FILE.fullmatch(self.file)
        return named is not None and named["again"] is not None

    @property
    def body(self) -> Part:
        """MessageBody."""
        return section(self.message, "MessageBody")

    @property
    def later(self) -> bool:
        """Whether it is to be asked for again."""
        return self.segment == PROCESSING


def documents_of(name: str) -> tuple[str, str]:
    """Return the names that a document beside an answer may have."""
    stem = name.removesuffix(".xml")
    return f"{stem}.pdf", f"{stem}.document.xml"


def read_answer(name: str, content: bytes, document: bytes | None) -> Answer:
    """Read an answer. Raises `Rejected`."""
    named = ANSWER_FILE.fullmatch(name)
    if named is None:
        raise Rejected("no name of an answer")
    message = decode(content)
    header = section(message, "MessageHeader")
    segment = text(header, "SegmentOfResult")
    if segment not in ("1", "2", "9"):
        raise Rejected("SegmentOfResult")
    error = text(header, "ErrorCode")
    if (segment == "9") is not bool(error):
        raise Rejected("ErrorCode")
    return Answer(name, named["interface"], segment, error, message, document)
