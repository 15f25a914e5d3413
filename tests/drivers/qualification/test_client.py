"""How the client bears a service that is slow, dead, talks nonsense or is somebody else."""

import json
import logging
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drivers.qualification.client import HttpsQualificationService
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents, Information
from kiosk.domain.fault import Device, Fault
from kiosk.domain.holder import HolderProof
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import Confirmed, QualificationRefusal
from simulators.qualification.service import SimulatedService
from simulators.qualification.tls import tls_files
from tests.simulators.qualification.cards import TARO, Chip

Connect = Callable[..., HttpsQualificationService]
PROOF = HolderProof(bytes(32), b"certificate", b"signature")
YES = Consents({Information.PHARMACISTS: True})
HEADER = {
    "ProcessExecutionTime": "20261120120000",
    "QualificationConfirmationDate": "20261120",
    "MedicalInstitutionCode": "1319999999",
    "SegmentOfResult": "1",
}


def fault(call: Callable[[], object]) -> str:
    with pytest.raises(DeviceFault) as error:
        call()
    assert error.value.fault == Fault(Device.SERVICE, error.value.fault.code)
    assert error.value.__cause__ is None
    return error.value.fault.code


BODY = {
    "QualificationValidity": "1",
    "ResultList": {
        "ResultOfQualificationConfirmation": [{"Name": "秘密　太郎", "InsurerNumber": "  139998"}]
    },
    "PharmacistsInfoConsFlg": "1",
    "PharmacistsInfoConsTime": "20261120120000",
    "PharmacistsInfoAvailableTime": "20261121120000",
}


def answer(**changes: Any) -> bytes:
    """Return a good answer, with the value of some names changed wherever they stand."""

    def change(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        return {name: changes.get(name, value) for name, value in pairs}

    good = {"receipt": "r" * 32, "XmlMsg": {"MessageHeader": HEADER, "MessageBody": BODY}}
    return json.dumps(json.loads(json.dumps(good), object_pairs_hook=change)).encode()


# ------------------------------------------------------------------- trust


def test_a_kiosk_of_another_authority_is_not_served(connect: Connect, tmp_path: Path) -> None:
    others = tls_files(tmp_path / "others")
    stranger = connect(client_certificate=others.client_certificate, client_key=others.client_key)
    # TLS 1.3 refuses a client after its handshake: the alert may be overtaken by the closing.
    assert fault(stranger.request_challenge) in {"untrusted", "unreachable"}


def test_a_service_of_another_authority_is_not_trusted(connect: Connect, tmp_path: Path) -> None:
    others = tls_files(tmp_path / "others")
    assert fault(connect(ca=others.ca).request_challenge) == "untrusted"


def test_the_name_of_the_service_is_checked(connect: Connect, served: SimulatedService) -> None:
    by_name = connect(url=served.url.replace("127.0.0.1", "localhost"))
    assert len(by_name.request_challenge()) == 32
    by_other_address = connect(url=served.url.replace("127.0.0.1", "127.0.0.2"))
    assert fault(by_other_address.request_challenge) in {"unreachable", "untrusted"}


def test_a_kiosk_without_certificate_is_not_served(served: SimulatedService) -> None:
    context = ssl.create_default_context(cafile=str(served.ca))
    assert _talk(served, context) in {"", "SSLError", "ConnectionResetError"}
    context.load_cert_chain(served.client_certificate, served.client_key)
    assert _talk(served, context).startswith("HTTP/1.1 200")


def _talk(served: SimulatedService, context: ssl.SSLContext) -> str:
    host, port = served.url.removeprefix("https://").split(":")
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


# ------------------------------------------------------------------- line


def test_a_dead_line_is_unreachable_and_comes_back(
    client: HttpsQualificationService, served: SimulatedService
) -> None:
    client.request_challenge()
    served.down()
    assert fault(client.request_challenge) == "unreachable"
    assert fault(lambda: client.confirm(PROOF, VerifiedBy.PIN)) == "unreachable"
    served.up()
    assert len(client.request_challenge()) == 32


def test_a_slow_service_times_out_in_time(connect: Connect, served: SimulatedService) -> None:
    client = connect(answer_seconds=0.2)
    served.slow(30)
    began = monotonic()
    assert fault(client.request_challenge) == "timed_out"
    assert monotonic() - began < 2
    served.up()
    assert len(client.request_challenge()) == 32


def test_a_port_where_nobody_answers_the_handshake_times_out(connect: Connect) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        client = connect(url=f"https://127.0.0.1:{silent.getsockname()[1]}", connect_seconds=0.2)
        assert fault(client.request_challenge) == "timed_out"


def test_a_port_that_hangs_up_is_no_service(connect: Connect) -> None:
    with socket.create_server(("127.0.0.1", 0)) as rude:

        def hang_up() -> None:
            for _ in range(4):  # a lost connection is tried once more
                with suppress(OSError):
                    rude.accept()[0].close()

        thread = Thread(target=hang_up)
        thread.start()
        client = connect(url=f"https://127.0.0.1:{rude.getsockname()[1]}")
        codes = {fault(client.request_challenge), fault(client.request_challenge)}
        rude.shutdown(socket.SHUT_RDWR)
        thread.join(5)
    assert codes <= {"unreachable", "untrusted"}


def test_a_busy_service_is_a_service_error(
    client: HttpsQualificationService, served: SimulatedService
) -> None:
    served.busy()
    assert fault(client.request_challenge) == "service_error"


# ------------------------------------------------------------------- answers


def test_the_answers_used_below_are_good_ones(
    client: HttpsQualificationService, served: SimulatedService
) -> None:
    served.answer_rubbish(answer())
    assert isinstance(client.confirm(PROOF, VerifiedBy.PIN), Confirmed)
    assert len(client.record_consents("r", YES)) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"<XmlMsg/>",
        b'{"XmlMsg": {"MessageHeader": {}}}',
        b'{"challenge": "AAAA"}',
        b"[" * 100_000,
        b" " * 300_000,
        answer(ProcessExecutionTime="now"),
        answer(SegmentOfResult="1 "),
        answer(QualificationValidity="7"),
        answer(QualificationValidity=1),
        answer(ResultList=[]),
        answer(ResultOfQualificationConfirmation={}),
        answer(ResultOfQualificationConfirmation=[{}] * 21),
        answer(Name="秘密\x1b[31m"),
        answer(Name="秘密\ud800"),
        answer(Name={"秘密": "太郎"}),
        answer(Name="秘" * 513),
    ],
)
def test_a_malformed_answer_is_a_fault_that_quotes_nothing(
    client: HttpsQualificationService,
    served: SimulatedService,
    content: bytes,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    served.answer_rubbish(content)
    assert fault(client.request_challenge) == "malformed_answer"
    assert fault(lambda: client.confirm(PROOF, VerifiedBy.PIN)) == "malformed_answer"
    assert "秘密" not in caplog.text


@pytest.mark.parametrize(
    "content",
    [
        answer(PharmacistsInfoConsFlg="0"),
        answer(PharmacistsInfoConsTime=None),
        answer(PharmacistsInfoConsTime="20261320120000"),
        answer(PharmacistsInfoAvailableTime="20261120120000"),
    ],
)
def test_consents_recorded_otherwise_than_given_are_malformed(
    client: HttpsQualificationService, served: SimulatedService, content: bytes
) -> None:
    served.answer_rubbish(content)
    assert fault(lambda: client.record_consents("r", YES)) == "malformed_answer"


def test_a_refusal_that_nobody_knows_is_a_service_error(
    client: HttpsQualificationService, served: SimulatedService
) -> None:
    header = {**HEADER, "SegmentOfResult": "9", "ErrorCode": "XX-9"}
    served.answer_rubbish(json.dumps({"XmlMsg": {"MessageHeader": header}}).encode())
    assert fault(lambda: client.confirm(PROOF, VerifiedBy.PIN)) == "service_error"
    assert fault(lambda: client.record_consents("r", YES)) == "service_error"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*HEADER, "XmlMsg", "MessageHeader", "MessageBody", "receipt"]), inner
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()))
def test_whatever_comes_back_is_an_outcome_or_a_fault(
    client: HttpsQualificationService, served: SimulatedService, content: bytes
) -> None:
    served.answer_rubbish(content)
    calls: list[Callable[[], object]] = [
        client.request_challenge,
        lambda: client.confirm(PROOF, VerifiedBy.PIN),
        lambda: client.record_consents("r", YES),
    ]
    for call in calls:
        try:
            outcome = call()
        except DeviceFault as error:
            assert error.fault.code in {"malformed_answer", "service_error"}  # noqa: PT017 - or an outcome
        else:
            assert isinstance(outcome, bytes | Confirmed | QualificationRefusal | tuple)


def test_nothing_personal_is_logged_on_the_way(
    client: HttpsQualificationService,
    served: SimulatedService,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    outcome = client.confirm(Chip().proof(client.request_challenge()), VerifiedBy.FACE)
    assert isinstance(outcome, Confirmed)
    client.record_consents(outcome.receipt, YES)
    assert served.consents_of(TARO) == {"PharmacistsInfoConsFlg": "1"}
    for secret in ("秘密", "4567", "139998", "19860908", outcome.receipt):
        assert secret not in caplog.text
