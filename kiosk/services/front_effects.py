"""Carries out the reading of the printed front, beside the chip and on a worker of its own."""

import logging

from kiosk.domain.check_number import CardFront, check_number_b
from kiosk.domain.portrait_age import portrait_band
from kiosk.domain.session import NO_SESSION, SessionId
from kiosk.flow import effects, events
from kiosk.flow.visit import Front
from kiosk.ports.card import CardFaceCamera
from kiosk.ports.clock import Clock
from kiosk.ports.faults import DeviceFault

log = logging.getLogger(__name__)


class FrontEffects:
    """The front worker's work. `stop` comes from another thread, and ends a reading at once."""

    def __init__(self, camera: CardFaceCamera, clock: Clock) -> None:
        self._camera = camera
        self._clock = clock
        self._stopped: tuple[SessionId, int] = (NO_SESSION, 0)  # this reading and all before it
        self._fault = ""  # told last: a camera that is not there is not news with every card

    def read(self, effect: effects.ReadFront) -> events.FrontRead | None:
        """Read the front and build 照合番号B; the end of a stopped reading is no answer."""
        try:
            # Not wanted: the worker came to it too late, the card is gone.
            seen = self._camera.read_front(lambda: not self._is_stopped(effect))
            self._fault = ""
        except DeviceFault as fault:
            # Without the printed front the PIN still serves: its camera's fault ends no reception.
            self._tell(fault)
            return events.FrontRead(effect.session, Front(effect.reading, camera=False))
        if self._is_stopped(effect):
            return None
        return events.FrontRead(effect.session, self._front(effect.reading, seen))

    def _front(self, reading: int, seen: CardFront | None) -> Front:
        if seen is None:
            return Front(reading)
        today = self._clock.now().date()
        number = check_number_b(seen, today)
        if number is None:
            return Front(reading, has_photo=seen.has_photo)
        band = portrait_band(seen, today)
        return Front(reading, check_number=number, has_photo=seen.has_photo, band=band)

    def stop(self, effect: effects.StopReadingFront) -> None:
        """End a reading that nobody waits for."""
        self._stopped = (effect.session, effect.reading)
        self._camera.stop_reading()

    def _is_stopped(self, effect: effects.ReadFront) -> bool:
        return (effect.session, effect.reading) <= self._stopped

    def _tell(self, fault: DeviceFault) -> None:
        if self._fault != fault.fault.code:
            log.warning("printed front not read: %s", fault)
        self._fault = fault.fault.code
