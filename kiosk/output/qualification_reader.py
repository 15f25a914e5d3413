"""Reads result files (qualification.md §2): by element name, in any order, trusting nothing."""

from kiosk.domain.consent import Consents
from kiosk.domain.qualification import QualificationConfirmation
from kiosk.domain.qualification_tree import (
    MessageMalformed,
    answered_consents,
    confirmation_from,
    results_of,
)
from kiosk.output.message_reader import read_message
from kiosk.output.message_text import ResultUnreadable


def read_result(content: bytes) -> QualificationConfirmation:
    """Read a result file. Raises `ResultUnreadable`."""
    try:
        return confirmation_from(read_message(content))
    except MessageMalformed as malformed:
        raise ResultUnreadable(str(malformed)) from None


def read_consents(content: bytes) -> Consents:
    """Return what the patient was asked and answered: every flag in the file."""
    body = read_message(content).child("MessageBody")
    if body is None:
        raise ResultUnreadable("missing MessageBody")
    return Consents(answered_consents(tuple(results_of(body))))
