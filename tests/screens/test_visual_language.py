"""The page on the visual language says what the theme does."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from kiosk.domain.language import Language
from kiosk.domain.preferences import ColourTheme, TextSize
from kiosk.screens.theme import Motion, sizes_that_fit
from kiosk.screens.theme.colours import COLOURS, OUTLINE_PAIRS, TEXT_PAIRS, contrast
from kiosk.screens.theme.sizes import LEAST_GLASS, SCALE, Capitals, sizes_of
from kiosk.screens.theme.typefaces import CAPITALS, leading

PAGE = Path(__file__).resolve().parents[2] / "kiosk" / "ui" / "README.md"
DECISION = PAGE.parents[1] / "decisions" / "0024-the-reference-glass.md"
TEXT = PAGE.read_text(encoding="utf-8")
CELL = re.compile(r"`(\w+)`(?: on `(\w+)`)?")


def table(head: str) -> dict[str, list[str]]:
    """Return the rows of the table that begins so, by their first cell."""
    lines = iter(TEXT.splitlines())
    rows: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith(f"| {head} |"):
            rows = dict(_rows(lines))
    return rows


def _rows(lines: Iterator[str]) -> Iterator[tuple[str, list[str]]]:
    next(lines)
    for line in lines:
        if not line.startswith("|"):
            return
        first, *rest = [cell.strip() for cell in line.strip("|").split("|")]
        yield first, rest


def test_the_type_scale_is_the_themes() -> None:
    rows = table("Capital, mm")
    glass = rows.pop("least glass")
    assert rows.keys() == {f"`{name}`" for name in Capitals.__dataclass_fields__}
    for name, cells in rows.items():
        heights = [getattr(SCALE[text_size], name.strip("`")) for text_size in TextSize]
        assert cells[:-1] == [f"{height:.1f}" for height in heights]
    assert glass[:-1] == [
        f"{longer:.0f} × {shorter:.0f}" for longer, shorter in LEAST_GLASS.values()
    ]


def test_rooms_are_the_themes() -> None:
    rows = table("Room, mm")
    assert {"`gap_small`", "`touch`", "`touch_main`"} <= rows.keys()
    for name, cells in rows.items():
        rooms = [
            getattr(sizes_of(text_size, Language.JAPANESE), name.strip("`"))
            for text_size in TextSize
        ]
        assert cells[:-1] == [f"{room:.1f}" for room in rooms]


@pytest.mark.parametrize(
    ("head", "pairs"), [("Text on ground", TEXT_PAIRS), ("Outline on ground", OUTLINE_PAIRS)]
)
def test_contrasts_are_computed(head: str, pairs: tuple[tuple[str, str], ...]) -> None:
    rows = table(head)
    assert rows.keys() == {f"`{one}` on `{ground}`" for one, ground in pairs}
    for name, cells in rows.items():
        found = CELL.fullmatch(name)
        assert found is not None
        one, ground = found.groups()
        computed = [
            contrast(asdict(COLOURS[theme])[one], asdict(COLOURS[theme])[ground])
            for theme in ColourTheme
        ]
        assert cells == [f"{ratio:.1f}" for ratio in computed]


@pytest.mark.parametrize(
    "said",
    [
        f"appears in {Motion().fade} ms",
        f"once in {Motion().breathe} ms",
        f"UDPGothic are {CAPITALS['BIZ UDPGothic']:.3f} of it",
        f"Noto Sans CJK {CAPITALS['Noto Sans CJK JP']:.3f}",
        f"{leading(Language.JAPANESE)} heights apart",
        f"({leading(Language.NEPALI)} where letters carry",
    ],
)
def test_what_it_says_in_words_is_so_too(said: str) -> None:
    assert said in " ".join(TEXT.split())


@pytest.mark.parametrize(
    ("glass", "held"),
    [
        ((345, 194), tuple(TextSize)),
        ((294, 166), (TextSize.SMALL, TextSize.NORMAL)),
        ((305, 229), (TextSize.SMALL, TextSize.NORMAL)),
        ((217, 136), (TextSize.SMALL,)),
    ],
)
def test_the_decision_on_glasses_says_what_they_hold(
    glass: tuple[int, int], held: tuple[TextSize, ...]
) -> None:
    assert sizes_that_fit(*glass) == held
    row = f"| {glass[0]} × {glass[1]} | {', '.join(held)} |"
    assert row in DECISION.read_text(encoding="utf-8")
