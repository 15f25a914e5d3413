"""Somebody looks for a fault with everything logged: no row stands there."""

import logging
from pathlib import Path

import pytest

from kiosk.storage.desk.desk import open_desk
from tests.fakes.people import NOON


def test_the_most_talkative_log_has_no_row(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name in (None, "sqlalchemy", "sqlalchemy.engine", "sqlalchemy.engine.Engine"):
        caplog.set_level(logging.DEBUG, name)
    desk = open_desk(path)
    desk.accounts.add("sato", "佐藤 見本", "receptionist", NOON)
    assert [one.name for one in desk.accounts.members()] == ["佐藤 見本"]
    desk.close()
    assert "佐藤" not in caplog.text
