"""One client that asks much or nothing leaves room for all others."""

import asyncio
import socket
import ssl
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from typing import Any, cast

import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState

from kiosk.console.connections import MOST_OF_ONE, PATIENCE, Connection
from tests.console.browsing import RunningConsole

HEALTH = b"GET /health HTTP/1.1\r\nHost: console.test\r\n\r\n"
POST = b"POST /sign-in HTTP/1.1\r\nHost: console.test\r\nContent-Length: 9\r\n\r\n"


@contextmanager
def connected(running: RunningConsole, source: str) -> Generator[ssl.SSLSocket]:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    port = running.server.port
    with (
        socket.create_connection(("127.0.0.1", port), 10, (source, 0)) as plain,
        context.wrap_socket(plain) as line,
    ):
        yield line


def answer(line: ssl.SSLSocket) -> bytes:
    """Ask whether the console runs; empty when it hangs up."""
    try:
        line.sendall(HEALTH)
        return line.recv(15)
    except OSError:
        return b""


def test_one_computer_cannot_keep_all_others_out(running_console: RunningConsole) -> None:
    with ExitStack() as stack:
        greedy = [
            stack.enter_context(connected(running_console, "127.0.0.2")) for _ in range(MOST_OF_ONE)
        ]
        assert answer(greedy[-1]) == b"HTTP/1.1 200 OK"
        one_more = stack.enter_context(connected(running_console, "127.0.0.2"))
        assert answer(one_more) == b""
        assert answer(greedy[0]) == b"HTTP/1.1 200 OK"
        other = stack.enter_context(connected(running_console, "127.0.0.3"))
        assert answer(other) == b"HTTP/1.1 200 OK"


class Task:
    def add_done_callback(self, callback: object) -> None:
        del callback


class Loop:
    """Its time passes by `look` alone."""

    def __init__(self) -> None:
        self.due: tuple[float, Callable[..., None], tuple[Any, ...]] | None = None

    def call_later(self, delay: float, callback: Callable[..., None], *values: Any) -> "Loop":
        self.due = delay, callback, values
        return self

    def cancel(self) -> None:
        self.due = None

    def create_task(self, work: Any) -> Task:
        work.close()  # an application that never answers
        return Task()

    def look(self) -> None:
        assert self.due
        delay, callback, values = self.due
        assert delay == PATIENCE
        self.due = None
        callback(*values)


class Line:
    """A transport; `closed` once it was hung up."""

    closed = False

    def get_extra_info(self, name: str) -> object:
        return {"peername": ("192.0.2.7", 50000), "sockname": ("192.0.2.1", 443)}.get(name)

    def abort(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed


async def nothing(_scope: object, _receive: object, _send: object) -> None:
    """Answer nothing."""


@pytest.fixture
def loop() -> Loop:
    return Loop()


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def connection(loop: Loop, line: Line) -> Connection:
    as_loop = cast("asyncio.AbstractEventLoop", loop)
    connection = Connection(
        Config(cast("Any", nothing), log_config=None), ServerState(), {}, as_loop
    )
    connection.connection_made(cast("asyncio.Transport", line))
    return connection


@pytest.mark.parametrize("sent", [b"", b"GET / HT", POST, POST + b"csrf"])
def test_who_does_not_ask_to_the_end_is_hung_up(
    connection: Connection, loop: Loop, line: Line, sent: bytes
) -> None:
    if sent:
        connection.data_received(sent)
    loop.look()
    if sent.startswith(b"POST"):
        assert not line.closed
        loop.look()
    assert line.closed


def test_who_waits_for_an_answer_is_not_hung_up(
    connection: Connection, loop: Loop, line: Line
) -> None:
    connection.data_received(HEALTH)
    for _ in range(5):
        loop.look()
    assert not line.closed


def test_who_does_not_read_the_answer_is_hung_up(
    connection: Connection, loop: Loop, line: Line
) -> None:
    connection.data_received(HEALTH)
    connection.pause_writing()
    loop.look()
    assert not line.closed
    loop.look()
    assert line.closed
