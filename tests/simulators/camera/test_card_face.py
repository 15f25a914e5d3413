import http.client
import json
import logging
from urllib.parse import urlsplit

import pytest

from simulators.camera.simulated_camera import SimulatedCamera

FRONT = {
    "birth_date_printed": "昭和55年2月17日",
    "expiry_year": 2035,
    "security_code": "2285",
    "has_photo": True,
}


def get(url: str) -> tuple[int, bytes]:
    where = urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", where.port or 0, timeout=5)
    connection.request("GET", where.path)
    answer = connection.getresponse()
    try:
        return answer.status, answer.read()
    finally:
        connection.close()


def test_no_card_no_front(camera: SimulatedCamera) -> None:
    assert get(camera.card_face_url)[0] == 404


def test_the_front_is_handed_over_as_it_was_placed(camera: SimulatedCamera) -> None:
    camera.card_face.place_front(FRONT)
    status, body = get(camera.card_face_url)
    assert status == 200
    assert json.loads(body) == FRONT
    camera.card_face.place_front(None)
    assert get(camera.card_face_url)[0] == 404


def test_the_front_is_never_logged_nor_shown(
    camera: SimulatedCamera,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level(logging.DEBUG):
        camera.card_face.place_front(FRONT)
        get(camera.card_face_url)
    said = caplog.text + "".join(capfd.readouterr()) + repr(camera.card_face) + repr(camera)
    assert "2285" not in said
    assert "昭和" not in said
