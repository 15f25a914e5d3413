"""A child without cameras and models that speaks the wire and fails as it is told.

`python -m tests.drivers.vision.scripted_child MANNER GENERATION`. A verdict's score is the child's
generation, so that a test sees which child's verdict it was given.
"""

import os
import signal
import sys
import threading
from io import RawIOBase
from typing import BinaryIO

from drivers.vision import wire
from drivers.vision.wire import Kind, Message
from kiosk.domain.face import FaceGuidance, FaceVerdict
from kiosk.domain.refusal import FaceImpossible


class ScriptedChild:
    """Answers every request in its manner."""

    def __init__(self, manner: str, generation: int) -> None:
        self._manner = manner
        self._generation = generation
        self._requests: RawIOBase = os.fdopen(os.dup(0), "rb", buffering=0)
        self._answers: BinaryIO = os.fdopen(os.dup(1), "wb", buffering=0)

    def run(self) -> None:
        """Take the settings, then answer until the parent is gone."""
        wire.receive(self._requests)
        self._start()
        try:
            while True:
                message = wire.receive(self._requests)
                if message.kind is Kind.STOP:
                    self._stop(message.number)
                else:
                    self._answer(message)
        except wire.BrokenWireError:
            return

    def _start(self) -> None:
        match self._manner:
            case "dies starting":
                sys.exit(1)
            case "hangs starting":
                threading.Event().wait()
            case "is refused":
                self._say(Message(Kind.REFUSED, code="model_altered", body=b"matcher"))
                sys.exit(0)
            case _:
                self._say(Message(Kind.READY, code="scripted"))

    def _stop(self, number: int) -> None:
        if self._manner != "does not stop":
            self._say(Message(Kind.IMPOSSIBLE, number, FaceImpossible.STOPPED))

    def _answer(self, request: Message) -> None:
        match self._manner:
            case "answers":
                self._say(Message(Kind.GUIDANCE, request.number, FaceGuidance.LOOK_HERE))
                self._verdict(request.number)
            case "tells its time":
                self._verdict(request.number, request.seconds)
            case "dies asked":
                os.kill(os.getpid(), signal.SIGKILL)
            case "dies guiding":
                self._say(Message(Kind.GUIDANCE, request.number, FaceGuidance.LOOK_HERE))
                os.kill(os.getpid(), signal.SIGKILL)
            case "answers something else and dies":
                self._verdict(request.number - 1)
                self._verdict(request.number + 1)
                os.kill(os.getpid(), signal.SIGKILL)
            case "talks nonsense":
                self._answers.write(b"\xff" * 64)
            case "falls silent":
                os.kill(os.getpid(), signal.SIGSTOP)
            case _:  # guides for ever
                self._say(Message(Kind.GUIDANCE, request.number, FaceGuidance.NO_FACE))

    def _verdict(self, number: int, score: float | None = None) -> None:
        told = self._generation if score is None else score
        self._say(Message(Kind.VERDICT, number, FaceVerdict.MATCHED, score=told))

    def _say(self, message: Message) -> None:
        wire.send(self._answers, message)


if __name__ == "__main__":
    ScriptedChild(sys.argv[1], int(sys.argv[2])).run()
