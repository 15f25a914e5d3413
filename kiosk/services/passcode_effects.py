"""Carries out what is asked of the staff passcodes (目視確認用パスコード)."""

import math

from kiosk.domain.lockout import PasscodeTries, pause_left, tries_left
from kiosk.flow import effects, events
from kiosk.ports.clock import Clock
from kiosk.ports.records import PasscodeHasher, Records


class PasscodeEffects:
    """Checks a typed passcode; what is wrong is counted before it is said."""

    def __init__(self, records: Records, hasher: PasscodeHasher, clock: Clock) -> None:
        self._records = records
        self._hasher = hasher
        self._clock = clock

    def look_up(self, effect: effects.LookUpStaffDoor) -> events.Event:
        """Say whether a passcode is in force."""
        found = self._records.passcodes(self._clock.now())
        return events.StaffDoorFound(effect.session, bool(found))

    def check(self, effect: effects.CheckPasscode) -> events.Event:
        """Compare, unless it pauses; count a wrong one first, so that no crash forgives it.

        Compared with every one in force, also after the right one: the time tells nobody which.
        """
        now = self._clock.now()
        tries = self._records.passcode_tries()
        if pause := pause_left(tries, now):
            return events.PasscodeRefused(effect.session, math.ceil(pause.total_seconds()))
        in_force = self._records.passcodes(now)
        counted = PasscodeTries(tries.failures + 1, now)
        self._records.set_passcode_tries(counted)
        compared = [(self._hasher.matches(effect.passcode, one.hashed), one) for one in in_force]
        owners = {one.staff for matches, one in compared if matches}
        if owners:
            self._records.set_passcode_tries(PasscodeTries())
            # Two owners of the same digits are told apart by nothing: then it is the clinic's.
            return events.PasscodeAccepted(
                effect.session, owners.pop() if len(owners) == 1 else None
            )
        if pause := pause_left(counted, now):
            return events.PasscodeRefused(effect.session, math.ceil(pause.total_seconds()))
        return events.PasscodeRejected(effect.session, tries_left(counted))
