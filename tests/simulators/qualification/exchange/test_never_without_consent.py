"""Whatever happens in whatever order: nothing is told that was not consented to."""

from base64 import b64decode
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulators.qualification.exchange.clinic import (
    ADULT,
    SOLDIER,
    TWIN,
    Clinic,
    asking,
    results,
)

KINDS = ("PharmacistsInfo", "DiagnosisInfo", "OperationInfo", "SpecificHealthCheckupsInfo")
PEOPLE = (ADULT, TWIN, SOLDIER)
MARKS = {"PharmacistsInfo": b"DrugC", "DiagnosisInfo": b"999010", "OperationInfo": b"999020"}

answers = st.none() | st.sets(st.sampled_from(KINDS), min_size=1)
actions = st.one_of(
    st.tuples(st.sampled_from(PEOPLE), answers),  # a reception; None: nothing was answered
    st.sampled_from((0.5, 23.9, 24.1)),  # hours pass
    st.just("restart"),
)


class Model:
    """Who may be seen until when, kept without the service."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clinic = Clinic(folder)
        self.until: dict[int, dict[str, datetime]] = {who: {} for who in PEOPLE}

    def do(self, action: tuple[int, AbstractSet[str] | None] | float | str) -> None:
        match action:
            case (who, given_):
                yes = given_ or set[str]()
                flags = {kind: kind in yes for kind in KINDS} if given_ else {}
                self.clinic.receive(who, **flags)
                self.until[who] = dict.fromkeys(yes, self.clinic.clock() + timedelta(hours=24))
            case float():
                self.clinic.clock.time += timedelta(hours=action)
            case _:
                self.clinic = Clinic(self.folder, self.clinic.clock)

    def check(self, who: int) -> None:
        now = self.clinic.clock()
        in_force = {kind for kind, until in self.until[who].items() if now <= until}
        [result] = results(self.clinic.search(asking(who)))
        assert {kind for kind in KINDS if result[f"{kind}ConsFlg"] == "1"} == in_force
        assert {kind for kind in KINDS if f"{kind}ConsTime" in result} == in_force
        viewable = set[str]() if who == SOLDIER else in_force
        assert self._told("YZKsiquc01", who, "4") == viewable - {"SpecificHealthCheckupsInfo"}
        assert self._told("YZKsiquc01", who, "2") == viewable & {"PharmacistsInfo"}
        checkups = _content(self.clinic.view("TKKsiquc01", who, "2"))
        assert bool(checkups) == ("SpecificHealthCheckupsInfo" in viewable)

    def _told(self, interface: str, who: int, category: str) -> set[str]:
        content = _content(self.clinic.view(interface, who, category))
        return {kind for kind, mark in MARKS.items() if mark in content}


@settings(max_examples=30, deadline=None)
@given(st.lists(actions, min_size=2, max_size=7))
def test_exactly_what_is_consented_to_is_told_whatever_happens(sequence: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        model = Model(Path(folder))
        for action in sequence:
            model.do(action)
            for who in PEOPLE:
                model.check(who)


def _content(answer: dict[str, Any]) -> bytes:
    assert ("document" in answer) == (answer["XmlMsg"]["MessageHeader"]["ResultCode"] == "1")
    return b64decode(answer.get("document", ""))
