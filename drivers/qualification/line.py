"""The HTTPS line to the service: pinned authority, client certificate, bounded in all."""

import ssl
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NewConnectionError,
    SSLError,
)
from urllib3.exceptions import TimeoutError as HttpTimeout

from drivers.qualification.circuit import Circuit, LineKnownDead, NoConnection
from drivers.qualification.connection import BoundedPool
from drivers.qualification.settings import ServiceSettings
from drivers.qualification.waiting import Waiting
from kiosk.domain.fault import Device
from kiosk.domain.secret import Private
from kiosk.ports.faults import DeviceFault

MOST_BYTES: Final = 256 * 1024
REPEAT_AFTER: Final = 0.3  # seconds, with jitter: a line that blinked is back, the patient waits
_CHUNK: Final = 64 * 1024
_HEADERS: Final = {
    "Content-Type": "application/json",
    "Accept": "application/json",
    "Accept-Encoding": "identity",  # no body that grows while it is unpacked
}


@dataclass(frozen=True, slots=True)
class Terms:
    """How an address is spoken to.

    `again`: what is sent may be sent twice without harm. One repetition then follows a connection
    that was lost or refused; none a time-out, for the patient waits. `seconds` bounds the wait for
    the answer and once more its reading; None takes the settings' own.
    """

    again: bool = False
    most_bytes: int = MOST_BYTES
    seconds: float | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Reply(Private):
    """The body of an answer; `accepted` is False where the service calls the request malformed."""

    content: bytes | bytearray
    accepted: bool = True


class Line:
    """Sends a body, returns a body, or raises `DeviceFault(Device.SERVICE, ...)`; any thread."""

    def __init__(self, settings: ServiceSettings, waiting: Waiting) -> None:
        parts = urlsplit(settings.url)
        if parts.scheme != "https" or not parts.hostname:
            raise ValueError("the service's address begins with https://")
        self._base = parts.path.rstrip("/")
        self._settings = settings
        self._waiting = waiting
        self._circuit = Circuit(waiting)
        self._pool = BoundedPool(
            parts.hostname,
            parts.port,
            maxsize=2,  # the patient's, and the receipt computer's beside it
            ssl_context=_context(settings),
        )

    def post(self, path: str, body: bytes, terms: Terms) -> Reply:
        """Post JSON and return the answer.

        Faults: ``unreachable``, ``timed_out``, ``untrusted``, ``malformed_answer``,
        ``service_error``.
        """
        try:
            return self._once(path, body, terms)
        except DeviceFault as fault:
            lost = fault.fault.code == "unreachable"
            if not (terms.again and lost and self._waiting.pause(REPEAT_AFTER)):
                raise
        return self._once(path, body, terms)

    def close(self) -> None:
        """Close the connections for good."""
        self._pool.close()

    def _once(self, path: str, body: bytes, terms: Terms) -> Reply:
        try:
            with self._circuit.through():
                return self._post(path, body, terms)
        except (LineKnownDead, NoConnection):
            raise DeviceFault(Device.SERVICE, "timed_out") from None

    def _post(self, path: str, body: bytes, terms: Terms) -> Reply:
        try:
            return self._exchange(path, body, terms)
        except HTTPError as error:
            if isinstance(error, ConnectTimeoutError) and not isinstance(error, NewConnectionError):
                raise NoConnection from None
            code = _code(error)
        raise DeviceFault(Device.SERVICE, code)

    def _exchange(self, path: str, body: bytes, terms: Terms) -> Reply:
        seconds = terms.seconds or self._settings.answer_seconds
        response = self._pool.urlopen(
            "POST",
            self._base + path,
            body=body,
            headers=_HEADERS,
            timeout=urllib3.Timeout(connect=self._settings.connect_seconds, read=seconds),
            retries=False,
            redirect=False,
            preload_content=False,
            decode_content=False,
        )
        try:
            _require_answer(response)
            content = self._read(response, seconds, terms.most_bytes)
        except BaseException:
            response.close()  # the rest of this answer must not be taken for the next one
            raise
        response.release_conn()
        return Reply(content, accepted=response.status == 200)

    def _read(self, response: urllib3.BaseHTTPResponse, seconds: float, most: int) -> bytearray:
        deadline, content = self._waiting.now() + seconds, bytearray()
        while chunk := response.read1(_CHUNK):  # what has come; `read` would wait for all of it
            content += chunk
            if len(content) > most:
                raise DeviceFault(Device.SERVICE, "malformed_answer")
            if self._waiting.now() > deadline:  # drops keep every single read in time
                raise DeviceFault(Device.SERVICE, "timed_out")
        return content


def _require_answer(response: urllib3.BaseHTTPResponse) -> None:
    """Let pass what has an answer in it: 200, and 400 that says what is wrong with the request."""
    if response.status > 400:
        raise DeviceFault(Device.SERVICE, "service_error")
    if response.status not in (200, 400) or "Content-Encoding" in response.headers:
        raise DeviceFault(Device.SERVICE, "malformed_answer")


def _context(settings: ServiceSettings) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # checks chain and host name
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_verify_locations(settings.ca)
        context.load_cert_chain(
            settings.client_certificate,
            settings.client_key,
            password="",  # a locked key fails instead of asking a terminal that nobody watches
        )
    except OSError:  # ssl.SSLError is one
        raise DeviceFault(Device.SERVICE, "untrusted") from None
    return context


def _code(error: HTTPError) -> str:
    if isinstance(error, SSLError) or _caused_by_tls(error):
        return "untrusted"
    # urllib3 counts a refused connection among its connect time-outs.
    if isinstance(error, HttpTimeout) and not isinstance(error, NewConnectionError):
        return "timed_out"
    return "unreachable"


def _caused_by_tls(error: BaseException | None) -> bool:
    """TLS 1.3 refuses a client certificate only when the answer is read: see what lies below."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
