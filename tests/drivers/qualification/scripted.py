"""A little service behind real TLS that answers what a test wrote down, and keeps what it got."""

import json
import socket
import ssl
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from simulators.qualification.tls import TlsFiles


@dataclass(frozen=True)
class Told:
    """An answer: its status, its bytes, and headers of its own."""

    content: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    promised: int | None = None  # the length announced; None: the true one


Decide = Callable[[str, Any], Told]


class ScriptedService:
    """Answers each address in the order written down, the last answer for ever."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, Any]] = []
        self.decide: Decide = self._from_script
        self._scripts: dict[str, list[Told]] = {}
        self.url = ""

    def answers(self, path: str, *told: Told | bytes | dict[str, Any]) -> None:
        """Write down what is answered at a path."""
        self._scripts[path] = [_told(one) for one in told]

    def asked(self, path: str) -> list[Any]:
        """Return what was sent to a path."""
        return [request for where, request in self.requests if where == path]

    def answer(self, path: str, body: bytes) -> Told:
        request = json.loads(body)
        self.requests.append((path, request))
        return self.decide(path, request)

    def _from_script(self, path: str, request: Any) -> Told:
        script = self._scripts.get(path, [Told(b"", 404)])
        return script.pop(0) if len(script) > 1 else script[0]


def _told(told: Told | bytes | dict[str, Any]) -> Told:
    if isinstance(told, Told):
        return told
    return Told(told if isinstance(told, bytes) else json.dumps(told).encode())


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10
    disable_nagle_algorithm = True
    service: ScriptedService

    def do_POST(self) -> None:
        told = self.service.answer(self.path, self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(told.status)
        for name, value in told.headers:
            self.send_header(name, value)
        length = len(told.content) if told.promised is None else told.promised
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(told.content)
        self.close_connection = told.promised is not None

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Tests are quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, service: ScriptedService, context: ssl.SSLContext) -> None:
        handler = type("Handler", (_Handler,), {"service": service})
        super().__init__(("127.0.0.1", 0), handler)
        self._context = context

    def get_request(self) -> tuple[ssl.SSLSocket, Any]:
        plain, address = self.socket.accept()
        return self._context.wrap_socket(
            plain, server_side=True, do_handshake_on_connect=False
        ), address

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up or is not trusted is no news."""


def server_context(files: TlsFiles) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(files.ca)
    context.load_cert_chain(files.server_certificate, files.server_key)
    return context


@contextmanager
def serving(files: TlsFiles) -> Generator[ScriptedService]:
    """Serve on this machine, behind TLS that asks for the kiosk's certificate."""
    service = ScriptedService()
    with _Server(service, server_context(files)) as server:
        service.url = f"https://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, args=(0.01,), name="scripted service")
        thread.start()
        try:
            yield service
        finally:
            server.shutdown()
            thread.join(5)


@contextmanager
def tap(files: TlsFiles, serve: Callable[[ssl.SSLSocket], object]) -> Generator[str]:
    """Serve one connection by hand, for what no honest server does."""

    def run(listening: socket.socket) -> None:
        with (
            suppress(OSError),
            server_context(files).wrap_socket(listening.accept()[0], server_side=True) as line,
        ):
            line.recv(65536)
            serve(line)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=run, args=(listening,))
        thread.start()
        yield f"https://127.0.0.1:{listening.getsockname()[1]}"
        thread.join(5)
