"""Pictures of the tray: what is read rightly, and what must not be read at all."""

from dataclasses import replace

import numpy as np
import pytest

from drivers.vision.card_front.find import SIZE, find_card, straighten
from drivers.vision.card_front.look import FrontLook
from drivers.vision.card_front.recognise import PrintReader, Text
from drivers.vision.detect import Detector
from drivers.vision.pictures import Picture
from kiosk.domain.check_number import CardFront
from simulators.front.drawing import Tone
from simulators.front.shot import SHOTS, Glare, Shot
from simulators.personas.cast import load_cast
from tests.drivers.vision.card_front.conftest import Taken

LYING = ("flat", "tilted", "rotated", "upside_down", "off_centre", "dim", "lamplight")
UNREADABLE = ("glare", "blurred", "moving", "outside", "partly_covered", "other_card", "empty")


def printed(name: str) -> CardFront:
    front = load_cast()[name].printed_front()
    return CardFront(
        front.birth_date, front.expiry_year, front.security_code, has_photo=front.has_photo
    )


@pytest.mark.parametrize("shot", LYING)
def test_a_card_that_can_be_read_is_read_as_printed(
    look: FrontLook, taken: Taken, shot: str
) -> None:
    reading = look.read(taken("hanako", SHOTS[shot]))
    assert reading is not None
    assert reading.front() == printed("hanako")


@pytest.mark.parametrize("name", ["no_photo", "ume", "ren"])
def test_other_people_are_read_as_printed(look: FrontLook, taken: Taken, name: str) -> None:
    reading = look.read(taken(name, SHOTS["flat"]))
    assert reading is not None
    assert reading.front() == printed(name)


@pytest.mark.parametrize("shot", UNREADABLE)
def test_what_cannot_be_read_whole_is_not_read(look: FrontLook, taken: Taken, shot: str) -> None:
    assert look.read(taken("hanako", SHOTS[shot])) is None


@pytest.mark.parametrize("at", [(-34.0, 20.0), (-2.0, -10.5), (-28.0, 4.0)])
def test_a_reflection_over_code_dates_or_photo_leaves_nothing_half_read(
    look: FrontLook, taken: Taken, at: tuple[float, float]
) -> None:
    reading = look.read(taken("hanako", Shot(glare=Glare(1.4, at=at))))
    assert reading is None or reading.front() == printed("hanako")


def test_a_card_upside_down_is_looked_at_the_right_way_first_from_then_on(
    print_reader: PrintReader, detector: Detector, taken: Taken
) -> None:
    class Counting:
        calls = 0

        def read(self, rows: list[Picture]) -> list[Text]:
            self.calls += 1
            return print_reader.read(rows)

    counting = Counting()
    look = FrontLook(counting, detector)
    shot = SHOTS["upside_down"]
    needed: list[int] = []
    for seed in (1, 2):
        before = counting.calls
        assert look.read(taken("hanako", replace(shot, seed=seed))) is not None
        needed.append(counting.calls - before)
    assert needed[1] < needed[0]


def test_what_is_less_sure_than_asked_is_left_out(
    print_reader: PrintReader, detector: Detector, taken: Taken
) -> None:
    assert FrontLook(print_reader, detector, 1.01).read(taken("hanako", SHOTS["flat"])) is None


def test_the_pictures_of_rows_are_overwritten(
    print_reader: PrintReader, detector: Detector, taken: Taken
) -> None:
    kept: list[Picture] = []

    class Keeping:
        def read(self, rows: list[Picture]) -> list[Text]:
            kept.extend(rows)
            return print_reader.read(rows)

    assert FrontLook(Keeping(), detector).read(taken("hanako", SHOTS["flat"])) is not None
    assert kept
    assert not any(row.any() for row in kept)


def test_a_picture_of_nothing_has_no_card() -> None:
    for level in (0, 127, 255):
        assert find_card(np.full((720, 1280, 3), level, np.uint8)) is None
    noise = np.random.default_rng(5).integers(0, 255, (720, 1280, 3), np.uint8)
    assert find_card(noise) is None


def test_the_corners_are_found_to_the_pixel_and_the_hollow_of_the_tray_is_no_card(
    taken: Taken,
) -> None:
    corners = find_card(taken("no_photo", Shot()))  # ten pixels a millimetre, in the middle
    assert corners is not None
    left, top, right, bottom = 640 - 428, 360 - 269.9, 640 + 428, 360 + 269.9
    true = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
    assert np.abs(corners - true).max() < 4
    assert straighten(taken("no_photo", Shot()), corners).shape == (SIZE[1], SIZE[0], 3)


@pytest.mark.parametrize("name", ["hanako", "ichiro", "ume"])
def test_a_photo_in_the_dark_is_never_taken_for_an_empty_field(
    look: FrontLook, taken: Taken, name: str
) -> None:
    reading = look.read(taken(name, Shot(light=0.033, noise=10.0, shade=0.3)))
    assert reading is None or reading.has_photo


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("name", ["hanako", "ume", "no_photo"])
def test_whether_there_is_a_photo_is_told_whatever_the_print_has_become(
    look: FrontLook, taken: Taken, name: str, tone: Tone
) -> None:
    reading = look.read(taken(name, Shot(), tone))
    assert reading is not None
    assert reading.front() == printed(name)
