"""What parent and child say to each other: framed messages over two pipes.

A frame is two lengths (big-endian, 4 bytes each), a JSON header, and a body that is raw bytes (the
settings, the portrait, what is printed on a card). The body is never part of the JSON, so that no
text form of it exists, and it is read into a `bytearray` that its owner can wipe.
"""

import json
import struct
from dataclasses import dataclass, field
from enum import StrEnum
from io import RawIOBase
from typing import BinaryIO, cast

_LENGTHS = struct.Struct(">II")
LONGEST_BODY = 32 * 1024  # a portrait has some 4 kB; a pipe takes 64 kB, so sending never blocks
LONGEST_HEADER = 4096


class Kind(StrEnum):
    """What a message is about. First the parent's, then the child's."""

    SETTINGS = "settings"  # body: VisionSettings
    MATCH = "match"  # number, seconds, code: a MatchBand; body: the portrait
    READ_FRONT = "read_front"  # number, seconds
    SHOW = "show"  # number, seconds; body: the portrait, to be put into the ring as a still
    STOP = "stop"  # number of the request that is to stop

    READY = "ready"  # models loaded and warm
    REFUSED = "refused"  # code: why this child cannot work, body: whose fault; it ends by itself
    CAMERA = "camera"  # code: a CameraEvent
    BEAT = "beat"  # number: the match or reading is alive
    GUIDANCE = "guidance"  # number, code: a FaceGuidance
    VERDICT = "verdict"  # number, code: a FaceVerdict; score
    IMPOSSIBLE = "impossible"  # number, code: a FaceImpossible
    SHOWN = "shown"  # number: the portrait is in the ring
    FRONT = "front"  # number; body: what is printed, empty when nothing could be believed
    FAULT = "fault"  # number, code: a device's fault


@dataclass(frozen=True)
class Message:
    """One message; `number` is the match or reading it belongs to."""

    kind: Kind
    number: int = 0
    code: str = ""
    score: float = field(default=0.0, repr=False)
    seconds: float = 0.0
    body: bytes | bytearray = field(default=b"", repr=False)


class BrokenWireError(Exception):
    """The other side is gone or talks nonsense."""


def send(pipe: BinaryIO, message: Message) -> None:
    """Write one message. Raises `BrokenWireError` when the other side is gone."""
    header = json.dumps(
        {
            "kind": message.kind,
            "number": message.number,
            "code": message.code,
            "score": message.score,
            "seconds": message.seconds,
        }
    ).encode()
    try:
        pipe.write(_LENGTHS.pack(len(header), len(message.body)) + header)
        pipe.write(message.body)  # by itself: no copy of a portrait is made to join the two
        pipe.flush()
    except (OSError, ValueError) as gone:  # ValueError: the pipe was closed by our own side
        raise BrokenWireError("the other side is gone") from gone


def receive(pipe: RawIOBase) -> Message:
    """Wait for one message. Raises `BrokenWireError` at the end of the pipe or on nonsense."""
    header_length, body_length = _LENGTHS.unpack(_read(pipe, _LENGTHS.size))
    if header_length > LONGEST_HEADER or body_length > LONGEST_BODY:
        raise BrokenWireError("a message longer than any of ours")
    header = _read(pipe, header_length)
    body = _read(pipe, body_length)
    try:
        fields = cast("dict[str, str]", json.loads(header))
        return Message(
            kind=Kind(fields["kind"]),
            number=int(fields["number"]),
            code=fields["code"],
            score=float(fields["score"]),
            seconds=float(fields["seconds"]),
            body=body,
        )
    except (KeyError, TypeError, ValueError) as nonsense:
        raise BrokenWireError("not a message of ours") from nonsense


def wipe(body: bytes | bytearray) -> None:
    """Overwrite what was received."""
    if isinstance(body, bytearray):
        body[:] = bytes(len(body))


def _read(pipe: RawIOBase, length: int) -> bytearray:
    buffer = bytearray(length)
    view = memoryview(buffer)
    done = 0
    while done < length:
        try:
            got = pipe.readinto(view[done:])
        except (OSError, ValueError) as gone:
            raise BrokenWireError("the other side is gone") from gone
        if not got:
            raise BrokenWireError("the other side is gone")
        done += got
    return buffer
