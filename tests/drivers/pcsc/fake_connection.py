"""A connection that answers as told."""

from collections.abc import Callable, Iterable


class FakeConnection:
    """Answers from a list, or by a function; remembers what was sent."""

    def __init__(self, answers: Iterable[str] | Callable[[bytes], bytes] = ()) -> None:
        self.sent: list[bytes] = []
        self.closed = 0
        if callable(answers):
            self._answer = answers
        else:
            waiting = iter([bytes.fromhex(each) for each in answers])
            self._answer = lambda _: next(waiting)

    def transmit(self, command: bytes) -> bytes:
        self.sent.append(command)
        return self._answer(command)

    def close(self) -> None:
        self.closed += 1
