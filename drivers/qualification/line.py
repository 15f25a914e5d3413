"""One HTTPS connection to the service: pinned authority, client certificate, bounded in all."""

import ssl
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as HttpTimeout

from drivers.qualification.settings import ServiceSettings
from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault

MAX_BYTES: Final = 256 * 1024
_CHUNK: Final = 16 * 1024
_HEADERS: Final = {
    "Content-Type": "application/json",
    "Accept": "application/json",
    "Accept-Encoding": "identity",  # no body that grows while it is unpacked
}


class Line:
    """Sends a body, returns a body, or raises `DeviceFault(Device.SERVICE, ...)`."""

    def __init__(self, settings: ServiceSettings) -> None:
        parts = urlsplit(settings.url)
        if parts.scheme != "https" or not parts.hostname:
            raise ValueError("the service's address begins with https://")
        self._base = parts.path.rstrip("/")
        self._answer_seconds = settings.answer_seconds
        self._pool = urllib3.HTTPSConnectionPool(
            parts.hostname,
            parts.port,
            maxsize=1,
            timeout=urllib3.Timeout(connect=settings.connect_seconds, read=settings.answer_seconds),
            ssl_context=_context(settings),
        )

    def post(self, path: str, body: bytes, *, again: bool) -> bytes:
        """Post JSON and return the body of a 200.

        `again` allows one repetition when the connection was lost, never after a time-out: the
        patient waits. Faults: ``unreachable``, ``timed_out``, ``untrusted``,
        ``malformed_answer``, ``service_error``.
        """
        try:
            return self._post(path, body)
        except HTTPError as error:
            fault = DeviceFault(Device.SERVICE, _code(error))
        if again and fault.fault.code == "unreachable":
            return self.post(path, body, again=False)
        raise fault

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()

    def _post(self, path: str, body: bytes) -> bytes:
        response = self._pool.urlopen(
            "POST",
            self._base + path,
            body=body,
            headers=_HEADERS,
            retries=False,
            redirect=False,
            preload_content=False,
            decode_content=False,
        )
        try:
            _require_answer(response)
            content = self._read(response)
        except BaseException:
            response.close()  # the rest of this answer must not be taken for the next one
            raise
        response.release_conn()
        return content

    def _read(self, response: urllib3.BaseHTTPResponse) -> bytes:
        deadline, content = monotonic() + self._answer_seconds, b""
        while chunk := response.read1(_CHUNK):  # what has come; `read` would wait for all of it
            content += chunk
            if len(content) > MAX_BYTES:
                raise DeviceFault(Device.SERVICE, "malformed_answer")
            if monotonic() > deadline:  # an answer that drips keeps every single read in time
                raise DeviceFault(Device.SERVICE, "timed_out")
        return content


def _require_answer(response: urllib3.BaseHTTPResponse) -> None:
    if response.status >= 400:
        raise DeviceFault(Device.SERVICE, "service_error")
    if response.status != 200 or "Content-Encoding" in response.headers:
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
