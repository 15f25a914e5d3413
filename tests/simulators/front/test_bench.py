"""The bench's verbs for the card face: whose print lies there, how, and whether it is seen."""

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from simulators.bench import Bench
from simulators.endpoints import read_endpoints
from simulators.front.drawing import draw_front
from simulators.front.photograph import photograph
from simulators.front.shot import SHOTS
from tests.reader import private_reader

pytestmark = pytest.mark.reader


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder: Path = tmp_path_factory.mktemp("bench")
    with private_reader() as reader, Bench(folder, reader) as bench:
        yield bench


@pytest.fixture(autouse=True)
def _clear(bench: Bench) -> Iterator[None]:
    yield
    bench.take_card()
    bench.switches()["card_face_on"]()
    bench.show_front("flat")


def seen(bench: Bench) -> NDArray[np.uint8]:
    jpeg = bench.camera.card_face.frame()
    assert jpeg is not None
    return np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB"))


def shows(bench: Bench, name: str | None, shot: str = "flat") -> bool:
    """Whether the camera sees this person's print, or an empty tray."""
    front = None if name is None else draw_front(bench.personas[name])
    expected = photograph(front, SHOTS[shot])
    size = (160, 90)
    one, other = (
        np.asarray(Image.fromarray(picture).resize(size), int)
        for picture in (seen(bench), expected)
    )
    return float(np.abs(one - other).mean()) < 2.5


def test_a_placed_card_shows_its_own_print_until_it_is_taken(bench: Bench) -> None:
    assert shows(bench, None)
    bench.place_card("hanako")
    assert shows(bench, "hanako")
    assert not shows(bench, "taro")
    bench.take_card()
    assert shows(bench, None)


def test_somebody_else_s_print_on_the_chip(bench: Bench) -> None:
    bench.place_card("hanako", front_of="taro")
    assert shows(bench, "taro")
    bench.place_card("hanako")
    assert shows(bench, "hanako")


def test_shots_are_changed_while_the_card_lies_there(bench: Bench) -> None:
    bench.place_card("hanako")
    bench.switches()["front_upside_down"]()
    assert shows(bench, "hanako", "upside_down")
    bench.show_front("flat")
    assert shows(bench, "hanako")


def test_an_unknown_shot_or_front_is_an_error(bench: Bench) -> None:
    with pytest.raises(KeyError):
        bench.show_front("from_the_moon")
    with pytest.raises(KeyError):
        bench.place_card("hanako", front_of="nobody")


def test_the_card_face_camera_is_switched_off_and_on(bench: Bench) -> None:
    bench.place_card("hanako")
    bench.switches()["card_face_off"]()
    assert bench.camera.card_face.frame() is None
    assert bench.camera_frame() is not None
    bench.switches()["card_face_on"]()
    assert shows(bench, "hanako")


def test_prepared_cards_have_their_first_picture_ready(bench: Bench) -> None:
    bench.prepare(("ume",))
    pictures = set((bench.endpoints_file.parent / "camera").glob("*.jpg"))
    bench.place_card("ume")
    jpeg = bench.camera.card_face.frame()
    assert jpeg in {file.read_bytes() for file in pictures}


def test_the_endpoints_name_both_cameras(bench: Bench) -> None:
    endpoints = read_endpoints(bench.endpoints_file)
    assert endpoints.card_face == bench.camera.card_face_url
    assert endpoints.camera != endpoints.card_face
