"""`python -m tests.bench.memory [--receptions N]`: does the interface grow?

One window on the reference glass, drawn by the processor; every reception goes through some twenty
screens, in the twelve languages in turn, with panels, text sizes and colours changed on the way. It
is the interface that is measured: the devices are not there, the screens come one after the other.
"""

import argparse
import gc
import os
import sys
from dataclasses import replace
from itertools import cycle

import psutil

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


def main() -> int:
    """Show the screens of many receptions and print the memory on the way."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.memory", description=__doc__)
    parser.add_argument("--receptions", type=int, default=1000)
    wanted = parser.parse_args().receptions
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
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
            window.view.grabWindow()
        if number >= WARM - 1 and (number + 1 - WARM) % 100 == 0:
            gc.collect()
            taken.append(psutil.Process().memory_info().rss / 1e6)
            print(f"after {number + 1 - WARM:5} receptions {taken[-1]:8.1f} MB", flush=True)
    window.close()
    print(f"grown by {taken[-1] - taken[0]:.1f} MB over {wanted} receptions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
