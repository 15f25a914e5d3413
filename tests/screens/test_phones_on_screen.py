"""Phones on the screen: never called a card, offered only what they can do."""

import pytest

from kiosk.domain.language import Language
from kiosk.screens.screen import Intent, Role
from tests.screens.looking import BOTH, intents, shown

PHONES = [(name, language) for name, language in BOTH if name.startswith("phone_")]


@pytest.mark.parametrize(("name", "language"), PHONES)
def test_a_phone_is_never_called_a_card(name: str, language: Language) -> None:
    screen = shown(name, language)
    words = (
        screen.spoken, screen.title, screen.message, screen.detail, screen.guidance,
        *screen.frame.steps, *(f"{one.label} {one.detail}" for one in screen.choices),
        *(f"{one.label} {one.detail}" for one in screen.rows), screen.illustration,
    )  # fmt: skip
    assert [text for text in words if "カード" in text or "card" in text.lower()] == []


def test_an_iphone_is_offered_its_own_way_alone() -> None:
    screen = shown("phone_choosing_iphone")
    assert [choice.intent for choice in screen.choices] == [Intent.PHONE, Intent.GIVE_UP]
    assert screen.choices[0].label == "iPhoneで確認"
    assert screen.choices[0].role is Role.PRIMARY


def test_an_android_phone_is_offered_its_pin_alone() -> None:
    assert intents(shown("phone_choosing")) == {Intent.PIN, Intent.GIVE_UP}
    assert shown("phone_choosing").rows == ()
