"""Halves of files, a line that is down, a share that goes: over HTTPS, nothing faked between."""

import pytest

from simulators.receipt_computer import requests
from simulators.receipt_computer.share import Manners
from tests.journeys.requests.conftest import OpenOffice
from tests.journeys.requests.office import TARO, TODAY, Office

QUERY = requests.query(TARO, TODAY)


def test_requests_written_in_two_halves_are_taken_whole(open_office: OpenOffice) -> None:
    office = open_office(Manners(settle=0.02, careless=True, slow=0.1))
    (answer,) = office.answered(*office.ask(QUERY))
    assert answer.segment == "1"


def test_requests_wait_for_the_line_over_a_restart_and_malformed_ones_do_not(
    office: Office,
) -> None:
    office.served.down()
    waiting = office.ask(QUERY, requests.register(TARO, "777"))
    (office.folder / "req" / "OQSsiquc01req_202611209999.xml").write_bytes(
        b"<XmlMsg><MessageHeader/><MessageBody/></XmlMsg>"
    )
    office.wait(lambda: "OQSsiquc01req_202611209999.xml" in office.answers, "the error file")
    assert office.answers["OQSsiquc01req_202611209999.xml"].error == "UKE-0201"
    office.wait(lambda: not list((office.folder / "req").iterdir()), "all requests taken")
    assert office.answers.keys().isdisjoint(waiting)
    office.off()

    office.served.up()
    office.on()
    assert [answer.error for answer in office.answered(*waiting)] == ["", ""]


def test_the_share_req_goes_away_and_comes_back(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    away = (office.folder / "req").rename(office.folder / "away")
    office.wait(lambda: "requests cannot be taken" in caplog.text, "a word about the folder")
    away.rename(office.folder / "req")
    (answer,) = office.answered(*office.ask(QUERY))
    assert answer.segment == "1"
