"""Reads a receipt computer's request: a decoder of the service's own, strict in what it takes.

Names and lengths are the standard's where it is known (qualification.md §2.3, §2.5, §2.7); values
are texts. What a request says beyond that is ignored, as the real service does with 任意 elements.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from simulators.qualification.exchange.refusal import Reason, Refused

LONGEST: Final = 200
"""Characters of any value: no element of a request is longer."""

Element = Mapping[str, Any]


@dataclass(frozen=True, repr=False)
class Message:
    """A request's two parts."""

    header: Element
    body: Element

    @property
    def file_identifier(self) -> str:
        """ArbitraryFileIdentifier, empty where none was given."""
        return optional(self.header, "ArbitraryFileIdentifier")


def read_message(request: Element, institution: str) -> Message:
    """Take a request apart. Raises `Refused`."""
    message = element(request, "XmlMsg", Reason.HEADER_WRONG)
    header = element(message, "MessageHeader", Reason.HEADER_WRONG)
    body = element(message, "MessageBody", Reason.HEADER_WRONG)
    if required(header, "MedicalInstitutionCode") != institution:
        raise Refused(Reason.INSTITUTION_WRONG)
    return Message(header, body)


def element(parent: Element, name: str, reason: Reason = Reason.ELEMENT_MISSING) -> Element:
    """Return the one element of a name that holds others; an empty text is an empty element."""
    value = parent.get(name)
    if isinstance(value, list):
        raise Refused(Reason.ELEMENT_TWICE, name)
    if value == "":
        return {}
    if not isinstance(value, Mapping):
        raise Refused(reason, name)
    return cast("Element", value)


def elements(parent: Element, name: str) -> list[Element]:
    """Return every element of a name that holds others, in order; at least one."""
    value = parent.get(name)
    several = cast("list[Any]", value) if isinstance(value, list) else [value]
    if not all(isinstance(one, Mapping) for one in several):
        raise Refused(Reason.ELEMENT_MISSING, name)
    return cast("list[Element]", several)


def optional(parent: Element, name: str, most: int = LONGEST) -> str:
    """Return a text, empty where the element is absent. Raises `Refused` for anything else."""
    value = parent.get(name, "")
    if isinstance(value, list):
        raise Refused(Reason.ELEMENT_TWICE, name)
    if not isinstance(value, str) or len(value) > most or _CONTROL.search(value):
        raise Refused(Reason.ELEMENT_WRONG, name)
    return value


def required(parent: Element, name: str, most: int = LONGEST) -> str:
    """Return a text that is there and more than space."""
    value = optional(parent, name, most)
    if not value.strip():
        raise Refused(Reason.ELEMENT_MISSING, name)
    return value


def choice(parent: Element, name: str, allowed: str, otherwise: str = "") -> str:
    """Return a code of one character out of `allowed`; `otherwise` where it may be absent."""
    value = optional(parent, name) or otherwise
    if not value:
        raise Refused(Reason.ELEMENT_MISSING, name)
    if len(value) != 1 or value not in allowed:
        raise Refused(Reason.ELEMENT_WRONG, name)
    return value


def valid_day(parent: Element, name: str) -> date:
    """Return a date of eight digits."""
    return _date(required(parent, name), name)


def month(parent: Element, name: str) -> date:
    """Return the first day of a month of six digits."""
    value = required(parent, name)
    if not _MONTH.fullmatch(value):
        raise Refused(Reason.ELEMENT_WRONG, name)
    return _date(f"{value}01", name)


def insurer_number(parent: Element) -> str:
    """Return InsurerNumber: eight characters, six digits with two spaces before them."""
    value = required(parent, "InsurerNumber")
    if not _INSURER.fullmatch(value):
        raise Refused(Reason.ELEMENT_WRONG, "InsurerNumber")
    return value


def branch_number(parent: Element, name: str = "InsuredBranchNumber") -> str:
    """Return 枝番: two digits, or nothing."""
    value = optional(parent, name)
    if value and not _BRANCH.fullmatch(value):
        raise Refused(Reason.ELEMENT_WRONG, name)
    return value


_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INSURER: Final = re.compile("(?:  [0-9]{6}|[0-9]{8})")
_BRANCH: Final = re.compile("[0-9]{2}")
_DAY: Final = re.compile("[0-9]{8}")
_MONTH: Final = re.compile("[0-9]{6}")


def _date(value: str, name: str) -> date:
    if not _DAY.fullmatch(value):
        raise Refused(Reason.ELEMENT_WRONG, name)
    try:
        return date(int(value[:4]), int(value[4:6]), int(value[6:]))
    except ValueError:
        raise Refused(Reason.ELEMENT_WRONG, name) from None
