"""Every screen whole on the glass, in every way it can be asked for: `python -m tests.ui.whole`.

All examples x languages x text sizes x wide and tall x reach x hand on the reference glass, and on
the other glasses what each holds; nothing is painted. Options name a part: `--language vi`,
`--size largest`, `--glass wide`, `--name giving_consent`. The exit status is 1 where something is
wrong.
"""

import argparse
import os
import sys
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from time import monotonic

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import Q_ARG, QMetaObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from kiosk.domain.language import Language
from kiosk.domain.preferences import Preferences, TextSize
from kiosk.flow.rules import Rules
from kiosk.screens.present import present
from kiosk.screens.screen import Screen
from kiosk.screens.texts import Texts, load
from kiosk.screens.theme import REFERENCE_DOTS_PER_MM, dots_per_mm, sizes_that_fit
from tests.screens.examples import EXAMPLES
from tests.ui.glass import is_text, shape
from tests.ui.unpainted import Unpainted
from tests.ui.wholeness import Glass, faults, lines, sights, turners, visible

MOST_PAGES = 12  # of one explanation, at the largest letters


@dataclass(frozen=True)
class Format:
    """A glass: pixels and density."""

    width: int
    height: int
    dots_per_mm: float

    @property
    def sizes(self) -> tuple[TextSize, ...]:
        """The text sizes that it offers."""
        return sizes_that_fit(self.width / self.dots_per_mm, self.height / self.dots_per_mm)


FORMATS = {
    "wide": Format(1280, 720, REFERENCE_DOTS_PER_MM),
    "tall": Format(720, 1280, REFERENCE_DOTS_PER_MM),
}
OTHER_FORMATS = {
    "15.6 inch": Format(1920, 1080, dots_per_mm(1920, 1080, 15.6)),
    "21.5 inch upright": Format(1080, 1920, dots_per_mm(1080, 1920, 21.5)),
    "13.3 inch": Format(1366, 768, dots_per_mm(1366, 768, 13.3)),
    "10.1 inch": Format(1280, 800, dots_per_mm(1280, 800, 10.1)),
}


@dataclass(frozen=True)
class Way:
    """How a patient may want the kiosk, as far as it moves anything: colours and voice do not."""

    language: Language
    size: TextSize
    reach: bool = False
    left_handed: bool = False

    def __str__(self) -> str:
        """Name it as the command's options do."""
        marks = (" reach" if self.reach else "") + (" left" if self.left_handed else "")
        return f"{self.language.value} {self.size.value}{marks}"


def ways(languages: Iterable[Language], sizes: Iterable[TextSize]) -> Iterator[Way]:
    """Yield all ways of these languages and sizes."""
    held = tuple(sizes)
    for language in languages:
        for size in held:
            for reach in (False, True):
                for left_handed in (False, True):
                    yield Way(language, size, reach, left_handed)


def screens(
    way: Way, texts: Texts, names: Container[str] = EXAMPLES
) -> Iterator[tuple[str, Screen]]:
    """Yield examples as a patient who wants it so sees them; those that look the same, once."""
    wanted = Preferences(
        text_size=way.size, reach=way.reach, left_handed=way.left_handed, still=True
    )
    seen = set[str]()
    for example, state in EXAMPLES.items():
        if example not in names:
            continue
        visit = replace(state.visit, language=way.language, preferences=wanted)
        screen = present(replace(state, visit=visit), texts, Rules(), simulated=True)
        look = repr((replace(screen, place="", spoken="", timer=0), screen.rows))
        if look not in seen:
            seen.add(look)
            yield example, screen


def wrong_on(glass: Unpainted, screen: Screen) -> list[str]:
    """Return what is wrong on any page of a screen."""
    known = len(glass.problems)
    glass.show(screen)
    for one in turners(glass.root):  # an answer given meanwhile leaves the page where it is
        turn(glass, one, -one.property("page"))
    seen = Glass(glass.root, screen, glass.dots_per_mm)
    found = faults(seen)
    unread = _lines_out_of_sight(glass.root)
    for _ in range(MOST_PAGES):
        onward = [
            one for one in turners(glass.root) if one.property("page") + 1 < one.property("count")
        ]
        if not onward:
            break
        turn(glass, onward[0], 1)
        found += faults(seen)
        unread &= _lines_out_of_sight(glass.root)
    nowhere = (f"on no page: {text}, line {line}" for text, line, _ in sorted(unread))
    return [*found, *nowhere, *glass.problems[known:]]


def turn(glass: Unpainted, turner: QQuickItem, by: int) -> None:
    """Turn the pages of an explanation, as its buttons do."""
    QMetaObject.invokeMethod(turner, "turn", Q_ARG("QVariant", by))
    glass.lay_out()


def _lines_out_of_sight(root: QQuickItem) -> set[tuple[str, int, int]]:
    """Return the lines that no page has shown yet: text, number, and where among all the words."""
    unread = set[tuple[str, int, int]]()
    for sight in sights(root):
        page, top = shape(sight), shape(sight.childItems()[0]).top()
        for text in visible(sight):
            if is_text(text):
                unread |= {
                    (text.property("text"), number, round(line.top() - top))
                    for number, line in enumerate(lines(text))
                    if not page.contains(line.center())
                }
    return unread


def main() -> int:
    """Look at all that the options name; say what is wrong, and how long it took."""
    parser = argparse.ArgumentParser(prog="python -m tests.ui.whole")
    parser.add_argument("--language", type=Language, action="append")
    parser.add_argument("--size", type=TextSize, action="append")
    parser.add_argument("--glass", choices=[*FORMATS, *OTHER_FORMATS], action="append")
    parser.add_argument("--name", default="")
    chosen = parser.parse_args()
    _app = QGuiApplication.instance() or QGuiApplication([])
    begun, count, wrong = monotonic(), 0, 0
    texts = load()
    names = frozenset(one for one in EXAMPLES if chosen.name in one)
    for name, shown in {**FORMATS, **OTHER_FORMATS}.items():
        if chosen.glass and name not in chosen.glass:
            continue
        glass = Unpainted(shown.width, shown.height, shown.dots_per_mm)
        sizes = [one for one in shown.sizes if one in (chosen.size or TextSize)]
        for way in ways(chosen.language or Language, sizes):
            for example, screen in screens(way, texts, names):
                count += 1
                for fault in dict.fromkeys(wrong_on(glass, screen)):
                    wrong += 1
                    _say(f"{name} {way} {example}: {fault!r}")
        glass.close()
    _say(f"{count} screens, {wrong} faults, {monotonic() - begun:.0f} s")
    return 1 if wrong else 0


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a command's answer


if __name__ == "__main__":
    sys.exit(main())
