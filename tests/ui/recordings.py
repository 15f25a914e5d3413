"""Reference screens by the hash of their pixels: `python -m tests.ui.recordings COMMAND`.

    record              take what is drawn now for what it should be
    report DIR [REV]    draw what is different beside what REV (HEAD) draws, with a page to look at

The pictures themselves are not kept: whoever wants to see the old ones draws them anew from an old
revision. Pixels depend on Qt, the typefaces and the machine, so a picture of letters and curves is
hashed as well: where that one is different nothing can be compared, and the test says so.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

from kiosk.domain.language import Language
from kiosk.domain.preferences import ColourTheme, Preferences, TextSize
from kiosk.screens.screen import Screen
from kiosk.screens.texts import load
from kiosk.screens.theme import FAMILIES
from tests.screens.examples import EXAMPLES
from tests.ui.gallery import a_portrait, grey_ramp, open_window, screen_of
from tests.ui.recordings_page import write_report

KEPT = Path(__file__).with_name("recordings.json")
PROBE = "probe"
SCALE = 0.5
ROAD = (
    "waiting", "reading_card", "noticing_in_grace", "choosing", "choosing_pin_locked",
    "entering_pin_half", "entering_pin_wrong", "last_pin_try", "pin_locked",
    "matching_face_look_here", "matching_face_turn_left", "face_refused_not_matched",
    "checking_visually_portrait", "qualifying", "offering_registration",
    "service_unavailable_no_answer", "received_provisionally_7", "giving_consent_as_last_time",
    "giving_consent_item_1", "answering_option_public_expense", "done", "take_card_finished",
    "see_staff_insurance_not_found", "still_there", "offering_help", "out_of_service_reader",
)  # fmt: skip
FEW = ("waiting", "choosing", "giving_consent")

Look = tuple[str, str, Language, Preferences]


def looks() -> Iterator[Look]:
    """Yield what is recorded: the road in Japanese, and a few of it in every language and look."""
    usual = Preferences()
    for name, shape in product(ROAD, ("wide", "tall")):
        yield name, shape, Language.JAPANESE, usual
    for name, language in product(FEW, Language):
        yield name, "wide", language, usual
    others = [Preferences(colours=one) for one in ColourTheme if one is not usual.colours]
    others += [Preferences(text_size=one) for one in TextSize if one is not usual.text_size]
    others += [Preferences(reach=True), Preferences(left_handed=True)]
    for name, wanted in product(FEW, others):
        yield name, "wide", Language.JAPANESE, wanted


def key_of(look: Look) -> str:
    """Name a picture."""
    name, shape, language, wanted = look
    marks = [wanted.colours.value, wanted.text_size.value]
    marks += [mark for mark in ("reach", "left_handed") if getattr(wanted, mark)]
    return "-".join([name, shape, language.value, *marks])


def draw() -> dict[str, QImage]:
    """Draw every recorded screen, and the probe."""
    app = QGuiApplication.instance() or QGuiApplication([])
    texts, seen = load(), [grey_ramp()]
    windows = {shape: open_window(shape, seen, SCALE) for shape in ("wide", "tall")}
    pictures = {PROBE: _probe()}
    for look in looks():
        name, shape, language, wanted = look
        seen[0] = a_portrait() if name.endswith("portrait") else grey_ramp()
        screen: Screen = screen_of(EXAMPLES[name], texts, language, preferences=wanted)
        windows[shape].show_screen(screen)
        app.processEvents()
        pictures[key_of(look)] = windows[shape].view.grabWindow()
    for window in windows.values():
        window.close()
    return pictures


def _probe() -> QImage:
    """Draw letters of every typeface and a curve: another machine may draw them otherwise."""
    picture = QImage(640, 40 * len(set(FAMILIES.values())) + 80, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for line, family in enumerate(sorted(set(FAMILIES.values()))):
        font = QFont(family)
        font.setPixelSize(24)
        painter.setFont(font)
        room = QRectF(8, 40 * line, 620, 40)
        painter.drawText(
            room, Qt.AlignmentFlag.AlignVCenter, "受付 Reception नेपाली Tiếng Việt 한국어"
        )
    painter.drawEllipse(QRectF(20.5, picture.height() - 70.25, 400.3, 60.7))
    painter.end()
    return picture


def hash_of(picture: QImage) -> str:
    """Return the hash of a picture's pixels."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    return hashlib.sha256(bytes(plain.constBits())).hexdigest()[:24]


def kept() -> dict[str, str]:
    """Return the recorded hashes."""
    return json.loads(KEPT.read_text("utf-8"))


def different(pictures: dict[str, QImage]) -> list[str]:
    """Name what is drawn otherwise than recorded, is new, or is not drawn any more."""
    drawn, recorded = {key: hash_of(one) for key, one in pictures.items()}, kept()
    return sorted(key for key in drawn | recorded if drawn.get(key) != recorded.get(key))


def record() -> None:
    """Keep what is drawn now."""
    hashes = {key: hash_of(one) for key, one in sorted(draw().items())}
    KEPT.write_text(json.dumps(hashes, indent=0) + "\n", "utf-8")


def report(folder: Path, revision: str = "HEAD") -> list[str]:
    """Draw what differs beside what a revision draws; return what differs."""
    now = draw()
    changed = [key for key in different(now) if key != PROBE]
    _save(now, folder / "now")
    tree = folder / "tree"
    subprocess.run(["git", "worktree", "add", "-f", "--detach", str(tree), revision], check=True)
    try:
        before = [sys.executable, "-m", "tests.ui.recordings", "draw", str(folder / "before")]
        subprocess.run(before, cwd=tree, check=True)
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", str(tree)], check=True)
    write_report(folder, changed)
    return changed


def _save(pictures: dict[str, QImage], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for key, picture in pictures.items():
        picture.save(str(folder / f"{key}.png"))


def main() -> int:
    """Do what the command line says."""
    match sys.argv[1:]:
        case ["record"]:
            record()
        case ["draw", folder]:
            _save(draw(), Path(folder).resolve())
        case ["report", folder, *revision]:
            target = Path(folder).resolve()
            changed = report(target, *revision[:1])
            print(f"{len(changed)} different: {target / 'index.html'}")  # noqa: T201 - a command's answer
        case _:
            print(__doc__, file=sys.stderr)  # noqa: T201 - a command's answer
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
