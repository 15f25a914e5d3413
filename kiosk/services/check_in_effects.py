"""Carries out what is asked of the records: keep a check-in, check the staff passcode."""

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import uuid4

from kiosk.domain.check_in import CheckIn
from kiosk.domain.doubt import Doubt, DoubtCode
from kiosk.domain.doubts import doubts
from kiosk.domain.doubts_of_expenses import expense_doubts
from kiosk.domain.japan_time import JAPAN
from kiosk.domain.lockout import PasscodeTries, pause_left, tries_left
from kiosk.domain.session import NO_SESSION, SessionId
from kiosk.flow import effects, events
from kiosk.ports.clock import Clock
from kiosk.ports.reception import ReceptionOutput
from kiosk.ports.records import KeptCheckIn, PasscodeHasher, Records
from kiosk.services.audit import check_in_entry, provisional_entry

TAKEN_BACK: Final = Doubt(DoubtCode.CONSENTS_PERHAPS_RECORDED, "ConsFlg")


class CheckInEffects:
    """Keeps a finished reception in one transaction and wakes the delivery.

    `institution` is the clinic's own MedicalInstitutionCode, ten digits: no answer is for another.
    """

    def __init__(
        self,
        records: Records,
        output: ReceptionOutput,
        clock: Clock,
        wake_delivery: Callable[[], None],
        institution: str,
    ) -> None:
        self._records = records
        self._output = output
        self._clock = clock
        self._institution = institution
        self._wake_delivery = wake_delivery
        self._known: tuple[SessionId, str] = (NO_SESSION, "")

    def keep(self, effect: effects.KeepCheckIn) -> events.Event:
        """Render the files, then keep everything or nothing, once in a session."""
        now, reception = self._clock.now(), self._reception(effect.session)
        check_in = replace(effect.check_in, doubts=self._doubts(effect.check_in, now))
        files, flagged = self._output.render(check_in, reception, now)
        kept = KeptCheckIn(reception, check_in, (*check_in.doubts, *flagged))
        self._records.keep_check_in(kept, files, check_in_entry(kept), now)
        self._wake_delivery()
        return events.CheckInKept(effect.session)

    def keep_provisional(self, effect: effects.KeepProvisional) -> events.Event:
        """Keep a reception that the service could not be asked about."""
        now, reception = self._clock.now(), self._reception(effect.session)
        number = self._records.keep_provisional(
            effect.check_in,
            reception,
            lambda number: self._output.render_provisional(effect.check_in, reception, number, now),
            provisional_entry(effect.check_in),
            now,
        )
        self._wake_delivery()
        return events.ProvisionalKept(effect.session, number)

    def _doubts(self, check_in: CheckIn, now: datetime) -> tuple[Doubt, ...]:
        today = now.astimezone(JAPAN).date()
        of_answer = doubts(check_in.confirmation, today, self._institution)
        taken_back = (TAKEN_BACK,) if check_in.taken_back else ()
        return (*taken_back, *of_answer, *expense_doubts(check_in.public_expenses, today))

    def _reception(self, session: SessionId) -> str:
        """Give a second try the id of the first: by it the records know what they hold already.

        A commit may stand although a fault was said, and a try still waits while the next begins.
        """
        if self._known[0] != session:
            self._known = (session, str(uuid4()))
        return self._known[1]


class PasscodeEffects:
    """Checks the staff passcode; what is wrong is counted before it is said."""

    def __init__(self, records: Records, hasher: PasscodeHasher, clock: Clock) -> None:
        self._records = records
        self._hasher = hasher
        self._clock = clock

    def look_up(self, effect: effects.LookUpStaffDoor) -> events.Event:
        """Say whether a passcode is set."""
        found = self._records.passcode(self._clock.now())
        return events.StaffDoorFound(effect.session, found is not None)

    def check(self, effect: effects.CheckPasscode) -> events.Event:
        """Compare, unless it pauses; count a wrong one first, so that no crash forgives it."""
        now = self._clock.now()
        tries = self._records.passcode_tries()
        if pause := pause_left(tries, now):
            return events.PasscodeRefused(effect.session, math.ceil(pause.total_seconds()))
        hashed = self._records.passcode(now)
        counted = PasscodeTries(tries.failures + 1, now)
        self._records.set_passcode_tries(counted)
        if hashed is not None and self._hasher.matches(effect.passcode, hashed):
            self._records.set_passcode_tries(PasscodeTries())
            return events.PasscodeAccepted(effect.session, None)
        if pause := pause_left(counted, now):
            return events.PasscodeRefused(effect.session, math.ceil(pause.total_seconds()))
        return events.PasscodeRejected(effect.session, tries_left(counted))
