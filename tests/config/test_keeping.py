"""How long the records keep what they know is the clinic's to say, within limits."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.config import load
from kiosk.ports.retention import Keeping
from tests.config.test_config import refusal, written


def _saying(tmp_path: Path, days: str) -> Path:
    path = written(tmp_path)
    path.write_text(path.read_text("utf-8").replace("[records]\n", f"[records]\n{days}\n"))
    return path


def test_unless_said_otherwise_people_are_known_for_45_days_and_receptions_for_five_years(
    tmp_path: Path,
) -> None:
    records = load(written(tmp_path)).records
    kept = Keeping(timedelta(days=records.personal_days), timedelta(days=records.history_days))
    assert kept == Keeping()
    assert (kept.personal.days, kept.history.days) == (45, 1830)


@pytest.mark.parametrize("days", ["personal_days = 1", "personal_days = 400", "history_days = 365"])
def test_a_clinic_may_keep_less_or_more(tmp_path: Path, days: str) -> None:
    name, value = days.split(" = ")
    assert getattr(load(_saying(tmp_path, days)).records, name) == int(value)


@pytest.mark.parametrize(
    "days",
    ["personal_days = 0", "personal_days = 401", "history_days = 364", "history_days = 3661"],
)
def test_what_would_keep_nothing_or_everything_is_refused_by_name(
    tmp_path: Path, days: str
) -> None:
    assert f"records.{days.split(' = ', maxsplit=1)[0]}" in refusal(_saying(tmp_path, days))
