"""The states of a reception that is kept already while a form (同意書) asks for the consents."""

from dataclasses import dataclass

from kiosk.domain.check_in import CheckIn
from kiosk.domain.consent import Consents
from kiosk.flow.visit import Form, Visit


@dataclass(frozen=True)
class ConsentOnPaper:
    """Received without sharing; a printed form is filled in while the card stays in the reader.

    `failed`: what staff recorded of it did not arrive; they may record it again.
    """

    visit: Visit
    form: Form
    failed: bool = False


@dataclass(frozen=True)
class SendingForm:
    """The answers on the form travel to the service, as member of staff `staff` recorded them."""

    visit: Visit
    form: Form
    answers: Consents
    staff: int


@dataclass(frozen=True)
class KeepingForm:
    """The records add what the service recorded of the form to the reception."""

    visit: Visit
    form: Form
    check_in: CheckIn
    staff: int
