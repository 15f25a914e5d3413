"""Composition root: config → adapters → kiosk → window; stopped in reverse."""

import logging
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Final

from kiosk.adapters import build_ports
from kiosk.config import Config
from kiosk.flow.events import Broken, Event
from kiosk.flow.states import State
from kiosk.screens.present import present
from kiosk.screens.readings import without_readings
from kiosk.screens.texts import load
from kiosk.screens.theme import sizes_that_fit
from kiosk.services.assembly import Kiosk, Ports
from kiosk.services.runner import log_bug
from kiosk.services.timers import ThreadTimers
from kiosk.services.workers import ThreadWorker
from kiosk.ui.application import Application
from kiosk.ui.inbox import Inbox
from kiosk.ui.speaker import Speaker
from kiosk.ui.window import KioskWindow, WindowSettings

log = logging.getLogger(__name__)

RESTART: Final = 75  # EX_TEMPFAIL of sysexits.h: ended so that somebody starts it again
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class App:
    """One kiosk with its window, on the thread of the `Application` that must exist.

    `seen` is told of every state after it is shown; `restart` ends the application for another
    start, when staff order that.
    """

    def __init__(
        self,
        config: Config,
        ports: Ports,
        seen: Callable[[State], None] | None = None,
        restart: Callable[[], None] | None = None,
    ) -> None:
        self._seen = seen
        self.rules = config.rules
        self._simulated = bool(config.simulated)
        self._texts = load()
        self._inbox = Inbox()
        screen = config.screen
        settings = WindowSettings(
            screen.width, screen.height, screen.full_screen, screen.dots_per_mm, screen.animations
        )
        self._sizes = sizes_that_fit(
            screen.width / screen.dots_per_mm, screen.height / screen.dots_per_mm
        )
        self.ports = ports
        self._speaker = self._make_speaker(config.sound.invites_every_minutes)
        self.window = KioskWindow(self._touched, self.ports.vision.preview, settings, self._speaker)
        self.kiosk = Kiosk(
            self.ports,
            self.rules,
            self._inbox.post,
            self._show,
            ThreadWorker,
            ThreadTimers,
            restart,
        )

    def _make_speaker(self, invites: float) -> Speaker | None:
        if self.ports.voice is None:
            return None
        return Speaker(
            self.ports.voice,
            lambda screen: without_readings(self._texts[screen.language].say("keys.invitation")),
            invites,
        )

    def _touched(self, event: Event) -> None:
        self.kiosk.post(event)

    def _show(self, state: State) -> None:
        screen = present(
            state, self._texts, self.rules, simulated=self._simulated, sizes=self._sizes
        )
        self.window.show_screen(screen)
        if self._speaker is not None:
            self._speaker.show(screen)
        if self._seen is not None:
            self._seen(state)

    def start(self) -> None:
        """Show the first screen, then begin to watch reader and camera."""
        sys.excepthook = self._broken
        self._show(self.kiosk.state)
        log.info("the first screen is shown")
        self.kiosk.start()

    def _broken(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Qt's own hook for what fails on its thread: the safe screen, never a dead one."""
        del trace
        log_bug(error, "the interface")
        self.kiosk.post(Broken(self.kiosk.state.visit.session, kind.__name__))

    def stop(self) -> None:
        """Stop everything in reverse order."""
        sys.excepthook = sys.__excepthook__
        if self._speaker is not None:
            self._speaker.stop()
        self.kiosk.stop()
        self._inbox.close()
        self.window.close()


def run(config: Config) -> int:
    """Run the kiosk until its window is closed, SIGTERM or staff; returns the exit status.

    That is `RESTART` where staff have ordered another start.
    """
    logging.basicConfig(level=logging.INFO, format=LOG_FORMAT)
    ports = build_ports(config)  # whatever is refused is refused before there is a window
    application = Application()
    app = App(config, ports, restart=lambda: application.end(RESTART))
    try:
        app.start()
        return application.run()
    finally:
        app.stop()
        application.close()


def run_again(config: Config) -> int:
    """As `run`, and start again when staff order it: for where nobody else would."""
    while (status := run(config)) == RESTART:
        log.info("started again")
    return status
