"""Whatever happens in whatever order: each file comes once, whole, and none overtakes another."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk.domain.fault import Device
from kiosk.domain.session import SessionId
from kiosk.output import rename, shared_folder
from kiosk.output.shared_folder import MARKER, SharedFolder
from kiosk.ports.faults import DeviceFault
from kiosk.ports.records import AuditEntry, Folder, KeptCheckIn, ResultFile
from kiosk.services.folder_queue import SET_ASIDE_PAUSE, FolderQueue
from kiosk.services.workers import InlineWorker
from tests.fakes.clock import FakeClock
from tests.fakes.output import FakeOutput
from tests.fakes.people import NOON
from tests.fakes.records import FakeRecords
from tests.output.receptions import reception

ENTRY = AuditEntry("checked_in", SessionId(1))
TOUCHING = ("open", "unlink", "fsync", "rename", "stat")
FOREIGN = b"another program's"


class PowerCut(BaseException):
    """Nothing more is done: neither what follows nor what would tidy up."""


class World:
    """Counts every touch of disk and records; cuts the power, takes files, lets writes fail."""

    def __init__(self) -> None:
        self.touched = 0
        self.cut_after: int | None = None
        self.fails_with: int | None = None
        self.at_every_touch: Callable[[], None] = lambda: None

    def touch(self) -> None:
        """Something is about to be done."""
        self.at_every_touch()
        if self.cut_after is not None:
            self.cut_after -= 1
            if self.cut_after < 0:
                raise PowerCut


class WatchedOs:
    """The module `os` as a folder's writer sees it."""

    def __init__(self, world: World) -> None:
        self._world = world

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return self._watched(real, name) if name in TOUCHING else real

    def _watched(self, real: Callable[..., Any], name: str) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            self._world.touch()
            if name == "fsync":  # nothing is lost with the power here, and disks are slow
                if self._world.fails_with is not None:
                    raise OSError(self._world.fails_with, "as told")
                return None
            return real(*args, **named)

        return call


class WatchedRecords(FakeRecords):
    """Records whose transactions are whole: the power is cut before one or after it."""

    world: World

    def _ask(self) -> None:
        self.world.touch()
        super()._ask()


class RealFolder(FakeOutput):
    """Renders as a fake, writes into a real folder."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._shared = SharedFolder(path)

    def stage(self, file: ResultFile, known: str | None) -> str:
        return self._shared.stage(file.name, file.content, known)

    def publish(self, file: ResultFile, mark: str) -> None:
        self._shared.publish(file.name, file.content, mark)


class Deliveries(RuleBasedStateMachine):
    """A kiosk that loses its power, a share that comes and goes, a consumer that takes files."""

    def __init__(self) -> None:
        super().__init__()
        self._temporary = TemporaryDirectory()
        self.path = Path(self._temporary.name) / "face"
        self.path.mkdir()
        self.away = self.path.with_name("away")
        self.world = World()
        self._replaced: list[tuple[ModuleType, str, object]] = []
        self._replace(shared_folder, "os", WatchedOs(self.world))
        self._replace(rename, "os", WatchedOs(self.world))
        self._replace(shared_folder, "rename_without_overwriting", self._rename)
        self.records = WatchedRecords()
        self.records.world = self.world
        self.kept: list[str] = []
        self.taken: list[str] = []
        self.in_the_way: set[str] = set()
        self.ever_in_the_way: set[str] = set()
        self.now = 0.0
        self._restart()

    def _replace(self, module: ModuleType, name: str, by: object) -> None:
        self._replaced.append((module, name, getattr(module, name)))
        setattr(module, name, by)

    def _rename(self, folder: int, old: str, new: str) -> None:
        self.world.touch()
        rename.rename_without_overwriting(folder, old, new)

    def teardown(self) -> None:
        """All is well again in the end: then all that was kept has come."""
        try:
            self._end_well()
        finally:
            for module, name, real in self._replaced:
                setattr(module, name, real)
            self._temporary.cleanup()

    def _end_well(self) -> None:
        self.all_is_well()
        self.take()
        self._restart()
        assert self.queue.deliver_waiting()
        self.take()
        self.nothing_comes_twice_and_nothing_overtakes()
        assert sorted(self.taken) == sorted(self.kept)
        assert {path.name for path in self.path.iterdir()} <= {MARKER}

    def _restart(self) -> None:
        """The kiosk starts anew on the records it has."""
        self.queue = FolderQueue(
            Folder.FACE,
            self.records,
            InlineWorker(),
            RealFolder(self.path),
            FakeClock(),
            lambda: True,
            lambda: self.now,
        )

    @precondition(lambda self: self.records.broken is None)
    @rule()
    def keep(self) -> None:
        """A reception is kept; its sidecar goes first."""
        stem = f"{len(self.kept):03}"
        names = [f"{stem}.json", f"{stem}.xml"]
        files = [ResultFile(name, name.encode()) for name in names]
        self.records.keep_check_in(KeptCheckIn(stem, reception()), files, ENTRY, NOON)
        self.kept += names

    @rule(seconds=st.sampled_from([0.0, 0.0, SET_ASIDE_PAUSE]))
    def deliver(self, seconds: float) -> None:
        self.now += seconds
        self.queue.deliver_waiting()

    @rule(touches=st.integers(0, 30), greedy=st.booleans())
    def the_power_is_cut_while_delivering(self, touches: int, *, greedy: bool) -> None:
        """Perhaps with a consumer that takes each file before anything else happens."""
        self.world.cut_after = touches
        self.world.at_every_touch = self.take if greedy else lambda: None
        with suppress(PowerCut):
            self.queue.deliver_waiting()
        self.world.cut_after = None
        self.world.at_every_touch = lambda: None
        self._restart()

    @rule()
    def take(self) -> None:
        """The receipt computer takes what it finds, whole."""
        for path in sorted(self.path.glob("[!.]*")) if self.path.exists() else []:
            if path.name not in self.in_the_way:
                assert path.read_bytes() == path.name.encode()
                self.taken.append(path.name)
                path.unlink()

    @rule(mount_point=st.booleans())
    def share_is_gone(self, *, mount_point: bool) -> None:
        """Perhaps its empty mount point shows; before the first file nobody can tell that."""
        if not self.away.exists():
            self.path.rename(self.away)
            if mount_point and self.records.marks:
                self.path.mkdir()

    @rule(number=st.sampled_from([errno.ENOSPC, errno.EROFS, errno.EIO]))
    def writes_fail(self, number: int) -> None:
        self.world.fails_with = number

    @rule()
    def records_fail(self) -> None:
        self.records.broken = DeviceFault(Device.RECORDS, "disk_full")

    @precondition(lambda self: not self.away.exists())
    @rule()
    def somebody_has_the_next_name(self) -> None:
        for name in self.kept:
            if name not in self.taken and not (self.path / name).exists():
                (self.path / name).write_bytes(FOREIGN)
                self.in_the_way.add(name)
                self.ever_in_the_way.add(name)
                return

    @rule()
    def all_is_well(self) -> None:
        """The share is back, every disk works, and nothing foreign lies there."""
        self.records.broken = None
        self.world.fails_with = None
        if self.away.exists():
            if self.path.exists():
                assert list(self.path.iterdir()) == []
                self.path.rmdir()
            self.away.rename(self.path)
        for name in self.in_the_way:
            assert (self.path / name).read_bytes() == FOREIGN
            (self.path / name).unlink()
        self.in_the_way = set()

    @invariant()
    def nothing_comes_twice_and_nothing_overtakes(self) -> None:
        assert len(self.taken) == len(set(self.taken))
        by_itself = [name for name in self.taken if name not in self.ever_in_the_way]
        assert by_itself == sorted(by_itself)

    @invariant()
    def what_is_said_delivered_has_come(self) -> None:
        where = self.away if self.away.exists() else self.path
        there = {path.name for path in where.glob("[!.]*")} - self.in_the_way
        said = {self.kept[number - 1] for number in self.records.delivered}
        assert said <= there | set(self.taken)


TestDeliveries = Deliveries.TestCase
TestDeliveries.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)
