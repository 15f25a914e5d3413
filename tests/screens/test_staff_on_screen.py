"""目視確認 on the glass: what staff are asked, and what the patient is told meanwhile."""

import pytest

from kiosk.domain.language import Language
from kiosk.domain.session import SessionId
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import touches as t
from kiosk.screens.screen import Intent, Kind
from kiosk.ui.intents import event_of
from tests.screens.looking import intents, shown


def test_each_of_the_four_reasons_is_a_button_of_its_own() -> None:
    screen = shown("choosing_reason")
    meant = [event_of(choice, SessionId(7)) for choice in screen.choices]
    chosen = {event.reason for event in meant if isinstance(event, t.ReasonChosen)}
    assert chosen == set(VisualReason)
    assert Intent.GO_BACK in intents(screen)
    assert len({choice.label for choice in screen.choices}) == len(VisualReason) + 1


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["checking_visually", "checking_at_desk"])
def test_the_portrait_comes_into_the_drawings_place_and_moves_no_button(
    name: str, language: Language
) -> None:
    before, after = shown(name, language), shown(f"{name}_portrait", language)
    assert not before.portrait
    assert after.portrait
    assert before.kind is after.kind is Kind.COMPARE
    assert before.place == after.place  # a finger on its way is still taken for what it meant
    assert before.choices == after.choices


def test_only_staff_at_the_kiosk_are_asked_for_their_word() -> None:
    words = {Intent.SAME_PERSON, Intent.OTHER_PERSON}
    assert words <= intents(shown("checking_visually"))
    for name in ("checking_at_desk", "checking_at_desk_nobody_yet", "choosing_reason"):
        assert not words & intents(shown(name))


@pytest.mark.parametrize("name", ["checking_at_desk", "checking_at_desk_nobody_yet"])
def test_a_patient_who_is_looked_at_from_the_desk_may_take_another_way_or_end(name: str) -> None:
    assert intents(shown(name)) == {Intent.GO_BACK, Intent.GIVE_UP}


def test_whoever_called_reads_that_staff_are_coming() -> None:
    assert shown("offering_help_coming").title == "職員がまいります"
    assert intents(shown("offering_help_coming")) == intents(shown("offering_help"))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["choosing_reason", "checking_visually"])
def test_what_staff_alone_decide_is_asked_in_the_language_they_read(
    name: str, language: Language
) -> None:
    assert shown(name, language).language is Language.JAPANESE
    assert shown(name, language).choices == shown(name).choices


def test_what_the_patient_reads_meanwhile_stays_in_their_own_language() -> None:
    for name in ("entering_passcode", "checking_at_desk", "checking_at_desk_nobody_yet"):
        assert shown(name, Language.VIETNAMESE).language is Language.VIETNAMESE
