"""Phones on the screen: never called a card, offered only what they can do."""

import pytest

from kiosk.domain.language import Language
from kiosk.screens.screen import Intent, Role, Screen
from tests.screens.examples import EXAMPLES
from tests.screens.looking import WRITTEN_FIRST, intents, shown

PHONES = [name for name in EXAMPLES if name.startswith("phone_")]


@pytest.mark.parametrize("language", WRITTEN_FIRST)
def test_a_phone_is_never_called_a_card(language: Language) -> None:
    words = [(name, text) for name in PHONES for text in _words(shown(name, language))]
    assert [one for one in words if "カード" in one[1] or "card" in one[1].lower()] == []


def _words(screen: Screen) -> tuple[str, ...]:
    return (
        screen.spoken, screen.title, screen.message, screen.detail, screen.guidance,
        *screen.frame.steps, *(f"{one.label} {one.detail}" for one in screen.choices),
        *(f"{one.label} {one.detail}" for one in screen.rows), screen.illustration,
    )  # fmt: skip


def test_an_iphone_is_offered_its_own_way_alone() -> None:
    screen = shown("phone_choosing_iphone")
    assert [choice.intent for choice in screen.choices] == [Intent.PHONE, Intent.GIVE_UP]
    assert screen.choices[0].label == "iPhoneで確認"
    assert screen.choices[0].role is Role.PRIMARY


def test_an_android_phone_is_offered_its_pin_alone() -> None:
    assert intents(shown("phone_choosing")) == {Intent.PIN, Intent.GIVE_UP}
    assert shown("phone_choosing").rows == ()


OFFICE = {Language.JAPANESE: "市区町村", Language.ENGLISH: "office"}
CERTIFICATE = {Language.JAPANESE: "電子証明書", Language.ENGLISH: "certificate"}


@pytest.mark.parametrize("language", WRITTEN_FIRST)
def test_nobody_is_sent_to_an_office_with_a_phone(language: Language) -> None:
    for name in PHONES:
        screen = shown(name, language)
        assert OFFICE[language] not in screen.spoken, name
        assert screen.illustration != "municipal_office", name


@pytest.mark.parametrize("language", WRITTEN_FIRST)
@pytest.mark.parametrize(
    "name", ["phone_choosing_pin_locked", "phone_last_pin_try", "phone_last_pin_try_wrong"]
)
def test_the_pin_of_the_certificate_is_not_called_the_pin_of_the_phone(
    name: str, language: Language
) -> None:
    assert CERTIFICATE[language] in shown(name, language).message


@pytest.mark.parametrize("name", ["phone_entering_pin", "phone_entering_pin_wrong"])
def test_whoever_types_is_told_that_the_screen_has_another_code(name: str) -> None:
    assert "画面のロック" in shown(name).detail
