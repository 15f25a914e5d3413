"""A call that another thread's worker carries out while this one waits for what it returns."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Final, TypeVar

from kiosk.services.workers import Worker

T = TypeVar("T")
_LOOK_UP: Final = 0.2  # seconds between two looks whether the caller still wants to wait


class GivenUp(Exception):
    """The caller ended before the worker came to it, or while it was at it."""


def call_on(worker: Worker, call: Callable[[], T], given_up: Callable[[], bool]) -> T:
    """Return what the call returns, or raise what it raises.

    Raises `GivenUp` once `given_up` says so: a call not begun is dropped, one under way goes on.
    """
    future: Future[T] = Future()

    def run() -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            future.set_result(call())
        except BaseException as error:  # noqa: BLE001 - handed over to the caller's thread
            future.set_exception(error)

    worker.submit(run)
    while not wait((future,), timeout=_LOOK_UP).done:
        if given_up():
            future.cancel()
            raise GivenUp
    return future.result()
