"""A clinic for each test."""

from pathlib import Path

import pytest

from tests.simulators.qualification.exchange.clinic import Clinic


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path)
