"""The simulated national service as a server on this machine, with switches to misbehave."""

import asyncio
import socket
import ssl
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from simulators.guard import require_simulation_allowed
from simulators.personas.insured import Insured
from simulators.qualification.app import service_app
from simulators.qualification.desk import Desk
from simulators.qualification.exchange.exchange import Exchange
from simulators.qualification.exchange.routes import exchange_routes
from simulators.qualification.exchange.store import ExchangeStore
from simulators.qualification.misbehaviour import Misbehaving, Switches
from simulators.qualification.refusals import Refusal
from simulators.qualification.registry import Registry
from simulators.qualification.tls import TlsFiles, tls_files

INSTITUTION: Final = "1319999999"  # Tokyo, medical, a clinic that nobody has
REGISTRY: Final = "registry.sqlite"  # in the state folder
EXCHANGE: Final = "exchange.sqlite"  # likewise
START_SECONDS: Final = 10.0
_POLL: Final = 0.005


class ServiceNotStarted(Exception):
    """The server did not come up, or did not go down, in ten seconds."""


class SimulatedService:
    """Serves ``https://127.0.0.1:port`` to those who show the client certificate.

    `state` keeps the TLS files and what receptions add (`Registry`) between starts; `people` are
    who is insured, by the serial number of their user certificate; `trusted_card_ca` is the
    authority of the cards, PEM or DER; `now` is the service's clock; `port` 0 is any free one.
    Raises `SimulatorRefused` outside development and test.
    """

    def __init__(
        self,
        state: Path,
        people: Mapping[int, Insured],
        trusted_card_ca: bytes,
        *,
        institution: str = INSTITUTION,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        port: int = 0,
    ) -> None:
        require_simulation_allowed()
        self._files = tls_files(state)
        self._switches = Switches()
        self._registry = Registry(people, state / REGISTRY)
        self._desk = Desk(self._registry, trusted_card_ca, institution, now)
        self._exchange = Exchange(self._registry, ExchangeStore(state / EXCHANGE), institution, now)
        malformed = partial(self._desk.refused, Refusal.MALFORMED)
        self._app = Misbehaving(
            service_app(self._desk, exchange_routes(self._exchange, malformed)),
            self._switches,
            lambda: self._desk.refused(Refusal.BUSY),
            self._hang_up,
        )
        self._running: _Server | None = None
        self._port = port

    @property
    def url(self) -> str:
        """Where it serves; known after the first start and kept from then on."""
        return f"https://127.0.0.1:{self._port}"

    @property
    def exchange(self) -> Exchange:
        """What the receipt computer's requests are answered with, and its switches."""
        return self._exchange

    @property
    def ca(self) -> Path:
        """The authority that vouches for the server."""
        return self._files.ca

    @property
    def client_certificate(self) -> Path:
        """The kiosk's certificate."""
        return self._files.client_certificate

    @property
    def client_key(self) -> Path:
        """The key to the kiosk's certificate."""
        return self._files.client_key

    def start(self) -> None:
        """Serve; returns when connections are taken. Raises `ServiceNotStarted`."""
        if self._running is None:
            self._running = _Server(self._app, self._files, self._port)
            self._port = self._running.port

    def close(self) -> None:
        """Stop serving and wait for the thread to end."""
        self._switches.slow_seconds = self._switches.drip_seconds = 0.0
        if self._running is not None:
            self._running.stop()
            self._running = None

    def down(self) -> None:
        """Refuse connections, as a dead line does, until `up`."""
        self.close()

    def busy(self) -> None:
        """Answer HTTP 503 to everything."""
        self._switches.busy = True

    def slow(self, seconds: float) -> None:
        """Take this long for every answer."""
        self._switches.slow_seconds = seconds

    def answer_rubbish(self, content: bytes | None = None) -> None:
        """Answer something that is no answer, or these very bytes."""
        self._switches.answer_rubbish(content)

    def half(self) -> None:
        """Close the connection in the middle of every answer."""
        self._switches.half = True

    def drip(self, seconds: float) -> None:
        """Wait this long after every byte of an answer."""
        self._switches.drip_seconds = seconds

    def wrong_encoding(self) -> None:
        """Write answers in Shift_JIS, where JSON is UTF-8."""
        self._switches.wrong_encoding = True

    def processing(self, answers: int = 2) -> None:
        """Say 処理中 that many times before everybody's result."""
        self._desk.processing = answers

    def catch_up(self) -> None:
        """Let insurers and welfare offices register what they are late with (`Insured.later`)."""
        self._registry.caught_up = True

    def up(self) -> None:
        """Turn every switch back and serve again at the same address."""
        self._switches.all_off()
        self._desk.processing = 0
        self._registry.caught_up = False
        self.start()

    def revoke(self, serial: int) -> None:
        """Put a card's certificate on the revocation list (失効)."""
        self._desk.revoke(serial)

    def suspend(self, serial: int) -> None:
        """Put a card's certificate on hold (一時停止)."""
        self._desk.suspend(serial)

    def reset(self) -> None:
        """Forget every registration, consent, method, 照会番号 and upload."""
        self._registry.reset()
        self._exchange.reset()

    def consents_of(self, serial: int) -> Mapping[str, str]:
        """Return the consent flags a person last answered, by element name."""
        consents = self._registry.consents(serial)
        return {f"{kind}ConsFlg": "1" if one.given else "0" for kind, one in consents.items()}

    def methods_of(self, serial: int) -> tuple[str, ...]:
        """Return how a person was identified at each reception, oldest first."""
        return self._registry.methods(serial)

    def reference_number_of(self, serial: int) -> str | None:
        """Return the clinic's own number of a person (照会番号)."""
        return self._registry.reference_number(serial)

    def _hang_up(self, client: tuple[str, int]) -> None:
        if self._running is not None:
            self._running.hang_up(client)


class _Server:
    """One life of the server, on a thread of its own."""

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
