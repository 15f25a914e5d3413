import dataclasses
import math
from typing import Any

import pytest

from drivers.vision.quality import Advice, Face, Look, judge, rivals, speed
from drivers.vision.thresholds import Thresholds
from kiosk.domain.face import FaceGuidance

LIMITS = Thresholds.load().quality


def face(x: float = 320, y: float = 240, eyes: float = 60, **changes: Any) -> Face:
    """Return a frontal face around a point, its proportions as YuNet reports them."""
    straight = Face(
        left=x - eyes,
        top=y - 1.3 * eyes,
        width=2 * eyes,
        height=2.6 * eyes,
        eyes=((x - eyes / 2, y - eyes / 3), (x + eyes / 2, y - eyes / 3)),
        nose=(x, y + eyes / 4),
        mouth=((x - eyes / 3, y + eyes * 0.8), (x + eyes / 3, y + eyes * 0.8)),
        score=0.9,
    )
    return dataclasses.replace(straight, **changes)


def look(of: Face | None = None, **changes: Any) -> Look:
    plain = Look(of or face(), picture=(640, 480), light=120, sharpness=200, speed=0.1)
    return dataclasses.replace(plain, **changes)


def leaning(degrees: float) -> Face:
    dx, dy = 30 * math.cos(math.radians(degrees)), 30 * math.sin(math.radians(degrees))
    eyes = ((320 - dx, 220 - dy), (320 + dx, 220 + dy))
    return face(eyes=60) if degrees == 0 else dataclasses.replace(face(), eyes=eyes)


def test_a_straight_well_lit_still_face_has_nothing_to_change() -> None:
    assert judge(look(), LIMITS) is None


COMPLAINTS = [
    (look(face(eyes=20)), FaceGuidance.TOO_FAR),
    (look(face(eyes=160)), FaceGuidance.TOO_NEAR),
    (look(face(x=80)), FaceGuidance.OFF_CENTRE),
    (look(face(y=440)), FaceGuidance.OFF_CENTRE),
    (look(face(nose=(332, 255))), FaceGuidance.TURNED),
    (look(face(nose=(308, 255))), FaceGuidance.TURNED),
    (look(leaning(25)), FaceGuidance.TURNED),
    (look(light=20), FaceGuidance.TOO_DARK),
    (look(light=245), FaceGuidance.TOO_BRIGHT),
    (look(speed=5), FaceGuidance.HOLD_STILL),
    (look(sharpness=3), FaceGuidance.BLURRED),
]


@pytest.mark.parametrize(("seen", "guidance"), COMPLAINTS)
def test_each_flaw_is_told_by_its_name(seen: Look, guidance: FaceGuidance) -> None:
    assert judge(seen, LIMITS) is guidance


def test_a_nose_offset_is_measured_along_the_eyes_also_of_a_leaning_head() -> None:
    turned_by = 10.0
    cos, sin = math.cos(math.radians(turned_by)), math.sin(math.radians(turned_by))
    eyes = ((320 - 30 * cos, 220 - 30 * sin), (320 + 30 * cos, 220 + 30 * sin))
    below = (320 - 35 * sin, 220 + 35 * cos)
    assert face(eyes=60).nose_offset == pytest.approx(0)
    leaning_face = dataclasses.replace(face(), eyes=eyes, nose=below)
    assert leaning_face.nose_offset == pytest.approx(0, abs=1e-9)
    assert leaning_face.roll == pytest.approx(turned_by)


def test_a_small_face_behind_the_patient_is_a_bystander() -> None:
    patient, bystander = face(eyes=60), face(x=500, eyes=25)
    assert rivals([bystander, patient], LIMITS) == [patient]


def test_two_faces_of_a_size_are_both_meant() -> None:
    assert len(rivals([face(x=200), face(x=440, eyes=50)], LIMITS)) == 2
    assert rivals([], LIMITS) == []


def test_speed_is_in_eye_distances_a_second() -> None:
    assert speed(face(x=320), face(x=350), 0.5) == pytest.approx(1.0)
    assert speed(None, face(), 0.5) == 0.0


def test_advice_speaks_at_once_and_then_only_when_something_lasts() -> None:
    advice = Advice()
    assert advice.hear(FaceGuidance.NO_FACE, 0.0) is FaceGuidance.NO_FACE
    assert advice.hear(FaceGuidance.TOO_FAR, 0.1) is None
    assert advice.hear(FaceGuidance.NO_FACE, 0.2) is None
    assert advice.hear(FaceGuidance.TOO_FAR, 0.3) is None
    assert advice.hear(FaceGuidance.TOO_FAR, 0.7) is FaceGuidance.TOO_FAR
    assert advice.hear(FaceGuidance.TOO_FAR, 0.8) is None
