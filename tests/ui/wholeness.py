"""What is wrong on a glass: cut off, overlapping, too small, too near, out of reach."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtQuick import QQuickItem

from kiosk.domain.language import Language
from kiosk.screens.screen import Kind, Role, Screen
from kiosk.screens.theme import Theme
from tests.ui.glass import SLACK, above, bounds, is_button, is_text, name_of, shape, visible, within

TOUCH_MM = 12.7  # VVSG 2.0, 7.2-I
MAIN_MM = 20.0
GAP_MM = 2.54  # VVSG 2.0, 7.2-I
REACHED = 0.6  # of the glass, from below
SPACED = frozenset(Language) - {
    Language.JAPANESE,
    Language.EASY_JAPANESE,
    Language.CHINESE_SIMPLIFIED,
    Language.CHINESE_TRADITIONAL,
}
"""Languages with spaces between words, which break nowhere else."""
IDEOGRAPHS = "\u2e80"  # from here on scripts without spaces, as in a certificate's name


@dataclass(frozen=True)
class Glass:
    """What is shown where."""

    root: QQuickItem
    screen: Screen
    dots_per_mm: float

    def mm(self, millimetres: float) -> float:
        """Return pixels, less what rounding may take."""
        return millimetres * self.dots_per_mm - SLACK


@dataclass(frozen=True)
class Part:
    """A text or a control as far as it is in sight."""

    item: QQuickItem
    name: str
    area: QRectF


def faults(glass: Glass) -> list[str]:
    """Return what is wrong, in words."""
    items = list(visible(glass.root))
    texts = [one for one in items if is_text(one)]
    touched = [Part(one, name_of(one), shape(one)) for one in items if is_button(one)]
    words = [part for one in texts for part in _in_sight(one)]
    return [
        *(f"cut off: {name_of(one)}" for one in texts if not _whole(one, glass.root)),
        *(f"cut off: {one.name}" for one in touched if not _inside(one.item, glass.root)),
        *(f"overlap: {a} / {b}" for a, b in _overlaps(words, touched)),
        *_small(glass, texts, touched),
        *(f"too near: {a} / {b}" for a, b in _near(touched, glass.mm(GAP_MM))),
        *(f"out of reach: {name}" for name in _out_of_reach(glass, touched)),
        *_progress(glass, words),
    ]


def turners(root: QQuickItem) -> list[QQuickItem]:
    """Return what shows a page on and is in sight."""
    return [
        one
        for one in visible(root)
        if one.metaObject().className().startswith("PageTurner") and one.property("count") > 1
    ]


def sights(root: QQuickItem) -> list[QQuickItem]:
    """Return the places that show one page of an explanation."""
    return [one for one in visible(root) if _is_sight(one)]


def _is_sight(item: QQuickItem) -> bool:
    """Say whether the item shows a page: what `Pages` has beside what turns it."""
    around = next(above(item), item).metaObject().className()
    return around.startswith("Pages_") and not item.metaObject().className().startswith("PageT")


def lines(text: QQuickItem) -> Iterator[QRectF]:
    """Yield where each line of a text is in the window."""
    height = text.property("lineHeight")
    area = shape(text)
    for number in range(text.property("lineCount")):
        yield QRectF(area.x(), area.y() + number * height, area.width(), height)


def sight_of(text: QQuickItem) -> QQuickItem | None:
    """Return the place that shows a page, of which the text is a part."""
    return next((one for one in above(text) if _is_sight(one)), None)


def _in_sight(text: QQuickItem) -> list[Part]:
    """Return what can be seen of a text: all, or the lines that are on this page."""
    sight = sight_of(text)
    if sight is None or not sight.clip():
        return [Part(text, name_of(text), _ink(text))]
    page = shape(sight)
    seen = [line for line in lines(text) if page.contains(line.center())]
    if not seen:
        return []
    area = seen[0]
    for line in seen[1:]:
        area = area.united(line)
    return [Part(text, name_of(text), area)]


def _ink(text: QQuickItem) -> QRectF:
    """Return where letters are drawn: as high as they are, in all the width their item has."""
    outer, font = shape(text), text.property("font")
    drawn = _drawn(text.property("text"), font)
    first = outer.top() + text.baselineOffset()
    last = first + (text.property("lineCount") - 1) * text.property("lineHeight")
    width = max(outer.width(), text.property("contentWidth"))
    return QRectF(outer.left(), first + drawn[0], width, last - first + drawn[1] - drawn[0])


_DRAWN: dict[tuple[str, str], tuple[float, float]] = {}


def _drawn(text: str, font: QFont) -> tuple[float, float]:
    """Return how far letters reach above (negative) and below their line, in pixels."""
    key = (font.key(), text)
    if key not in _DRAWN:
        area = QFontMetricsF(font).tightBoundingRect(text)
        _DRAWN[key] = (area.top(), area.bottom())
    return _DRAWN[key]


def _whole(text: QQuickItem, top: QQuickItem) -> bool:
    if text.property("truncated"):
        return False
    sight = sight_of(text)
    if sight is None or not sight.clip():
        return within(_ink(text), bounds(text, top))
    page, free = shape(sight), bounds(sight, top)
    return all(_on_page_or_off(line, page, free) for line in lines(text))


def _on_page_or_off(line: QRectF, page: QRectF, free: QRectF) -> bool:
    sag = line.height() / 6  # how far letters may hang below their line
    on = within(line, page.adjusted(0, -sag, 0, sag)) and within(line, free)
    off = line.bottom() <= page.top() + sag or line.top() >= page.bottom() - sag
    return on or off


def _inside(item: QQuickItem, top: QQuickItem) -> bool:
    return within(shape(item), bounds(item, top))


def _overlaps(words: list[Part], touched: list[Part]) -> Iterator[tuple[str, str]]:
    yield from _pairs(words)
    yield from _pairs(touched)
    for word in words:
        for one in touched:
            if _meet(word, one) and not _belongs(word.item, one.item):
                yield word.name, one.name


def _pairs(parts: list[Part]) -> Iterator[tuple[str, str]]:
    for index, one in enumerate(parts):
        for other in parts[index + 1 :]:
            if _meet(one, other):
                yield one.name, other.name


def _meet(one: Part, other: Part) -> bool:
    return one.area.adjusted(2, 2, -2, -2).intersects(other.area.adjusted(2, 2, -2, -2))


def _belongs(item: QQuickItem, owner: QQuickItem) -> bool:
    return any(one == owner for one in above(item))


def _near(touched: list[Part], gap: float) -> Iterator[tuple[str, str]]:
    for index, one in enumerate(touched):
        wide = one.area.adjusted(-gap, -gap, gap, gap)
        for other in touched[index + 1 :]:
            if wide.intersects(other.area):
                yield one.name, other.name


def _small(glass: Glass, texts: list[QQuickItem], touched: list[Part]) -> Iterator[str]:
    theme = Theme(glass.dots_per_mm, glass.screen.preferences, glass.screen.language)
    least = theme.pixels()["label"]
    main = {one.label for one in glass.screen.choices if one.role is not Role.QUIET}
    panel = glass.screen.kind in {Kind.LANGUAGES, Kind.COMFORT}
    samples = {one.sample for one in glass.screen.groups}  # letters that show how large they are
    for text in texts:
        font = text.property("font")
        if font.pixelSize() < least and text.property("text") not in samples:
            yield f"too small to read: {name_of(text)}"
        if glass.screen.language in SPACED and _broken(text):
            yield f"broken inside a word: {name_of(text)}"
    for one in touched:
        side = min(one.area.width(), one.area.height())
        wanted = MAIN_MM if one.name in main and not panel else TOUCH_MM
        if side < glass.mm(wanted):
            yield f"too small to touch: {one.name}"


def _broken(text: QQuickItem) -> bool:
    if text.property("lineCount") < 2:
        return False
    font = text.property("font")
    words = (word for word in text.property("text").split() if max(word) < IDEOGRAPHS)
    return max((_advance(word, font) for word in words), default=0.0) > text.width() + 1


_ADVANCES: dict[tuple[str, str], float] = {}


def _advance(word: str, font: QFont) -> float:
    key = (font.key(), word)
    if key not in _ADVANCES:
        _ADVANCES[key] = QFontMetricsF(font).horizontalAdvance(word)
    return _ADVANCES[key]


def _out_of_reach(glass: Glass, touched: list[Part]) -> Iterator[str]:
    if glass.screen.preferences.reach:
        highest = (1 - REACHED) * glass.root.height() - SLACK
        yield from (one.name for one in touched if one.area.top() < highest)


def _progress(glass: Glass, words: list[Part]) -> Iterator[str]:
    """Yield a fault where the step of now has no name in sight."""
    step, frame = glass.screen.step, glass.screen.frame
    if step and not {frame.steps[step - 1], frame.now[step - 1]} & {one.name for one in words}:
        yield "no progress in sight"
