"""One life of a server on this machine: TLS with client certificates, on a thread of its own."""

import asyncio
import socket
import ssl
from collections.abc import Callable
from threading import Thread
from time import monotonic, sleep
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from simulators.qualification.tls import TlsFiles

START_SECONDS: Final = 10.0
_POLL: Final = 0.005


class ServiceNotStarted(Exception):
    """The server did not come up, or did not go down, in ten seconds."""


class Server:
    """Serves from the moment it is made; raises `ServiceNotStarted`, OSError (port taken)."""

    def __init__(self, app: ASGIApp, files: TlsFiles, port: int) -> None:
        self._socket = socket.create_server(("127.0.0.1", port))
        # Inherited by every connection; asyncio sets it only on sockets made with IPPROTO_TCP, and
        # without it each answer waits 40 ms for the client's delayed acknowledgement.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.port: int = self._socket.getsockname()[1]
        self._server = _AbruptServer(
            uvicorn.Config(
                app,
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=1,
                ssl_context_factory=lambda *_: _context(files),
            )
        )
        self._thread = Thread(target=self._serve, name="simulated-qualification")
        self._thread.start()
        self._wait_for(lambda: self._server.started or not self._thread.is_alive())
        if not self._server.started:
            raise ServiceNotStarted

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(START_SECONDS)
        if self._thread.is_alive():
            raise ServiceNotStarted

    def hang_up(self, client: tuple[str, int]) -> None:
        """Close one connection when what was written has left; from the server's thread."""
        for connection in list(self._server.server_state.connections):
            if getattr(connection, "client", None) == client:
                transport: asyncio.Transport | None = getattr(connection, "transport", None)
                if transport is not None:
                    transport.close()

    def _serve(self) -> None:
        with self._socket:
            self._server.run(sockets=[self._socket])

    def _wait_for(self, condition: Callable[[], bool]) -> None:
        deadline = monotonic() + START_SECONDS
        while not condition():
            if monotonic() > deadline:
                raise ServiceNotStarted
            sleep(_POLL)


class _AbruptServer(uvicorn.Server):
    """Hangs up when it ends: an idle client would not answer TLS's farewell."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for connection in list(self.server_state.connections):
            # Protocols of either kind have one; uvicorn's type does not say so.
            transport: asyncio.Transport | None = getattr(connection, "transport", None)
            if transport is not None:
                transport.abort()
        await asyncio.sleep(0)  # lets the connections notice
        await super().shutdown(sockets)


def _context(files: TlsFiles) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(files.ca)
    context.load_cert_chain(files.server_certificate, files.server_key)
    return context
