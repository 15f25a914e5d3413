"""What holds for every test: the profile, hypothesis without a stopwatch, nothing left behind."""

import os
import threading
from collections.abc import Generator

import psutil
import pytest
from hypothesis import settings

os.environ.setdefault("UKETSUKE_PROFILE", "test")  # what simulators.guard asks for, at import
settings.register_profile("uketsuke", deadline=None)  # a shared machine is slow now and then
settings.load_profile("uketsuke")

KEPT_THREADS = ("pytest_timeout", "pytest-timeout", "MainThread")
"""Threads that belong to the test run itself; a prefix of the name."""

END_SECONDS = 2.0
"""What is ending when a test ends may take this long to be gone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what has devices, which live by the clock, to one process of a parallel run.

    Two vision children and two readers at once would take each other's time; all that needs none
    runs beside them. Nothing changes in a run of one process.
    """
    for item in items:
        if item.get_closest_marker("reader") or item.get_closest_marker("vision"):
            item.add_marker(pytest.mark.xdist_group("devices"))


@pytest.fixture(autouse=True)
def _profile() -> Generator[None]:
    """Take back the profile that a kiosk of the test has put into the environment."""
    yield
    os.environ["UKETSUKE_PROFILE"] = "test"


@pytest.fixture
def kept_threads() -> tuple[str, ...]:
    """Say which threads may outlive a test, by the beginning of their names."""
    return KEPT_THREADS


@pytest.fixture(autouse=True)
def _nothing_left_behind(kept_threads: tuple[str, ...]) -> Generator[None]:
    """Fail the test that leaves a thread or a child process; shared fixtures began before it."""
    threads = set(threading.enumerate())
    children = set(psutil.Process().children())
    yield
    left = [
        _ended(thread) for thread in threading.enumerate() if _counts(thread, threads, kept_threads)
    ]
    names = [thread.name for thread in left if thread.is_alive()]
    started = [child for child in psutil.Process().children() if _is_ours(child, children)]
    _gone, alive = psutil.wait_procs(started, timeout=END_SECONDS)
    assert not names, f"threads left behind: {names}"
    assert not alive, f"processes left behind: {alive}"


def _counts(thread: threading.Thread, before: set[threading.Thread], kept: tuple[str, ...]) -> bool:
    return thread not in before and not thread.name.startswith(kept)


def _is_ours(child: psutil.Process, before: set[psutil.Process]) -> bool:
    """Leave out multiprocessing's own tracker, which lives as long as the test run."""
    try:
        return child not in before and "multiprocessing.resource_tracker" not in str(
            child.cmdline()
        )
    except psutil.NoSuchProcess:
        return False


def _ended(thread: threading.Thread) -> threading.Thread:
    thread.join(END_SECONDS)
    return thread
