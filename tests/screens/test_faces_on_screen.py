"""The face road on the glass: what is asked has a picture, and after the last try others wait."""

import pytest

from kiosk.domain.face import FaceGuidance
from kiosk.domain.language import Language
from kiosk.screens.screen import Intent, Kind, Turn
from kiosk.screens.texts import FOLDER
from tests.screens.examples import EXAMPLES
from tests.screens.looking import TEXTS, intents, shown

ICONS = FOLDER.parent / "icons"


@pytest.mark.parametrize("name", [name for name in EXAMPLES if "_tried_out" in name])
def test_after_the_last_try_the_other_doors_are_large_and_no_other_try_is_spoken_of(
    name: str,
) -> None:
    screen, other = shown(name), shown(name, Language.ENGLISH)
    assert screen.kind is Kind.CHOOSE
    assert Intent.FACE not in intents(screen)
    assert Intent.PIN in intents(screen)
    assert "もう一度" not in screen.message + screen.spoken
    assert "again" not in f"{other.message} {other.spoken}".lower()


@pytest.mark.parametrize("guidance", FaceGuidance)
def test_every_guidance_has_a_picture_or_says_that_the_kiosk_works(guidance: FaceGuidance) -> None:
    screen = shown(f"matching_face_{guidance.value}")
    at_work = guidance is FaceGuidance.ONE_MOMENT
    assert (screen.guidance_icon == "") is at_work
    assert at_work or (ICONS / f"{screen.guidance_icon}.svg").is_file()
    heard = TEXTS[Language.JAPANESE].find(f"guidance_spoken.{guidance.value}")
    assert (heard or screen.guidance) in screen.spoken
    left, right = guidance is FaceGuidance.TURN_LEFT, guidance is FaceGuidance.TURN_RIGHT
    assert screen.turn is (Turn.LEFT if left else Turn.RIGHT if right else Turn.NONE)


def test_a_turn_is_asked_for_in_the_title_too() -> None:
    assert shown("matching_face_turn_left").title == "お顔を左へ"
    assert shown("matching_face_turn_right").title == "お顔を右へ"
    assert shown("matching_face_look_here").title == "カメラを見てください"


def test_the_way_back_is_told_before_and_after_a_turn() -> None:
    before, after = shown("matching_face_turn_left"), shown("matching_face_look_back")
    assert "正面にもどり" in before.message
    assert before.message in before.spoken
    assert after.guidance_icon == "guide_front"
    assert after.guidance != shown("matching_face_look_here").guidance
    assert after.guidance in after.spoken
    assert after.turn is Turn.NONE


@pytest.mark.parametrize("language", Language)
def test_who_does_not_see_is_told_where_the_face_goes_without_circle_or_arrow(
    language: Language,
) -> None:
    names = ("look_here", "turn_left", "turn_right")
    seen = [shown(f"matching_face_{name}", language) for name in names]
    assert not [one.guidance for one in seen if one.guidance in one.spoken]
    left, right = (one.spoken.split("\n")[1] for one in seen[1:])
    assert left != right
