"""Children that die, hang and lie, and what whoever asks them is told."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drivers.vision import wire
from drivers.vision.asking import LATE, Asking
from drivers.vision.keeper import Keeper
from drivers.vision.launch import Child
from drivers.vision.settings import VisionSettings
from drivers.vision.wire import Kind, Message
from kiosk.domain.fault import Device, Fault
from kiosk.flow.rules import MOVEMENT_SECONDS, Rules
from kiosk.ports.faults import DeviceFault

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = VisionSettings(
    start_seconds=2.0, wait_seconds=20.0, silence_seconds=1.0, stop_seconds=1.0
)
MORTAL = (
    "dies asked",
    "dies guiding",
    "answers something else and dies",
    "talks nonsense",
    "falls silent",
)


@dataclass
class Family:
    """A keeper whose children behave as listed, one after the other; the last manner repeats."""

    manners: list[str]
    settings: VisionSettings = SETTINGS
    born: list["subprocess.Popen[bytes]"] = field(default_factory=list["subprocess.Popen[bytes]"])
    told: list[str] = field(default_factory=list[str])
    on_word: Callable[[str], None] = lambda word: None

    def __post_init__(self) -> None:
        self.keeper = Keeper(self.settings, self._bear)
        self.asking = Asking(self.keeper, self.settings)

    def _bear(self, settings: VisionSettings, ring: int) -> Child:
        manner = self.manners[min(len(self.born), len(self.manners) - 1)]
        program = [sys.executable, "-m", "tests.drivers.vision.scripted_child"]
        process = subprocess.Popen(
            [*program, manner, str(len(self.born))],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        self.born.append(process)
        child = Child(process)
        child.send(wire.Message(Kind.SETTINGS, body=settings.to_json()))
        return child

    def ask(self, seconds: float = 20.0) -> float | None:
        """Return the verdict's score: which child it was that answered."""
        return self.asking.ask(
            Message(Kind.MATCH, seconds=seconds, body=b"portrait"),
            self._hear,
            wait=lambda: self._note("one moment"),
        )

    def _hear(self, message: Message) -> float | None:
        if message.kind is Kind.GUIDANCE:
            self._note("guidance")
        return message.score if message.kind in {Kind.VERDICT, Kind.IMPOSSIBLE} else None

    def _note(self, word: str) -> None:
        self.told.append(word)
        self.on_word(word)

    @property
    def is_shown(self) -> bool:
        """Whether there is a preview."""
        return self.keeper.running(Kind.MATCH) is not None

    def living(self) -> int:
        return sum(process.poll() is None for process in self.born)


@pytest.fixture
def family() -> Iterator[Callable[..., Family]]:
    families: list[Family] = []

    def found(*manners: str, given: VisionSettings = SETTINGS) -> Family:
        families.append(Family(list(manners), given))
        families[-1].keeper.start(lambda event: None)
        return families[-1]

    yield found
    for one in families:
        one.keeper.stop()
        assert one.living() == 0


Found = Callable[..., Family]


@pytest.mark.parametrize("manner", MORTAL)
def test_the_successor_of_a_lost_child_answers_and_one_moment_is_said(
    family: Found, manner: str
) -> None:
    children = family(manner, "answers")
    assert children.ask() == 1
    assert children.told[-2:] == ["one moment", "guidance"]
    assert children.living() == 1


def test_nothing_is_said_of_a_child_that_is_warm(family: Found) -> None:
    children = family("answers")
    assert children.ask() == 0
    children.told.clear()
    assert children.ask() == 0
    assert children.told == ["guidance"]


@pytest.mark.parametrize("manner", MORTAL)
def test_children_that_go_on_dying_end_the_request(family: Found, manner: str) -> None:
    children = family(manner)
    with pytest.raises(DeviceFault) as broken:
        children.ask()
    code = "timed_out" if manner == "falls silent" else "child_died"
    assert broken.value.fault == Fault(Device.VISION, code)
    assert children.told.count("one moment") in {2, 3}  # the first may have been warm
    assert not children.is_shown


def test_what_a_lost_child_was_given_is_gone_from_the_time(family: Found) -> None:
    children = family("falls silent", "tells its time")
    left = children.ask(seconds=20.0)
    assert left is not None
    assert 0 < left < 20.0 - SETTINGS.silence_seconds


@pytest.mark.parametrize("movements", [1, 2])
def test_the_flow_waits_longer_than_a_match_can_take(movements: int) -> None:
    """Else the screen would be gone while the patient still stands there and is looked at."""
    rules = Rules(face_seconds=Rules.face_seconds + (movements - 1) * MOVEMENT_SECONDS)
    longest = rules.face_seconds + VisionSettings().wait_seconds + LATE
    assert longest < rules.limits.matching


def test_without_time_left_no_other_child_is_asked(family: Found) -> None:
    children = family("falls silent", "answers")
    with pytest.raises(DeviceFault, match="timed_out"):
        children.ask(seconds=0.1)


def test_a_child_that_hangs_before_it_is_ready_is_replaced(family: Found) -> None:
    children = family("hangs starting", "answers")
    assert children.ask() == 1
    assert children.told == ["one moment", "guidance"]


def test_children_that_never_come_to_work_are_a_fault(family: Found) -> None:
    impatient = VisionSettings(wait_seconds=0.5)
    for manner in ("dies starting", "hangs starting"):
        children = family(manner, given=impatient)
        with pytest.raises(DeviceFault, match="timed_out"):
            children.ask()
        assert children.told == ["one moment"]
        for process in children.born:
            process.kill()  # it need not be waited for


def test_a_refused_model_is_named_in_the_log_once(
    family: Found, caplog: pytest.LogCaptureFixture
) -> None:
    children = family("is refused")
    for _ in range(2):
        with pytest.raises(DeviceFault, match="model_altered"):
            children.ask()
    assert caplog.text.count("matcher: model_altered") == 1


def test_a_stop_while_a_successor_is_waited_for_is_heard_at_once(family: Found) -> None:
    children = family("dies guiding", "hangs starting", given=VisionSettings())
    children.on_word = lambda word: _stop_at_second(children)
    assert children.ask() is None
    for process in children.born:
        process.kill()


def _stop_at_second(children: Family) -> None:
    if children.told[-1] == "one moment" and "guidance" in children.told:
        threading.Thread(target=children.keeper.stop_asking, args=(Kind.MATCH,)).start()


@pytest.mark.parametrize("manner", ["guides for ever", "does not stop"])
def test_a_stop_ends_the_request_whether_the_child_obeys_or_not(family: Found, manner: str) -> None:
    children = family(manner)
    shown: list[bool] = []

    def stop(word: str) -> None:
        if word == "guidance":
            shown.append(children.is_shown)
            children.keeper.stop_asking(Kind.MATCH)
            shown.append(children.is_shown)

    children.on_word = stop
    assert not children.ask()
    assert shown == [True, False]


def test_there_is_no_preview_while_a_successor_is_waited_for(family: Found) -> None:
    children = family("dies guiding", "answers")
    shown: list[tuple[str, bool]] = []
    children.on_word = lambda word: shown.append((word, children.is_shown))
    assert children.ask() == 1
    assert ("one moment", True) not in shown
    assert shown[-1] == ("guidance", True)


def outcome(children: Family) -> float | Fault | None:
    try:
        return children.ask()
    except DeviceFault as broken:
        return broken.fault


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(manners=st.lists(st.sampled_from([*MORTAL[:4], "dies starting"]), max_size=4))
def test_whatever_becomes_of_them_only_a_living_childs_answer_counts(
    family: Found, manners: list[str]
) -> None:
    children = family(*manners, "answers")
    lost = sum(manner != "dies starting" for manner in manners)
    expected = Fault(Device.VISION, "child_died") if lost >= 3 else len(manners)
    assert outcome(children) == expected
    assert not children.is_shown
