"""Contrast as WCAG computes it, sizes as hands and eyes need them."""

from dataclasses import asdict, fields
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.language import Language
from kiosk.domain.preferences import ColourTheme, Preferences, TextSize
from kiosk.screens.theme import (
    REFERENCE_DOTS_PER_MM,
    Motion,
    Sizes,
    Theme,
    dots_per_mm,
    sizes_that_fit,
)
from kiosk.screens.theme.colours import (
    COLOURS,
    ENHANCED_CONTRAST,
    OUTLINE_CONTRAST,
    OUTLINE_PAIRS,
    TEXT_PAIRS,
    contrast,
)
from kiosk.screens.theme.sizes import (
    LEAST_GAP,
    LEAST_MAIN_TOUCH,
    LEAST_TOUCH,
    SCALE,
    Capitals,
    sizes_of,
)
from kiosk.screens.theme.typefaces import CAPITALS, FAMILIES

COLOUR = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
TEXT = [field.name for field in fields(Capitals)]
PROMISED = {  # heights of a capital letter in mm, within the ranges of VVSG 2.0, 7.1-G
    TextSize.SMALL: 3.6,
    TextSize.NORMAL: 5.0,
    TextSize.LARGE: 6.4,
    TextSize.LARGEST: 8.5,
}


def colour(theme: ColourTheme, role: str) -> str:
    return asdict(COLOURS[theme])[role]


def test_contrast_is_wcags() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(COLOUR, COLOUR)
def test_contrast_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1.0 <= contrast(one, other) <= 21.0 + 1e-9


@pytest.mark.parametrize("theme", ColourTheme)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read_by_weak_eyes(text: str, ground: str, theme: ColourTheme) -> None:
    assert contrast(colour(theme, text), colour(theme, ground)) >= ENHANCED_CONTRAST


@pytest.mark.parametrize("theme", ColourTheme)
@pytest.mark.parametrize(("outline", "ground"), OUTLINE_PAIRS)
def test_outlines_can_be_seen(outline: str, ground: str, theme: ColourTheme) -> None:
    assert contrast(colour(theme, outline), colour(theme, ground)) >= OUTLINE_CONTRAST


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("text_size", TextSize)
def test_no_text_is_below_the_promised_height(text_size: TextSize, language: Language) -> None:
    for density in (REFERENCE_DOTS_PER_MM, 5.57, 5.87, 2.0):
        pixels = Theme(density, Preferences(text_size=text_size), language).pixels()
        capitals = {name: pixels[name] * CAPITALS[FAMILIES[language]] for name in TEXT}
        assert min(capitals.values()) >= PROMISED[text_size] * density - 1e-6


@pytest.mark.parametrize("role", TEXT)
def test_larger_is_larger_for_every_text(role: str) -> None:
    heights = [getattr(SCALE[text_size], role) for text_size in TextSize]
    assert all(smaller < larger for smaller, larger in pairwise(heights))


def test_the_scale_is_compressed_as_it_grows() -> None:
    spread = [SCALE[text_size].headline / SCALE[text_size].label for text_size in TextSize]
    assert all(wider > narrower for wider, narrower in pairwise(spread))
    assert spread[-1] < 1.2


@pytest.mark.parametrize("text_size", TextSize)
def test_titles_are_never_smaller_than_what_they_head(text_size: TextSize) -> None:
    scale = SCALE[text_size]
    assert scale.headline >= scale.title >= scale.guidance >= scale.body >= scale.label


@given(st.sampled_from(TextSize), st.sampled_from(Language), st.floats(2.0, 20.0))
def test_touch_areas_fit_a_finger(size: TextSize, language: Language, density: float) -> None:
    pixels = Theme(density, Preferences(text_size=size), language).pixels()
    mm = {name: pixel / density + 1e-9 for name, pixel in pixels.items()}
    assert min(mm["touch"], mm["row"], mm["key_height"], mm["key_width"]) >= LEAST_TOUCH
    assert mm["touch_main"] >= LEAST_MAIN_TOUCH
    assert min(mm["gap_small"], mm["gap"], mm["gap_large"]) >= LEAST_GAP


@given(st.sampled_from(TextSize), st.sampled_from(Language))
def test_what_holds_one_line_is_higher_than_it(size: TextSize, language: Language) -> None:
    sizes = sizes_of(size, language)
    assert min(sizes.touch, sizes.band, sizes.step_dot, sizes.row) > sizes.label
    assert sizes.key_height > sizes.digit


@given(st.floats(2.0, 20.0))
def test_every_size_grows_with_the_density(density: float) -> None:
    pixels = Theme(density).pixels()
    sizes = asdict(Theme(density).sizes)
    assert pixels.keys() == {field.name for field in fields(Sizes)}
    assert all(0 <= pixels[name] - mm * density < 1 for name, mm in sizes.items())


def test_the_reference_glass_has_94_dots_per_inch() -> None:
    assert dots_per_mm(1280, 720, 15.6) == pytest.approx(REFERENCE_DOTS_PER_MM, abs=0.01)
    assert dots_per_mm(1280, 800, 10.1) * 25.4 == pytest.approx(149.45, abs=0.01)


def test_the_reference_glass_offers_every_size_wide_and_tall() -> None:
    width, height = 1280 / REFERENCE_DOTS_PER_MM, 720 / REFERENCE_DOTS_PER_MM
    assert sizes_that_fit(width, height) == tuple(TextSize) == sizes_that_fit(height, width)


def test_a_small_glass_offers_fewer_sizes() -> None:
    assert sizes_that_fit(217.4, 135.9) == (TextSize.SMALL,)
    assert sizes_that_fit(100.0, 60.0) == ()


@given(st.floats(50, 600), st.floats(50, 600), st.floats(0, 100), st.floats(0, 100))
def test_a_larger_glass_never_offers_less(
    width: float, height: float, more_width: float, more_height: float
) -> None:
    offered = sizes_that_fit(width, height)
    assert offered == tuple(TextSize)[: len(offered)]
    assert set(offered) <= set(sizes_that_fit(width + more_width, height + more_height))


def test_a_still_kiosk_does_not_move() -> None:
    still = Theme(REFERENCE_DOTS_PER_MM, Preferences(still=True)).motion
    assert {getattr(still, field.name) for field in fields(Motion)} == {0}


def test_motion_is_short_unless_it_says_that_a_device_works() -> None:
    assert Theme(REFERENCE_DOTS_PER_MM).motion.fade <= 200
