"""`python -m tests.bench.memory [--receptions N]`: does the interface grow?

One window on the reference glass, drawn by the processor; every reception goes through some twenty
screens, in the twelve languages in turn, with panels, text sizes and colours changed on the way. It
is the interface that is measured: the devices are not there, the screens come one after the other.
"""

import argparse
import gc
import os
import re
import sys
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from kiosk.domain.language import Language
from kiosk.domain.preferences import ColourTheme, Preferences, TextSize
from kiosk.flow.rules import Rules
from kiosk.screens.present import present
from tests.bench import figures

ROAD = (
    "waiting", "reading_card", "choosing", "entering_pin", "entering_pin_half",
    "entering_pin_complete", "checking_pin", "qualifying", "giving_consent",
    "giving_consent_item_0", "giving_consent_item_1", "answering_option_prescription",
    "sending_consents", "checking_in", "done", "take_card_finished", "matching_face_look_here",
    "matching_face_turn_left", "face_refused_not_matched", "still_there",
)  # fmt: skip
"""Names of `tests.screens.examples`."""
WARM = 100  # receptions after which everything has been loaded once


def anonymous() -> float:
    """Return the process's own memory in MB: pages of typefaces come and go as the system likes."""
    gc.collect()
    rollup = Path("/proc/self/smaps_rollup").read_text("ascii")
    found = re.search(r"^Anonymous:\s+(\d+) kB", rollup, re.MULTILINE)
    if found is None:
        raise RuntimeError("this system does not say what memory is a process's own")
    return int(found[1]) / 1000


def main() -> int:
    """Show the screens of many receptions and print the memory on the way."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.memory", description=__doc__)
    parser.add_argument("--receptions", type=int, default=1000)
    wanted = parser.parse_args().receptions
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QGuiApplication

    from kiosk.screens.texts import load
    from kiosk.ui.window import KioskWindow, WindowSettings
    from tests.screens.examples import EXAMPLES
    from tests.ui.gallery import grey_ramp

    print(figures.machine(), flush=True)
    app = QGuiApplication([])
    texts, frame, rules = load(), grey_ramp(), Rules()
    window = KioskWindow(lambda _event: None, lambda: frame, WindowSettings(animations=False))
    languages, sizes, colours = cycle(Language), cycle(TextSize), cycle(ColourTheme)
    taken: list[float] = []
    for number in range(WARM + wanted):
        wishes = Preferences(text_size=next(sizes), colours=next(colours), reach=number % 2 == 0)
        language = next(languages)
        for name in ROAD:
            state = EXAMPLES[name]
            visit = replace(state.visit, language=language, preferences=wishes)
            screen = present(replace(state, visit=visit), texts, rules, simulated=False)
            window.show_screen(screen)
            app.processEvents()
            # What a running loop does by itself: take down the screens that were left.
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            window.view.grabWindow()
        if number >= WARM - 1 and (number + 1 - WARM) % 100 == 0:
            taken.append(anonymous())
            print(f"after {number + 1 - WARM:5} receptions {taken[-1]:8.1f} MB", flush=True)
    window.close()
    print(f"grown by {taken[-1] - taken[0]:.1f} MB over {wanted} receptions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
