"""Serves the console over TLS, in one process."""

import asyncio
import socket
import ssl
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from kiosk.console.certificate import TlsFiles
from kiosk.console.connections import OPEN_AT_ONCE, Connection

_KEEP_SECONDS: Final = 60  # a handshake for every click would cost more than an idle connection


class ConsoleServer:
    """A listening console; raises OSError (address in use or not ours), ssl.SSLError."""

    def __init__(self, app: ASGIApp, files: TlsFiles, host: str, port: int) -> None:
        context = _context(files)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, port), family=family)
        # Inherited by every connection: an answer does not wait for the client's acknowledgement.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._context = context
        self.port: int = self._socket.getsockname()[1]
        self._server = _Server(
            uvicorn.Config(
                app,
                http=Connection,
                ws="none",
                lifespan="on",
                log_config=None,
                access_log=False,  # an address with an id is nobody's business
                server_header=False,
                proxy_headers=False,  # an address that a client names itself would dodge the limits
                limit_concurrency=OPEN_AT_ONCE,
                timeout_keep_alive=_KEEP_SECONDS,
                timeout_graceful_shutdown=1,
                ssl_context_factory=lambda *_: context,
            )
        )

    @property
    def started(self) -> bool:
        """Whether requests are answered."""
        return self._server.started

    def run(self) -> None:
        """Serve until `stop` or a signal."""
        with self._socket:
            self._server.run(sockets=[self._socket])

    def stop(self) -> None:
        """End `run`, from any thread."""
        self._server.should_exit = True

    def take(self, files: TlsFiles) -> None:
        """Show another certificate to whoever connects from now on."""
        self._context.load_cert_chain(files.certificate, files.key)


class _Server(uvicorn.Server):
    """Hangs up when it ends: a page that waits for events would never say goodbye."""

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
    context.load_cert_chain(files.certificate, files.key)
    return context
