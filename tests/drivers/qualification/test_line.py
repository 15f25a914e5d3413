"""A service that answers drop by drop: every read is in time, the whole is not."""

import socket
import ssl
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import pytest

from drivers.qualification.line import Line
from drivers.qualification.settings import ServiceSettings
from kiosk.domain.fault import Device, Fault
from kiosk.ports.faults import DeviceFault
from simulators.qualification.tls import TlsFiles, tls_files

ANSWER_SECONDS = 0.3
DROP = 0.05
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n"


@pytest.fixture
def files(tmp_path: Path) -> TlsFiles:
    return tls_files(tmp_path / "tls")


@contextmanager
def dripping(files: TlsFiles) -> Generator[str]:
    """Serve one answer, its body a byte at a time, until the client hangs up."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files.server_certificate, files.server_key)
    over = Event()

    def serve(listening: socket.socket) -> None:
        with suppress(OSError), context.wrap_socket(listening.accept()[0], server_side=True) as tap:
            tap.recv(4096)
            tap.sendall(HEAD)
            while not over.wait(DROP):
                tap.sendall(b" ")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=serve, args=(listening,))
        thread.start()
        yield f"https://127.0.0.1:{listening.getsockname()[1]}"
        over.set()
        thread.join(5)


def test_an_answer_that_drips_is_not_waited_for_beyond_its_time(files: TlsFiles) -> None:
    with dripping(files) as url:
        settings = ServiceSettings(
            url,
            files.ca,
            files.client_certificate,
            files.client_key,
            answer_seconds=ANSWER_SECONDS,
        )
        line, began = Line(settings), monotonic()
        with pytest.raises(DeviceFault) as error:
            line.post("/challenge", b"{}", again=True)
        line.close()
        assert error.value.fault == Fault(Device.SERVICE, "timed_out")
        assert monotonic() - began < 5
