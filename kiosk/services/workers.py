"""Where effects are carried out: one thread per device, or none at all."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

Task = Callable[[], None]


class Worker(Protocol):
    """Carries tasks out in the order they were given."""

    def submit(self, task: Task) -> None:
        """Take a task; it must not raise."""
        ...

    def stop(self) -> None:
        """Finish what was taken, then end."""
        ...


class ThreadWorker:
    """One thread of its own, for one device."""

    def __init__(self, name: str) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._stopped = False

    def submit(self, task: Task) -> None:
        if not self._stopped:
            self._pool.submit(task)

    def stop(self) -> None:
        self._stopped = True
        self._pool.shutdown(wait=True)


class InlineWorker:
    """No thread: the task is done before `submit` returns. For tests and for what is instant."""

    def submit(self, task: Task) -> None:
        task()

    def stop(self) -> None:
        """Nothing to end."""
