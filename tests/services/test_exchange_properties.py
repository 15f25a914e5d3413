"""Whatever order files, faults and kills come in: each request is answered once, none is lost."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.fault import Device
from kiosk.output.request_interfaces import INTERFACES
from kiosk.ports.faults import DeviceFault
from kiosk.ports.records import Folder, KeptRequest
from tests.fakes import people
from tests.fakes.output import FOLDER_MISSING
from tests.fakes.service import TIMED_OUT, UNREACHABLE
from tests.output.request_files import good
from tests.services.exchange_desk import Desk

ACROSS = (
    "keep_request", "waiting_requests", "request_sent", "answer_request", "settle_provisional",
    "under_way", "exchange", "request_challenge", "take", "remove",
)  # fmt: skip


class Killed(BaseException):
    """The power goes."""


class World:
    """A desk whose every call over a port may be the last, before or after it took effect."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.sent: Counter[str] = Counter()
        self.delivered: list[str] = []
        self.written: set[str] = set()
        self.left: int | None = None
        self.before = False
        self._watched: list[str] = []
        self._wrap()

    def _wrap(self) -> None:
        self._watch(self.desk.service)
        if not self._watched:
            self._watch(self.desk.records)
            self._watch(self.desk.folder)
        self._watched.append("wrapped")

    def _watch(self, port: object) -> None:
        for name in ACROSS:
            if hasattr(port, name):
                setattr(port, name, partial(self._call, getattr(port, name), name))

    def _call(self, call: Callable[..., Any], name: str, *arguments: Any) -> Any:
        if self.left is not None:
            self.left -= 1
        ends = self.left is not None and self.left <= 0
        if ends and self.before:
            raise Killed
        if name == "exchange":
            self.sent[arguments[0]] += 1
        answer = call(*arguments)
        if ends:
            raise Killed
        return answer

    def write(self, interface: str, number: int, spoiled: bool) -> None:
        request = good(interface, number)
        if spoiled:
            request = KeptRequest(request.name, request.content[:-20])
        if request.name not in self.written:
            self.written.add(request.name)
            self.desk.write(request)

    def turn(self) -> None:
        self.desk.exchange.turn()

    def time(self) -> None:
        self.desk.clock.seconds += 20

    def kill(self, calls: int, before: bool) -> None:
        """The power goes at the nth call from now; then the kiosk starts again."""
        self.left, self.before = calls, before
        try:
            self.turn()
            self.turn()
        except Killed:
            self.restart()
        self.left = None

    def restart(self) -> None:
        self.left = None
        self.desk = self.desk.started_again()
        self._wrap()

    def service(self, fault: DeviceFault | None) -> None:
        exchanges, challenges = self.desk.service.exchanges, self.desk.service.challenges
        fresh = Desk().service
        exchanges.now(fault or fresh.exchanges.next())
        challenges.now(fault or people.CHALLENGE)

    def share(self, fault: DeviceFault | None) -> None:
        self.desk.folder.share.now(fault)
        self.desk.folder.removing.now(fault)

    def disk(self, fault: Exception | None) -> None:
        self.desk.records.broken = fault

    def deliver(self) -> None:
        if self.desk.records.broken is None:
            for item in self.desk.records.waiting_deliveries(1000, Folder.RES):
                self.delivered.append(item.file.name)
                self.desk.records.mark_delivered(item.number, people.NOON)

    def end(self) -> None:
        """All is well again, for long enough."""
        self.service(None)
        self.share(None)
        self.disk(None)
        for _ in range(100):
            self.time()
            self.turn()
            self.deliver()


FULL = DeviceFault(Device.RECORDS, "disk_full")
Act = Callable[[World], None]


def _act(name: str, *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Act]:
    return st.tuples(*arguments).map(lambda found: lambda world: getattr(world, name)(*found))


WRITE = _act(
    "write",
    st.sampled_from(sorted(INTERFACES)),
    st.integers(1, 3),
    st.sampled_from([False] * 4 + [True]),
)
ACTS = st.one_of(
    WRITE,
    WRITE,
    _act("turn"),
    _act("turn"),
    _act("time"),
    _act("kill", st.integers(1, 12), st.booleans()),
    _act("restart"),
    _act("service", st.sampled_from([None, UNREACHABLE, TIMED_OUT])),
    _act("share", st.sampled_from([None, FOLDER_MISSING])),
    _act("disk", st.sampled_from([None, None, FULL])),
    _act("deliver"),
)


@settings(max_examples=100)
@given(st.lists(ACTS, min_size=1, max_size=40))
def test_each_request_is_answered_once_and_what_begins_something_is_sent_once(
    acts: list[Act],
) -> None:
    world = World()
    for act in acts:
        act(world)
    world.end()
    expected = sorted(name.replace("req", "res") for name in world.written)
    assert sorted(world.delivered) == expected
    assert world.desk.folder.empty
    assert not world.desk.records.waiting_requests()
    written = Counter(name[:10] for name in world.written)
    for interface, kind in INTERFACES.items():
        if not kind.repeatable:
            assert world.sent[interface] <= written[interface]


@pytest.mark.parametrize("interface", INTERFACES)
@pytest.mark.parametrize("before", [True, False])
def test_a_kill_at_any_call_leaves_one_answer_and_sends_nothing_twice_that_begins_something(
    interface: str, before: bool
) -> None:
    for calls in range(1, 14):
        world = World()
        world.write(interface, 1, spoiled=False)
        world.kill(calls, before)
        world.end()
        assert world.delivered == [f"{interface}res_202611200001.xml"]
        assert INTERFACES[interface].repeatable or world.sent[interface] <= 1
