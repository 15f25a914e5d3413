"""Processes that look at pictures, each with an engine of its own.

Processes and not threads: the second opinion holds the interpreter's lock, and no model is safe to
share.
"""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import islice
from multiprocessing.connection import wait as wait_for_any
from typing import Final, Self, TextIO, TypeVar

J = TypeVar("J")
R = TypeVar("R")

_AHEAD: Final = (
    4  # jobs for each process that wait or run: enough to be busy, few enough for memory
)
_PAUSES: Final = {True: 0.2, False: 20.0}  # seconds between two words: on a terminal, in a file


class Workers:
    """So many processes; `begin(*given)` is called in each before its first job."""

    def __init__(self, processes: int, begin: Callable[..., None], *given: object) -> None:
        self._processes = processes
        self._pool = ProcessPoolExecutor(
            processes, multiprocessing.get_context("spawn"), _begin, (begin, *given)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def each(self, work: Callable[[J], R], jobs: Sequence[J], what: str) -> Iterator[R]:
        """Yield what `work` returns as it is ready, in no order; `what` names the progress.

        Raises `BrokenProcessPool` when a process dies.
        """
        progress = Progress(len(jobs), what)
        waiting: set[Future[R]] = set()
        left = iter(jobs)
        while True:
            for job in islice(left, _AHEAD * self._processes - len(waiting)):
                waiting.add(self._submit(work, job))
            if not waiting:
                break
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                progress.step()
                yield future.result()
        progress.end()

    def _submit(self, work: Callable[[J], R], job: J) -> Future[R]:
        """Hand over a job. A process that this starts hears no Ctrl+C until it can end quietly."""
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return self._pool.submit(work, job)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


class Progress:
    """One line on standard error that says how far it is."""

    def __init__(self, of: int, what: str, out: TextIO = sys.stderr) -> None:
        self._of, self._what, self._out = of, what, out
        self._terminal = out.isatty()
        self._pause = _PAUSES[self._terminal]
        self._done = 0
        self._begun = self._said = time.monotonic()

    def step(self) -> None:
        """Count one more; say so if a while has passed."""
        self._done += 1
        if time.monotonic() - self._said >= self._pause:
            self._said = time.monotonic()
            self._say()

    def end(self) -> None:
        """Say the last word."""
        self._say()
        if self._terminal:
            self._out.write("\n")

    def _say(self) -> None:
        seconds = time.monotonic() - self._begun
        left = seconds / max(self._done, 1) * (self._of - self._done)
        line = f"{self._what}: {self._done:,} of {self._of:,}, {seconds:.0f} s, {left:.0f} s left"
        self._out.write(f"\r{line:<72}" if self._terminal else f"{line}\n")
        self._out.flush()


def _begin(begin: Callable[..., None], *given: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # at once and without a word: the parent says it
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    parent = multiprocessing.parent_process()
    if parent is not None:  # however the parent ends, its children do: none waits for ever
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    begin(*given)


def _end_with(parent: int) -> None:
    wait_for_any([parent])
    os._exit(1)
