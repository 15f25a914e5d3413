"""Carries out what is asked of the records about tries by face, on their one worker.

The worker keeps the order: a try is charged before whatever waits for it, and given back after.
"""

import logging

from kiosk.domain.face_tries import MOST_A_DAY
from kiosk.domain.session import NO_SESSION, SessionId
from kiosk.flow import effects, events
from kiosk.flow.reasons import FaceProblem
from kiosk.ports.clock import Clock
from kiosk.ports.faults import DeviceFault
from kiosk.ports.records import Records

log = logging.getLogger(__name__)


class FaceTriesEffects:
    """Counts the tries of a card on this kiosk in a day. What cannot be counted closes the door."""

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock
        self._charge: tuple[SessionId, int | None] = (NO_SESSION, None)  # the newest one

    def look_up(self, effect: effects.LookUpFaceTries) -> events.FaceDoorClosed | None:
        """Tell of a card that may try no more today; of any other there is nothing to tell."""
        try:
            charged = self._records.face_tries(effect.card_key, self._clock.now().date())
        except DeviceFault as fault:
            return self._uncounted(effect.session, fault)
        if charged < MOST_A_DAY:
            return None
        return events.FaceDoorClosed(effect.session, FaceProblem.TRIES_SPENT)

    def charge(
        self, effect: effects.ChargeFaceTry
    ) -> events.FaceTryCharged | events.FaceDoorClosed:
        """Write the try down. A doubtful commit stays charged: nothing is forgiven."""
        self._charge = (effect.session, None)
        today = self._clock.now().date()
        try:
            charge = self._records.charge_face_try(effect.card_key, today, MOST_A_DAY)
        except DeviceFault as fault:
            return self._uncounted(effect.session, fault)
        if charge is None:
            return events.FaceDoorClosed(effect.session, FaceProblem.TRIES_SPENT)
        self._charge = (effect.session, charge.number)
        return events.FaceTryCharged(effect.session, charge.left)

    def wait(self, effect: effects.WaitForCharge) -> events.PortraitRead:
        """Bring the portrait back: the charge asked for before it has been answered by now."""
        return events.PortraitRead(effect.session, effect.portrait)

    def give_back(self, effect: effects.GiveBackFaceTry) -> None:
        """Take the newest charge of this session back, once; where that fails it stays."""
        session, number = self._charge
        if session != effect.session or number is None:
            return
        self._charge = (session, None)
        try:
            self._records.give_back_face_try(number)
        except DeviceFault as fault:
            log.warning("a try by face stays charged: %s", fault)

    def _uncounted(self, session: SessionId, fault: DeviceFault) -> events.FaceDoorClosed:
        log.warning("tries by face cannot be counted: %s", fault)
        return events.FaceDoorClosed(session, FaceProblem.UNCOUNTED)
