"""Carries out what is asked of the records: keep a check-in, check the staff passcode."""

import math
from collections.abc import Callable
from dataclasses import replace

from kiosk.domain.lockout import PasscodeTries, pause_left, tries_left
from kiosk.domain.session import NO_SESSION, SessionId
from kiosk.flow import effects, events
from kiosk.ports.clock import Clock
from kiosk.ports.reception import ReceptionOutput
from kiosk.ports.records import PasscodeHasher, Records, ResultFile
from kiosk.services.audit import check_in_entry


class CheckInEffects:
    """Keeps a finished reception in one transaction and wakes the delivery."""

    def __init__(
        self,
        records: Records,
        output: ReceptionOutput,
        clock: Clock,
        wake_delivery: Callable[[], None],
    ) -> None:
        self._records = records
        self._output = output
        self._clock = clock
        self._wake_delivery = wake_delivery
        self._named: tuple[SessionId, str] = (NO_SESSION, "")

    def keep(self, effect: effects.KeepCheckIn) -> events.Event:
        """Render the result file, then keep everything or nothing, once in a session."""
        now = self._clock.now()
        file = self._name(effect.session, self._output.render(effect.check_in, now))
        self._records.keep_check_in(effect.check_in, file, check_in_entry(effect.check_in), now)
        self._wake_delivery()
        return events.CheckInKept(effect.session)

    def _name(self, session: SessionId, file: ResultFile) -> ResultFile:
        """Give a second try the name of the first: by it the records know what they hold already.

        A commit may stand although a fault was said, and a try still waits while the next begins.
        """
        if self._named[0] != session:
            self._named = (session, file.name)
        return replace(file, name=self._named[1])


class PasscodeEffects:
    """Checks the staff passcode; what is wrong is counted before it is said."""

    def __init__(self, records: Records, hasher: PasscodeHasher, clock: Clock) -> None:
        self._records = records
        self._hasher = hasher
        self._clock = clock

    def look_up(self, effect: effects.LookUpStaffDoor) -> events.Event:
        """Say whether a passcode is set."""
        return events.StaffDoorFound(effect.session, self._records.passcode() is not None)

    def check(self, effect: effects.CheckPasscode) -> events.Event:
        """Compare, unless it pauses; count a wrong one first, so that no crash forgives it."""
        now = self._clock.now()
        tries = self._records.passcode_tries()
        if pause := pause_left(tries, now):
            return events.PasscodeRefused(effect.session, math.ceil(pause.total_seconds()))
        hashed = self._records.passcode()
        counted = PasscodeTries(tries.failures + 1, now)
        self._records.set_passcode_tries(counted)
        if hashed is not None and self._hasher.matches(effect.passcode, hashed):
            self._records.set_passcode_tries(PasscodeTries())
            return events.PasscodeAccepted(effect.session)
        if pause := pause_left(counted, now):
            return events.PasscodeRefused(effect.session, math.ceil(pause.total_seconds()))
        return events.PasscodeRejected(effect.session, tries_left(counted))
