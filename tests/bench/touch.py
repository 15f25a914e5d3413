"""`python -m tests.bench.touch`: how soon the glass answers a finger while everything is busy.

A whole kiosk at 1920×1080 (15.6 inch), drawn by the processor, all devices simulated. A finger goes
down on 職員を呼ぶ and leaves it sideways, so that nothing is chosen; timed is the frame that shows
it pressed. Meanwhile the vision child compares a face, or it reads the print of a card just placed.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.demo.bench_process import BenchProcess
from kiosk.demo.development import write_development_config
from kiosk.flow import states as s
from kiosk.screens.screen import Intent
from tests.bench import figures, receptions
from tests.ui.glass import is_button, shape, visible

SIZE: Final = (1920, 1080)
DOTS_PER_MM: Final = 5.57
TOUCHES: Final = 25
PAUSE: Final = 0.15  # seconds between two touches
AWAY: Final = QPoint(3, SIZE[1] // 2)


def touch(stage: receptions.Measured) -> float:
    """Press and return after how many milliseconds a frame begun after that was drawn."""
    view = stage.app.window.view
    spot = _middle(stage)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    began = time.monotonic()
    QTest.mousePress(view, left, none, spot)
    if not stage.application.wait_until(lambda: stage.drawn[0] >= began, 5.0):
        raise RuntimeError("the glass never answered")
    answered = stage.drawn[1]
    QTest.mouseMove(view, AWAY)
    QTest.mouseRelease(view, left, none, AWAY)
    stage.application.wait_until(lambda: False, PAUSE)
    return (answered - began) * 1000


def _middle(stage: receptions.Measured) -> QPoint:
    root = stage.app.window.root
    call = next(one for one in visible(root) if is_button(one) and _intent(one) == Intent.HELP)
    middle: QPointF = shape(call).center()
    return QPoint(round(middle.x()), round(middle.y()))


def _intent(item: QQuickItem) -> str:
    if item.metaObject().indexOfProperty("choice") < 0:
        return ""
    choice = item.property("choice")
    value = choice.toVariant() if hasattr(choice, "toVariant") else choice
    return str(value.get("intent", "")) if isinstance(value, dict) else ""


def measure(stage: receptions.Measured, found: dict[str, list[float]]) -> None:
    """Touch while nothing is at work, while a card was just placed, while a face is compared."""
    found["touch to paint, waiting"] = [touch(stage) for _ in range(TOUCHES)]
    stage.obeys = False
    receptions.begin_face(stage)
    found["touch to paint, a card just read"] = [touch(stage) for _ in range(TOUCHES)]
    stage.hands.tap(Intent.FACE)
    stage.until_asked()
    stage.frames.clear()
    began = time.monotonic()
    found["touch to paint, a face compared"] = [touch(stage) for _ in range(TOUCHES)]
    found["a frame drawn while a face is compared"] = list(stage.frames)
    found["frames a second meanwhile"] = [len(stage.frames) / (time.monotonic() - began)]
    stage.until(s.FaceRefused)
    receptions.end(stage)


def main() -> int:
    """Measure on simulated devices and real drivers."""
    os.environ["UKETSUKE_PROFILE"] = "development"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    print(figures.machine(), flush=True)
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="uketsuke-bench-") as folder:
        bench = BenchProcess(Path(folder) / "bench")
        try:
            bench.do("prepare", "ume")
            write_development_config(Path(folder), bench.endpoints, size=SIZE)
            config = Path(folder) / "kiosk.toml"
            text = config.read_text("utf-8")
            density = f"[screen]\ndots_per_mm = {DOTS_PER_MM}"
            config.write_text(text.replace("[screen]", density, 1), "utf-8")
            receptions.with_kiosk(config, bench, lambda stage: measure(stage, found))
        finally:
            bench.close()
    rate = found.pop("frames a second meanwhile")
    for name, values in found.items():
        figures.row(name, values)
    figures.row("frames a second while a face is compared", rate, "/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
