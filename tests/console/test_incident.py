"""What staff read out to a help desk about one case."""

from pathlib import Path

import pytest
from sqlalchemy import insert

from kiosk.console.incident import incident
from kiosk.ports.desk.desk import Desk
from kiosk.storage.database import open_database, writing
from kiosk.storage.tables import audit
from tests.console.conftest import INSTITUTION
from tests.console.filled import NOW, fill, ident


@pytest.fixture
def filled(records_file: Path, desk: Desk) -> Desk:
    fill(records_file)
    engine = open_database(records_file)
    with writing(engine) as connection:
        connection.execute(
            insert(audit).values(
                at=NOW, kiosk="kiosk-1", session=7, what="fault", details='{"code": "gone"}'
            )
        )
    engine.dispose()
    return desk


def test_what_the_help_desk_is_told_holds_codes_and_nobody(filled: Desk) -> None:
    case = filled.today.case(ident("face"))
    assert case is not None
    assert "fault code=gone" in incident(case, INSTITUTION, NOW)
    case = filled.today.case(ident("ended"))
    assert case is not None
    text = incident(case, INSTITUTION, NOW)
    assert "QualificationValidity: 2" in text
    assert "kiosk: kiosk-1 0.6.0" in text
    for personal in ("例示", "ﾚｲｼﾞ", "19720229", "0000456", "00000077", "１２３４５６７８"):
        assert personal not in text


def test_an_audit_line_of_another_visit_is_not_this_ones(filled: Desk) -> None:
    case = filled.today.case(ident("refused"))
    assert case is not None
    assert case.happenings == ()
    case = filled.today.case(ident("face"))
    assert case is not None
    assert len(case.happenings) == 1
