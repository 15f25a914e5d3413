import io
import json
import os
import struct

import pytest

from drivers.vision.wire import BrokenWireError, Kind, Message, receive, send, wipe


def sent(message: Message) -> bytes:
    pipe = io.BytesIO()
    send(pipe, message)
    return pipe.getvalue()


def heard(data: bytes) -> Message:
    with io.FileIO(_pipe(data)) as pipe:
        return receive(pipe)


def _pipe(data: bytes) -> int:
    reading, writing = os.pipe()
    os.write(writing, data)
    os.close(writing)
    return reading


@pytest.mark.parametrize(
    "message",
    [
        Message(Kind.STOP, 3),
        Message(Kind.READ_FRONT, 3, seconds=4.0),
        Message(Kind.FRONT, 3, body="昭和55年2月17日\x1f2035\x1f2285\x1f1".encode()),
        Message(Kind.MATCH, 4, seconds=20.0, body=b"\xff\x4f portrait \x00"),
        Message(Kind.VERDICT, 5, "matched", score=0.61),
    ],
)
def test_a_message_arrives_as_it_was_sent(message: Message) -> None:
    assert heard(sent(message)) == message


@pytest.mark.parametrize("length", [0, 3, 8, 20])
def test_a_pipe_that_ends_in_the_middle_is_a_broken_wire(length: int) -> None:
    with pytest.raises(BrokenWireError):
        heard(sent(Message(Kind.READY))[:length])


@pytest.mark.parametrize(
    "data",
    [
        b"Please install `face_recognition_models`",
        struct.pack(">II", 2, 0) + b"[]",
        struct.pack(">II", 2, 0) + b"{}",
        struct.pack(">II", 1, 0) + b"{",
    ],
)
def test_nonsense_is_a_broken_wire(data: bytes) -> None:
    with pytest.raises(BrokenWireError):
        heard(data)


def test_a_portrait_shows_neither_in_the_header_nor_in_a_repr() -> None:
    message = Message(Kind.MATCH, 1, body=b"SECRET")
    header_length, _ = struct.unpack(">II", sent(message)[:8])
    assert "SECRET" not in json.dumps(json.loads(sent(message)[8 : 8 + header_length]))
    assert "SECRET" not in repr(message)


def test_what_was_received_can_be_wiped() -> None:
    message = heard(sent(Message(Kind.MATCH, 1, body=b"SECRET")))
    wipe(message.body)
    assert message.body == bytes(6)
