"""The service's answer: who may be received without staff, and element names written once."""

from dataclasses import fields

import pytest

from kiosk.domain.qualification import Qualification, Validity
from tests.fakes import people


@pytest.mark.parametrize(
    ("validity", "results", "received"),
    [
        (Validity.VALID, 1, True),
        (Validity.VALID, 0, False),
        (Validity.VALID, 2, False),
        (Validity.INVALID, 1, False),
        (Validity.INVALID_NEW_ONE_EXISTS, 1, False),
        (Validity.NONE, 0, False),
        (Validity.SEVERAL, 2, False),
        (Validity.VALID_TICKET_NOT_REGISTERED, 1, False),
        (None, 1, False),
    ],
)
def test_exactly_one_valid_qualification_is_received_without_staff(
    validity: Validity | None, results: int, received: bool
) -> None:
    assert people.confirmation(validity, results).received is received


def test_every_field_names_one_element_and_no_two_the_same() -> None:
    names = [f.metadata["element"] for f in fields(Qualification) if "element" in f.metadata]
    assert len(names) == len(set(names))
    assert all(name.isascii() and name[0].isupper() for name in names)
