import dataclasses
import math
from typing import Any

import pytest

from drivers.vision.quality import Face, Look, Tier, grade, quality, rivals, speed
from drivers.vision.thresholds import Thresholds
from kiosk.domain.face import FaceGuidance

LIMITS = Thresholds.load().quality
FRAME = (640, 480)


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
    plain = Look(of or face(), picture=FRAME, light=120, around=110, sharpness=200, speed=0.1)
    return dataclasses.replace(plain, **changes)


def leaning(degrees: float) -> Face:
    """Return a frontal face turned in the picture's plane about the middle of its eyes."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    eyes = ((320 - 30 * cos, 220 - 30 * sin), (320 + 30 * cos, 220 + 30 * sin))
    straight = face(nose=(320 - 35 * sin, 220 + 35 * cos))
    return dataclasses.replace(straight, eyes=eyes)


def test_a_straight_well_lit_still_face_has_nothing_to_change() -> None:
    assert grade(look(), LIMITS) == (Tier.COMFORTABLE, None)


COMPLAINTS = [
    (look(face(eyes=24)), FaceGuidance.TOO_FAR),
    (look(face(eyes=160)), FaceGuidance.TOO_NEAR),
    (look(covered=FaceGuidance.EYES_COVERED), FaceGuidance.EYES_COVERED),
    (look(covered=FaceGuidance.MOUTH_COVERED), FaceGuidance.MOUTH_COVERED),
    (look(face(x=50)), FaceGuidance.MOVE_LEFT),
    (look(face(y=415)), FaceGuidance.MOVE_UP),
    (look(face(nose=(332, 255))), FaceGuidance.TURNED),
    (look(face(nose=(308, 255))), FaceGuidance.TURNED),
    (look(leaning(25)), FaceGuidance.TILTED),
    (look(light=40, around=45), FaceGuidance.TOO_DARK),
    (look(light=40, around=180), FaceGuidance.BACKLIT),
    (look(light=70, around=180), FaceGuidance.BACKLIT),
    (look(light=235), FaceGuidance.TOO_BRIGHT),
    (look(speed=5), FaceGuidance.HOLD_STILL),
    (look(sharpness=10), FaceGuidance.BLURRED),
]


@pytest.mark.parametrize(("seen", "guidance"), COMPLAINTS)
def test_each_flaw_is_told_by_its_name(seen: Look, guidance: FaceGuidance) -> None:
    assert grade(seen, LIMITS) == (Tier.USABLE, guidance)


HOPELESS = [
    (look(face(eyes=18)), FaceGuidance.TOO_FAR),
    (look(face(x=10)), FaceGuidance.MOVE_LEFT),
    (look(face(nose=(346, 255))), FaceGuidance.TURNED),
    (look(leaning(40)), FaceGuidance.TILTED),
    (look(light=20, around=22), FaceGuidance.TOO_DARK),
    (look(light=20, around=200), FaceGuidance.BACKLIT),
    (look(light=248), FaceGuidance.TOO_BRIGHT),
    (look(speed=9), FaceGuidance.HOLD_STILL),
    (look(sharpness=3), FaceGuidance.BLURRED),
]


@pytest.mark.parametrize(("seen", "guidance"), HOPELESS)
def test_what_the_matcher_cannot_cope_with_is_of_no_use(seen: Look, guidance: FaceGuidance) -> None:
    assert grade(seen, LIMITS) == (Tier.NO_USE, guidance)


def test_where_in_the_frame_a_whole_face_stands_is_nothing_to_say() -> None:
    """Children and people in wheelchairs are not asked to move: the preview follows the face."""
    for x, y in ((90, 90), (550, 390), (90, 390), (550, 90)):
        assert grade(look(face(x=x, y=y)), LIMITS) == (Tier.COMFORTABLE, None)


def test_a_head_turned_far_is_told_to_turn_not_to_come_nearer() -> None:
    turned = face(eyes=24, nose=(335, 250))
    assert grade(look(turned), LIMITS)[1] is FaceGuidance.TURNED


@pytest.mark.parametrize(("worse", "_"), COMPLAINTS)
def test_no_flaw_raises_the_quality(worse: Look, _: FaceGuidance) -> None:
    assert quality(worse, LIMITS) <= quality(look(), LIMITS) == 1.0


def test_frontal_and_sharp_frames_rank_first() -> None:
    ranked = [look(), look(face(nose=(323, 255))), look(face(nose=(328, 255)), sharpness=20)]
    qualities = [quality(one, LIMITS) for one in ranked]
    assert qualities == sorted(qualities, reverse=True)
    assert len(set(qualities)) == len(qualities)


def test_a_nose_offset_is_measured_along_the_eyes_also_of_a_leaning_head() -> None:
    assert face().nose_offset == pytest.approx(0)
    assert leaning(10).nose_offset == pytest.approx(0, abs=1e-9)
    assert leaning(10).roll == pytest.approx(10)


def test_a_small_face_behind_the_patient_is_a_bystander() -> None:
    patient, bystander = face(eyes=60), face(x=500, eyes=25)
    assert rivals([bystander, patient], FRAME, LIMITS) == [patient]


def test_two_faces_of_a_size_are_both_meant() -> None:
    assert len(rivals([face(x=200), face(x=440, eyes=50)], FRAME, LIMITS)) == 2
    assert rivals([], FRAME, LIMITS) == []


def test_who_is_half_out_of_the_frame_is_a_bystander_unless_alone() -> None:
    whole, cut = face(x=300), face(x=630)
    assert rivals([cut, whole], FRAME, LIMITS) == [whole]
    assert rivals([cut], FRAME, LIMITS) == [cut]


def test_speed_is_in_eye_distances_a_second() -> None:
    assert speed(face(x=320), face(x=350), 0.5) == pytest.approx(1.0)
    assert speed(None, face(), 0.5) == 0.0
