"""The service over its line: every switch does what it says, and all is well again after it."""

import json
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from http.client import IncompleteRead

import pytest

from simulators.qualification.service import SimulatedService
from tests.simulators.qualification.asking import code, results, segment
from tests.simulators.qualification.cards import (
    NEWCOMER,
    PEOPLE,
    PERSON,
    STRANGER,
    TARO,
    Authority,
    Chip,
)
from tests.simulators.qualification.description import hold
from tests.simulators.qualification.talking import Kiosk


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Generator[SimulatedService]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UKETSUKE_PROFILE", "test")
        service = SimulatedService(tmp_path_factory.mktemp("service"), PEOPLE, Authority().pem)
    service.start()
    yield service
    service.close()


@pytest.fixture
def served(started: SimulatedService) -> Generator[SimulatedService]:
    started.reset()
    yield started
    started.up()


@pytest.fixture
def kiosk(served: SimulatedService) -> Kiosk:
    return Kiosk(served)


def test_a_whole_reception_over_the_line(kiosk: Kiosk, served: SimulatedService) -> None:
    answer = kiosk.come(Chip())
    flags = {"PharmacistsInfoConsFlg": "1"}
    told = kiosk.ask("/consents", {"receipt": answer["receipt"], "flags": flags})
    [result] = results(told)
    assert result.items() >= (PERSON | flags).items()
    assert served.consents_of(TARO) == flags
    assert served.methods_of(TARO) == ("face",)
    again = kiosk.ask("/qualification/result", {"receipt": answer["receipt"]})
    assert results(again) == [result]


def test_an_application_over_the_line(kiosk: Kiosk) -> None:
    refused = kiosk.come(Chip(Authority().issue(NEWCOMER)))
    assert code(refused) == "SIM-0006"
    token = {"registration": refused["registration"]}
    assert segment(kiosk.ask("/registration", token)) == "1"
    stranger = kiosk.come(Chip(Authority().issue(STRANGER)))
    assert code(stranger) == "SIM-0006"
    assert "registration" not in stranger


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 400), (b"{", 400), (b"[]", 400), (b"{}", 400), (b" " * 70_000, 413)],
)
@pytest.mark.parametrize(
    "path", ["/qualification", "/qualification/result", "/registration", "/consents"]
)
def test_what_is_no_request_is_malformed(kiosk: Kiosk, path: str, body: bytes, status: int) -> None:
    answered, content = kiosk.send(path, body)
    assert answered == status
    assert code(hold(path, json.loads(content), status)) == "SIM-0400"


def test_half_an_answer_ends_in_the_middle(kiosk: Kiosk, served: SimulatedService) -> None:
    served.half()
    with pytest.raises(IncompleteRead) as cut:
        kiosk.send("/challenge", b"{}")
    assert cut.value.partial.startswith(b'{"challenge"')
    served.up()
    assert kiosk.ask("/challenge", {})["expires_in"] == 60


def test_a_wrong_encoding_is_shift_jis_in_whole(kiosk: Kiosk, served: SimulatedService) -> None:
    served.wrong_encoding()
    request = json.dumps({"receipt": "unknown"}).encode()
    _, content = kiosk.send("/qualification/result", request)
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    assert code(json.loads(content.decode("cp932"))) == "SIM-0007"


def test_a_dripping_answer_is_whole_in_the_end(kiosk: Kiosk, served: SimulatedService) -> None:
    served.drip(0.001)
    assert kiosk.ask("/challenge", {})["expires_in"] == 60


def test_an_answer_stops_dripping_when_the_switch_is_turned_back(
    kiosk: Kiosk, served: SimulatedService
) -> None:
    served.drip(3600)
    with ThreadPoolExecutor(1) as kiosks:
        answer = kiosks.submit(kiosk.ask, "/challenge", {})
        served.up()
        assert answer.result(10)["expires_in"] == 60


def test_a_busy_service_says_so(kiosk: Kiosk, served: SimulatedService) -> None:
    served.busy()
    status, content = kiosk.send("/challenge", b"{}")
    assert status == 503
    assert code(hold("/challenge", json.loads(content), 503)) == "SIM-0503"


def test_processing_is_said_before_the_result(kiosk: Kiosk, served: SimulatedService) -> None:
    served.processing(1)
    answer = kiosk.come(Chip())
    assert segment(answer) == "2"
    assert segment(kiosk.ask("/qualification/result", {"receipt": answer["receipt"]})) == "1"
