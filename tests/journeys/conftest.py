"""A kiosk on fakes for each journey, every log record of it searched for what is personal."""

import logging
from collections.abc import Generator

import pytest

from kiosk.domain.optional_questions import OptionalQuestion
from kiosk.flow.rules import Rules
from tests.fakes import people
from tests.fakes.kiosk import FakeKiosk


@pytest.fixture
def kiosk(caplog: pytest.LogCaptureFixture) -> Generator[FakeKiosk]:
    """Yield a kiosk that waits for a card; afterwards nothing of the person may be in any log."""
    caplog.set_level(logging.DEBUG)
    asked = frozenset({OptionalQuestion.SPECIFIC_DISEASES, OptionalQuestion.PUBLIC_EXPENSE})
    kiosk = FakeKiosk(Rules(options=asked))  # where the service offers something to ask about
    yield kiosk
    kiosk.stop()
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    logged = [logging.Formatter("%(message)s %(args)s").format(record) for record in records]
    assert not people.marks_in("\n".join(logged))
    assert not people.marks_in(repr(kiosk.records.audit))
    assert not people.marks_in(repr(kiosk.seen))
