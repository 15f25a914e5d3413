"""What a fake answers, written down by the test."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Script(Generic[T]):
    """Answers in the order they were written down; the last one repeats; faults are raised."""

    def __init__(self, *answers: T | Exception) -> None:
        self._answers = list(answers)
        self.asked = 0

    def now(self, *answers: T | Exception) -> None:
        """Forget what was written down and answer this from now on."""
        self._answers = list(answers)

    def next(self) -> T:
        self.asked += 1
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer
