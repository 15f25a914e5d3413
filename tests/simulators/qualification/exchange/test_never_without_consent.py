"""Whatever happens in whatever order: nothing is told that was not consented to."""

from base64 import b64decode
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.simulators.qualification.exchange.clinic import (
    ADULT,
    PEOPLE,
    SOLDIER,
    TWIN,
    Clinic,
    asking,
    results,
)

KINDS = ("PharmacistsInfo", "DiagnosisInfo", "OperationInfo", "SpecificHealthCheckupsInfo")
WHO = st.sampled_from((ADULT, TWIN, SOLDIER))
ANSWERS = st.dictionaries(st.sampled_from(KINDS), st.booleans())
MARKS = {"PharmacistsInfo": b"DrugC", "DiagnosisInfo": b"999010", "OperationInfo": b"999020"}
CHECKUP = b"ItemCode"


class Receptions(RuleBasedStateMachine):
    """Receptions, answers, hours and requests in any order; the model is a table of its own."""

    @initialize()
    def open(self) -> None:
        self.folder = TemporaryDirectory()
        self.clinic = Clinic(Path(self.folder.name))
        self.may_see: dict[int, dict[str, Any]] = {}  # who: {kind: until when}

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(who=WHO)
    def come(self, who: int) -> None:
        self.clinic.receive(who)
        self.may_see[who] = {}

    @rule(who=WHO, answers=ANSWERS)
    def come_and_answer(self, who: int, answers: Mapping[str, bool]) -> None:
        self.clinic.receive(who, **answers)
        until = self.clinic.clock() + timedelta(hours=24)
        self.may_see[who] = {kind: until for kind, yes in answers.items() if yes}

    @rule(hours=st.sampled_from((0.5, 6, 23.9, 24, 25)))
    def wait(self, hours: float) -> None:
        self.clinic.clock.time += timedelta(hours=hours)

    @rule()
    def restart(self) -> None:
        self.clinic = Clinic(Path(self.folder.name), self.clinic.clock)

    @rule(who=WHO, category=st.sampled_from(("2", "4")))
    def look_at_visits(self, who: int, category: str) -> None:
        seen = _content(self.clinic.view("YZKsiquc01", who, category))
        asked = {"PharmacistsInfo"} if category == "2" else set(MARKS)
        allowed = self._allowed(who) & asked
        assert {kind for kind, mark in MARKS.items() if mark in seen} <= allowed
        assert bool(seen) == bool(allowed)

    @rule(who=WHO)
    def look_at_checkups(self, who: int) -> None:
        seen = _content(self.clinic.view("TKKsiquc01", who, "2"))
        assert bool(seen) == ("SpecificHealthCheckupsInfo" in self._allowed(who))

    @rule(who=WHO)
    def search(self, who: int) -> None:
        [result] = results(self.clinic.search(asking(who)))
        flags = {kind for kind in KINDS if result[f"{kind}ConsFlg"] == "1"}
        assert flags == self._in_force(who)
        assert {kind for kind in KINDS if f"{kind}ConsTime" in result} == flags

    @invariant()
    def the_people_stay_who_they_are(self) -> None:
        if hasattr(self, "clinic"):
            assert set(self.clinic.registry.serials()) == set(PEOPLE)

    def _in_force(self, who: int) -> set[str]:
        now = self.clinic.clock()
        return {kind for kind, until in self.may_see.get(who, {}).items() if now <= until}

    def _allowed(self, who: int) -> set[str]:
        return set() if who == SOLDIER else self._in_force(who)


def _content(answer: dict[str, Any]) -> bytes:
    assert ("document" in answer) == (answer["XmlMsg"]["MessageHeader"]["ResultCode"] == "1")
    return b64decode(answer.get("document", ""))


TestReceptions = Receptions.TestCase
TestReceptions.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
