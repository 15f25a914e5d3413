"""The simulated national service as a server on this machine, with switches to misbehave."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

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
from simulators.qualification.server import Server
from simulators.qualification.tls import tls_files

INSTITUTION: Final = "1319999999"  # Tokyo, medical, a clinic that nobody has
REGISTRY: Final = "registry.sqlite"  # in the state folder
EXCHANGE: Final = "exchange.sqlite"  # likewise


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
        self._exchange = Exchange(self._registry, ExchangeStore(state / EXCHANGE), institution, now)
        self._desk = Desk(
            self._registry,
            trusted_card_ca,
            institution,
            now,
            self._exchange.consent_to_home_visits,
        )
        malformed = partial(self._desk.refused, Refusal.MALFORMED)
        self._app = Misbehaving(
            service_app(self._desk, exchange_routes(self._exchange, malformed)),
            self._switches,
            lambda: self._desk.refused(Refusal.BUSY),
            self._hang_up,
        )
        self._running: Server | None = None
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
            self._running = Server(self._app, self._files, self._port)
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

    def switches(self) -> Mapping[str, Callable[[], None]]:
        """Name what can be switched, for the bench and the command line."""
        return {
            "network_down": self.down,
            "network_slow": lambda: self.slow(30.0),
            "network_up": self.up,
            "service_busy": self.busy,
            "service_rubbish": self.answer_rubbish,
            "service_half": self.half,
            "service_drip": lambda: self.drip(1.0),
            "service_wrong_encoding": self.wrong_encoding,
            "service_processing": self.processing,
            "insurers_catch_up": self.catch_up,
            "service_forget": self.reset,
        }

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
