"""What the kiosk needs of the way from the receipt computer (レセコン): its request files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from kiosk.domain.message_tree import Node
from kiosk.domain.secret import Private
from kiosk.ports.qualification import Exchanged
from kiosk.ports.records import KeptRequest, ResultFile


class RequestFault(StrEnum):
    """Why a request is answered with an error file of the kiosk's own; the value is its ErrorCode.

    The service's own codes (別紙6-1) are not public, so these cannot be taken for one of them.
    """

    SIZE = "UKE-0101"
    ENCODING = "UKE-0102"
    DOCTYPE = "UKE-0103"
    NOT_XML = "UKE-0104"
    NO_MESSAGE = "UKE-0105"
    MISSING = "UKE-0201"
    BAD_VALUE = "UKE-0202"
    OTHER_CLINIC = "UKE-0203"
    UNKNOWN_INTERFACE = "UKE-0301"
    NAME_USED = "UKE-0302"
    RESULT_UNKNOWN = "UKE-0501"
    NO_ANSWER = "UKE-0502"
    ANSWER_UNUSABLE = "UKE-0503"


@dataclass(frozen=True)
class RequestRefused:
    """A request that is not put to the service; `element` is at fault, by the standard's name."""

    fault: RequestFault
    element: str = ""


@dataclass(frozen=True, repr=False)
class Arrival(Private):
    """A whole request file that the kiosk has taken hold of; nobody changes it any more.

    `content` is empty for a file that is too large to be read. `mark` tells this very file from
    another of the same name, and is the same after a restart. `left_over` says that it was taken
    hold of before the kiosk ended: it may be kept already.
    """

    name: str
    content: bytes
    mark: str
    left_over: bool = False


@dataclass(frozen=True, repr=False)
class Rendered(Private):
    """An answer as files: a document first, the message last, as it is found by.

    `substituted` counts the elements of which the request's encoding lacks a character.
    """

    files: Sequence[ResultFile]
    substituted: int = 0


@dataclass(frozen=True, repr=False)
class Request(Private):
    """A request as it is put to the service."""

    interface: str  # OQSsiquc01, …
    message: Node
    repeatable: bool  # put twice, it does the same as put once
    urgent: bool  # about one person, and somebody waits for the answer
    reception: str = ""  # ArbitraryIdentifier: perhaps the id of a provisional reception


class RequestFolder(Protocol):
    """The shared folder ``req``. Any method may hang as long as the share does."""

    def take(self) -> Sequence[Arrival]:
        """Take hold of the files that are whole, oldest first, and return them.

        Raises `DeviceFault(Device.RECEIPT_COMPUTER, ...)`: ``folder_missing``, ``not_readable``,
        ``not_writable``, ``disk_full``.
        """
        ...

    def settling(self) -> bool:
        """Say whether a file lies there that may soon be found whole: then look again soon."""
        ...

    def remove(self, arrival: Arrival) -> None:
        """Remove a file that is kept now; one that is gone already is no fault. Faults as above."""
        ...


class RequestForms(Protocol):
    """Reads requests and renders answers; touches no disk."""

    def read(self, kept: KeptRequest) -> Request | RequestRefused:
        """Read and check a request file."""
        ...

    def answer(self, kept: KeptRequest, exchanged: Exchanged) -> Rendered:
        """Render the service's answer.

        Raises `DeviceFault(Device.RECEIPT_COMPUTER, "illegal_character")`.
        """
        ...

    def refuse(
        self, kept: KeptRequest, refused: RequestRefused, at: datetime
    ) -> Sequence[ResultFile]:
        """Render an error file."""
        ...

    def answer_name(self, name: str) -> str:
        """Return the name of the message that answers a request of a name."""
        ...

    def again(self, arrival: Arrival) -> str:
        """Return the name under which a file is refused whose own name has an answer already."""
        ...


@dataclass(frozen=True)
class Requests:
    """The way from the receipt computer; `poll_seconds` as it has no other way to say a word."""

    folder: RequestFolder
    forms: RequestForms
    poll_seconds: float = 1.0
