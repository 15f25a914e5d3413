"""A consent is asked for at each visit: one that is recorded for another day is doubted."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from kiosk.domain.consent import Information, RecordedConsent
from kiosk.domain.doubt import Doubt
from kiosk.domain.doubt import DoubtCode as D
from kiosk.domain.doubts import doubts
from kiosk.domain.japan_time import parse_time
from tests.domain.records import ADULT, TODAY, answer


@pytest.mark.parametrize(
    ("at", "doubted"),
    [
        ("20261119235959", True),
        ("20261120000000", False),
        ("20261120235959", False),
        ("20261121000000", True),
        ("19991120120000", True),
    ],
)
def test_a_consent_of_another_day_is_doubted(at: str, doubted: bool) -> None:
    time = parse_time(at).astimezone(UTC)
    consents = (RecordedConsent(Information.OPERATION, time, time + timedelta(hours=24)),)
    found = doubts(replace(answer(ADULT), consents=consents), TODAY)
    expected = (Doubt(D.CONSENT_OF_ANOTHER_DAY, "OperationInfoConsTime"),)
    assert found == (expected if doubted else ())
