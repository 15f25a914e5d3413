"""What a fake answers, written down by the test."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Script(Generic[T]):
    """Answers in the order they were written down; the last one repeats; faults are raised.

    What is set as `meanwhile` happens once, while the next answer is awaited.
    """

    def __init__(self, *answers: T | Exception) -> None:
        self._answers = list(answers)
        self.asked = 0
        self.meanwhile: Callable[[], None] | None = None

    def now(self, *answers: T | Exception) -> None:
        """Forget what was written down and answer this from now on."""
        self._answers = list(answers)

    def next(self) -> T:
        self.asked += 1
        if self.meanwhile is not None:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer
