"""Waiting for real threads: on a condition, with a deadline."""

import threading
from collections.abc import Callable

SECONDS = 5.0


def eventually(condition: Callable[[], bool], what: str) -> None:
    """Wait until the condition holds; fail with `what` when it does not in time."""
    waiting = threading.Event()
    for _ in range(int(SECONDS / 0.005)):
        if condition():
            return
        waiting.wait(0.005)
    raise AssertionError(f"not within {SECONDS} s: {what}")
