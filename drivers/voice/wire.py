"""What parent and child say to each other: one JSON object a line, over two pipes."""

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import IO, Any


class Kind(StrEnum):
    """What a message is about. First the parent's, then the child's."""

    SAY = "say"
    PLAY = "play"  # text: a Sound
    HUSH = "hush"

    READY = "ready"  # it listens
    TAKEN = "taken"  # number: of the message that was taken
    DONE = "done"  # number: of the SAY that has been said to its end
    AUDIBLE = "audible"  # there is a device
    SILENT = "silent"  # there is none


@dataclass(frozen=True)
class Message:
    """One message. What is said never stands in its repr."""

    kind: Kind
    number: int = 0
    text: str = field(default="", repr=False)
    language: str = ""
    pace: str = ""
    after: bool = False


class BrokenWireError(Exception):
    """The other side is gone or talks nonsense."""


def send(pipe: IO[str], message: Message) -> None:
    """Write one message. Raises `BrokenWireError` when the other side is gone."""
    try:
        pipe.write(json.dumps(asdict(message)) + "\n")
        pipe.flush()
    except (OSError, ValueError) as gone:  # ValueError: the pipe was closed by our own side
        raise BrokenWireError("the other side is gone") from gone


def receive(pipe: IO[str]) -> Message:
    """Wait for one message. Raises `BrokenWireError` at the end of the pipe or on nonsense."""
    try:
        line = pipe.readline()
        fields: dict[str, Any] = json.loads(line) if line else {}
        fields["kind"] = Kind(fields["kind"])
        return Message(**fields)
    except (OSError, ValueError, KeyError, TypeError) as gone:
        raise BrokenWireError("the other side is gone") from gone
