"""Contrast as WCAG computes it, sizes as hands need them."""

from dataclasses import asdict, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.screens.theme import (
    ENHANCED_CONTRAST,
    OUTLINE_CONTRAST,
    OUTLINE_PAIRS,
    TEXT_PAIRS,
    Colours,
    Motion,
    Sizes,
    Theme,
    contrast,
    dots_per_mm,
)

COLOUR = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def colour(role: str) -> str:
    return asdict(Colours())[role]


def test_contrast_is_wcags() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(COLOUR, COLOUR)
def test_contrast_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1.0 <= contrast(one, other) <= 21.0 + 1e-9


@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read_by_weak_eyes(text: str, ground: str) -> None:
    assert contrast(colour(text), colour(ground)) >= ENHANCED_CONTRAST


@pytest.mark.parametrize(("outline", "ground"), OUTLINE_PAIRS)
def test_outlines_can_be_seen(outline: str, ground: str) -> None:
    assert contrast(colour(outline), colour(ground)) >= OUTLINE_CONTRAST


def test_touch_areas_fit_a_finger() -> None:
    sizes = Sizes()
    assert min(sizes.touch, sizes.key_height, sizes.key_width) >= 12.7
    assert sizes.touch_main >= 20.0
    assert sizes.gap_small >= 2.54


def test_words_are_large() -> None:
    sizes = Sizes()
    assert sizes.title >= 9.0
    assert sizes.body >= 5.0


def test_the_usual_glass_has_149_dots_per_inch() -> None:
    assert dots_per_mm(1280, 800, 10.1) * 25.4 == pytest.approx(149.45, abs=0.01)


@given(st.floats(2.0, 20.0))
def test_every_size_grows_with_the_density(density: float) -> None:
    pixels = Theme(density).pixels()
    assert pixels.keys() == asdict(Sizes()).keys()
    assert pixels["touch"] == round(Sizes().touch * density)


def test_a_still_kiosk_does_not_move() -> None:
    assert {getattr(Motion.still(), field.name) for field in fields(Motion)} == {0}
