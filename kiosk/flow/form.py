"""同意書: at a reader without a consent screen the patient signs a form, and staff record it.

The patient is received first, without sharing. The card stays in the reader meanwhile: to give or
change a consent it must be there (qualification.md §4.2), so what is recorded after it was taken is
refused (`recorded`, as any order for a session that has ended).
"""

from kiosk.domain.fault import Device
from kiosk.flow.effects import KeepForm, SendConsents
from kiosk.flow.events import ConsentsRecorded, Faulted, FormKept, FormRecorded, SessionEvent
from kiosk.flow.reasons import CardLeft
from kiosk.flow.sending import consented
from kiosk.flow.states import ConsentOnPaper, Done, KeepingForm, SendingForm, State, TakeCard
from kiosk.flow.transition import Transition, to
from kiosk.flow.ways import asking

Received = ConsentOnPaper | SendingForm | KeepingForm
"""The reception stands already: a card that is taken here interrupts nothing."""


def recorded(state: State, event: FormRecorded) -> Transition | None:
    """Send what staff recorded: an answer to everything on the form, and to nothing else."""
    if not isinstance(state, ConsentOnPaper):
        return None
    if frozenset(event.answers.answers) != state.form.asked:
        return None
    visit = asking(state.visit)
    sending = SendingForm(visit, state.form, event.answers, event.staff)
    receipt = state.form.receipt
    send = SendConsents(visit.session, receipt, event.answers, question=visit.question)
    return to(sending, send)


def step(state: SendingForm | KeepingForm, event: SessionEvent) -> Transition | None:
    """Lead from the recorded form to the end, or back to it where it did not arrive."""
    match state, event:
        case SendingForm(), ConsentsRecorded():
            return _told(state, event)
        case KeepingForm(check_in=check_in), FormKept():
            return to(Done(state.visit, check_in.confirmation.consents))
        case SendingForm(), Faulted(device=Device.SERVICE):
            return not_arrived(state)
        case KeepingForm(), Faulted(device=Device.RECORDS | Device.RECEIPT_COMPUTER):
            return not_arrived(state)
        case _:
            return None


def _told(state: SendingForm, told: ConsentsRecorded) -> Transition:
    visit, form = state.visit, state.form
    if told.confirmation is None:  # nothing that a second file could tell
        return not_arrived(state)
    check_in = consented(visit, form.verified_by, told.confirmation, state.answers, told)
    keeping = KeepingForm(visit, form, check_in, state.staff)
    return to(keeping, KeepForm(visit.session, check_in, state.staff))


def not_arrived(state: SendingForm | KeepingForm) -> Transition:
    """Wait for staff to record it again; the service takes the same answers more than once."""
    return to(ConsentOnPaper(state.visit, state.form, failed=True))


def kept_late(state: ConsentOnPaper) -> Transition:
    """End where the records kept the form after all: there is nothing to record again."""
    return to(TakeCard(state.visit, CardLeft.FINISHED))
