"""How the line bears a service that is slow, dead, hangs up or is somebody else."""

import json
import socket
import ssl
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import pytest

from drivers.qualification.circuit import REST_SECONDS
from drivers.qualification.client import HttpsQualificationService
from kiosk.domain.check_in import VerifiedBy
from simulators.qualification.tls import TlsFiles
from tests.drivers.qualification.conftest import Connect, HeldWaiting
from tests.drivers.qualification.faults import PROOF, fault
from tests.drivers.qualification.scripted import ScriptedService, Told, tap
from tests.drivers.qualification.wire import qualified

CHALLENGE = {"challenge": "A" * 43 + "=", "expires_in": 60}

# ------------------------------------------------------------------- trust


def test_a_kiosk_of_another_authority_is_not_served(connect: Connect, other_tls: TlsFiles) -> None:
    stranger = connect(
        client_certificate=other_tls.client_certificate, client_key=other_tls.client_key
    )
    # TLS 1.3 refuses a client after its handshake: the alert may be overtaken by the closing.
    assert fault(stranger.request_challenge) in {"untrusted", "unreachable"}


def test_a_service_of_another_authority_is_not_trusted(
    connect: Connect, service: ScriptedService, other_tls: TlsFiles
) -> None:
    assert fault(connect(ca=other_tls.ca).request_challenge) == "untrusted"
    assert service.requests == []


def test_the_name_of_the_service_is_checked(connect: Connect, service: ScriptedService) -> None:
    service.answers("/challenge", CHALLENGE)
    by_name = connect(url=service.url.replace("127.0.0.1", "localhost"))
    assert len(by_name.request_challenge()) == 32
    by_other_address = connect(url=service.url.replace("127.0.0.1", "127.0.0.2"))
    assert fault(by_other_address.request_challenge) in {"unreachable", "untrusted"}


def test_a_kiosk_without_certificate_is_not_served(service: ScriptedService, tls: TlsFiles) -> None:
    service.answers("/challenge", CHALLENGE)
    context = ssl.create_default_context(cafile=str(tls.ca))
    assert _talk(service, context) in {"", "SSLError", "SSLEOFError", "ConnectionResetError"}
    context.load_cert_chain(tls.client_certificate, tls.client_key)
    assert _talk(service, context).startswith("HTTP/1.1 200")


def _talk(service: ScriptedService, context: ssl.SSLContext) -> str:
    host, port = service.url.removeprefix("https://").split(":")
    request = b"POST /challenge HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"
    try:
        with (
            socket.create_connection((host, int(port)), timeout=5) as plain,
            context.wrap_socket(plain, server_hostname=host) as line,
        ):
            line.sendall(request)
            return line.recv(100).decode()
    except OSError as error:  # TLS 1.3 tells of the refusal only when something is read
        return type(error).__name__


def test_tls_files_that_do_not_serve_are_found_at_once(connect: Connect, tmp_path: Path) -> None:
    assert fault(lambda: connect(ca=tmp_path / "missing")) == "untrusted"
    rubbish = tmp_path / "rubbish.pem"
    rubbish.write_text("rubbish")
    assert fault(lambda: connect(client_key=rubbish)) == "untrusted"


def test_plain_http_is_refused(connect: Connect) -> None:
    with pytest.raises(ValueError, match="https"):
        connect(url="http://127.0.0.1:1")


# ------------------------------------------------------------------- time


def test_a_port_where_nobody_answers_the_handshake_times_out(connect: Connect) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}"
        client = connect(url=url, connect_seconds=0.2, answer_seconds=0.2)
        assert fault(client.request_challenge) == "timed_out"


def test_an_answer_that_does_not_come_times_out_and_is_not_asked_for_twice(
    connect: Connect, tls: TlsFiles, waiting: HeldWaiting
) -> None:
    over = Event()
    with tap(tls, lambda _: over.wait(5)) as url:
        client = connect(url=url, answer_seconds=0.2)
        assert fault(client.request_challenge) == "timed_out"
        over.set()
    assert waiting.pauses == []


def test_an_answer_that_drips_is_not_waited_for_beyond_its_time(
    tls: TlsFiles, connect: Connect, waiting: HeldWaiting
) -> None:
    over, began = Event(), monotonic()

    def drip(line: ssl.SSLSocket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n")
        while not over.is_set():
            waiting.time += 1  # every drop comes in time
            line.sendall(b" ")
            over.wait(0.01)

    with tap(tls, drip) as url:
        assert fault(connect(url=url, answer_seconds=10).request_challenge) == "timed_out"
        over.set()
    assert monotonic() - began < 5


@pytest.mark.parametrize("begins", [b"H", b"HTTP/1.1 200 OK\r\nX-Drips: "])
def test_neither_are_headers_that_drip(tls: TlsFiles, connect: Connect, begins: bytes) -> None:
    over, cut = Event(), Event()

    def drip(line: ssl.SSLSocket) -> None:
        line.sendall(begins)
        while not over.wait(0.01):  # every drop comes in time
            try:
                line.sendall(b"a")
            except OSError:
                cut.set()
                return

    with tap(tls, drip) as url:
        assert fault(connect(url=url, answer_seconds=0.1).request_challenge) == "timed_out"
        assert cut.wait(5)
        over.set()


def test_a_line_that_is_cut_off_is_known_dead_for_a_while(
    connect: Connect, waiting: HeldWaiting
) -> None:
    with full_port() as port:
        client = connect(url=f"https://127.0.0.1:{port}", connect_seconds=0.1)
        assert fault(client.request_challenge) == "timed_out"
    # From here on a connection would be refused: who does not say so has not tried.
    assert fault(client.request_challenge) == "timed_out"
    waiting.time += REST_SECONDS
    assert fault(client.request_challenge) == "unreachable"


@contextmanager
def full_port() -> Generator[int]:
    """Listen where nobody is let in any more: packets are dropped, as on a line that is cut."""
    with socket.socket() as full, ExitStack() as waiting_in_line:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(3):
            client = waiting_in_line.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(full.getsockname())
        yield full.getsockname()[1]


# ------------------------------------------------------------------- lost connections


def test_a_refused_connection_is_unreachable_and_the_line_comes_back(
    connect: Connect, service: ScriptedService
) -> None:
    service.answers("/challenge", CHALLENGE)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"https://127.0.0.1:{closed.getsockname()[1]}"
    client = connect(url=url)
    assert fault(client.request_challenge) == "unreachable"
    assert fault(lambda: client.confirm(PROOF, VerifiedBy.PIN)) == "unreachable"
    assert len(connect().request_challenge()) == 32


def test_what_may_be_repeated_is_repeated_once_and_only_after_a_pause(
    connect: Connect, waiting: HeldWaiting, service: ScriptedService
) -> None:
    half = Told(b'{"chal', promised=400)
    service.answers("/challenge", half, CHALLENGE)
    assert len(connect().request_challenge()) == 32
    assert len(waiting.pauses) == 1
    service.answers("/challenge", half, half, CHALLENGE)
    assert fault(connect().request_challenge) == "unreachable"
    assert len(service.asked("/challenge")) == 4


def test_a_signed_challenge_and_a_registration_are_never_sent_twice(
    client: HttpsQualificationService, service: ScriptedService, waiting: HeldWaiting
) -> None:
    half = Told(b'{"receipt": ', promised=4000)
    service.answers("/qualification", half, qualified())
    service.answers("/registration", half, qualified())
    assert fault(lambda: client.confirm(PROOF, VerifiedBy.PIN)) == "unreachable"
    assert fault(lambda: client.register("g" * 32)) == "unreachable"
    assert len(service.requests) == 2
    assert waiting.pauses == []


def test_a_port_that_hangs_up_is_no_service(connect: Connect) -> None:
    with socket.create_server(("127.0.0.1", 0)) as rude:

        def hang_up() -> None:
            for _ in range(2):
                with suppress(OSError):
                    rude.accept()[0].close()

        thread = Thread(target=hang_up)
        thread.start()
        code = fault(connect(url=f"https://127.0.0.1:{rude.getsockname()[1]}").request_challenge)
        rude.shutdown(socket.SHUT_RDWR)
        thread.join(5)
    assert code in {"unreachable", "untrusted"}


def test_nobody_is_asked_once_the_client_is_closed(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    client.close()
    assert fault(client.request_challenge) == "unreachable"
    assert service.requests == []


def test_an_answer_under_way_still_comes_when_the_client_is_closed_meanwhile(
    client: HttpsQualificationService, service: ScriptedService
) -> None:
    def close_and_answer(path: str, request: object) -> Told:
        client.close()
        return Told(json.dumps(CHALLENGE).encode())

    service.decide = close_and_answer
    assert len(client.request_challenge()) == 32
    assert fault(client.request_challenge) == "unreachable"
    assert len(service.requests) == 1


# ------------------------------------------------------------------- what is no answer


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (Told(b"{}", 503), "service_error"),
        (Told(b"{}", 404), "service_error"),
        (Told(b"{}", 500), "service_error"),
        (Told(b"{}", 204), "malformed_answer"),
        (Told(b"", 302, (("Location", "https://127.0.0.1/challenge"),)), "malformed_answer"),
        (Told(b"\x1f\x8b", headers=(("Content-Encoding", "gzip"),)), "malformed_answer"),
        (Told(b" " * (256 * 1024 + 1)), "malformed_answer"),
    ],
)
def test_what_is_no_answer_is_a_fault(
    client: HttpsQualificationService, service: ScriptedService, told: Told, code: str
) -> None:
    service.answers("/challenge", told)
    assert fault(client.request_challenge) == code
    assert len(service.requests) == 1
