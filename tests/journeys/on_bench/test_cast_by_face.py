"""Those of the cast who show their face: the print is read from a picture, the face compared.

One kiosk after the other on one warm vision child; the others come in `test_cast_without_a_camera`.
"""

import pytest

from tests.journeys.on_bench.cast_table import CAST, by_face, receive
from tests.journeys.on_bench.desk import Desk

pytestmark = [pytest.mark.reader, pytest.mark.vision]


@pytest.mark.parametrize("name", [name for name in CAST if by_face(name)])
def test_everybody_is_received_by_face(desk: Desk, name: str) -> None:
    desk.bench.prepare((name,))
    receive(desk, name)
    assert desk.received_by() == ["face"]
    desk.files(1)
