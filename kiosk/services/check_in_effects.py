"""Carries out what is asked of the records: keep a check-in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from kiosk.domain.check_in import CheckIn
from kiosk.domain.doubt import Doubt, DoubtCode
from kiosk.domain.doubts import doubts
from kiosk.domain.doubts_of_expenses import expense_doubts
from kiosk.domain.japan_time import JAPAN
from kiosk.flow import effects, events
from kiosk.ports.clock import Clock
from kiosk.ports.reception import ReceptionOutput
from kiosk.ports.records import KeptCheckIn, Records
from kiosk.services.audit import check_in_entry, provisional_entry
from kiosk.services.audit_of_forms import form_entry
from kiosk.services.visit_ids import VisitIds

TAKEN_BACK: Final = Doubt(DoubtCode.CONSENTS_PERHAPS_RECORDED, "ConsFlg")


class CheckInEffects:
    """Keeps a finished reception in one transaction and wakes the delivery.

    `institution` is the clinic's own MedicalInstitutionCode, ten digits: no answer is for another.
    A reception has the id of its visit, so that a second try is known by the first's: a commit may
    stand although a fault was said, and a try still waits while the next begins.
    """

    def __init__(
        self,
        records: Records,
        output: ReceptionOutput,
        clock: Clock,
        wake_delivery: Callable[[], None],
        institution: str,
        visits: VisitIds,
    ) -> None:
        self._records = records
        self._output = output
        self._clock = clock
        self._institution = institution
        self._wake_delivery = wake_delivery
        self._visits = visits

    def keep(self, effect: effects.KeepCheckIn) -> events.Event:
        """Render the files, then keep everything or nothing, once in a session."""
        now, reception = self._clock.now(), self._visits.of(effect.session)
        check_in = replace(effect.check_in, doubts=self._doubts(effect.check_in, now))
        files, flagged = self._output.render(check_in, reception, now)
        kept = KeptCheckIn(reception, check_in, (*check_in.doubts, *flagged))
        self._records.keep_check_in(kept, files, check_in_entry(kept), now)
        self._wake_delivery()
        return events.CheckInKept(effect.session)

    def keep_form(self, effect: effects.KeepForm) -> events.Event:
        """Add what a printed form consented to, with files that tell the reception anew."""
        now, reception = self._clock.now(), self._visits.of(effect.session)
        check_in = effect.check_in
        files, flagged = self._output.render(check_in, reception, now)
        kept = KeptCheckIn(reception, check_in, flagged)
        self._records.keep_form(kept, files, form_entry(kept, effect.staff), now)
        self._wake_delivery()
        return events.FormKept(effect.session)

    def keep_provisional(self, effect: effects.KeepProvisional) -> events.Event:
        """Keep a reception that the service could not be asked about."""
        now, reception = self._clock.now(), self._visits.of(effect.session)
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
