"""The sidecar of a reception: what the standard file has no place for, as JSON beside it.

Nothing here names the person: no name, number or address, but the numbers of the public expenses
that the patient chose to use, which are nowhere else. The fields: `kiosk/output/README.md`.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from kiosk.domain.check_in import CheckIn, ProvisionalCheckIn
from kiosk.domain.consent import Information
from kiosk.domain.doubt import Doubt
from kiosk.domain.doubt_words import WORDS
from kiosk.domain.fault import Device
from kiosk.domain.japan_time import JAPAN
from kiosk.domain.optional_questions import PublicExpense
from kiosk.domain.shape import Shape
from kiosk.output import sidecar_model as model
from kiosk.output.characters import is_xml_text
from kiosk.ports.faults import DeviceFault


def render_sidecar(
    check_in: CheckIn,
    reception: str,
    file_name: str,
    kiosk: str,
    at: datetime,
    flagged: Sequence[Doubt],
    shape: Shape = Shape.STANDARD,
) -> bytes:
    """Render the sidecar of a reception whose standard file is `file_name`.

    `kiosk` is this kiosk's own name, `reception` the reception's id, `at` an aware time; `flagged`
    is what rendering the standard file had to flag, beside the reception's own doubts. Raises
    `DeviceFault(Device.RECEIPT_COMPUTER, "illegal_character")` as the standard file's rendering.
    """
    return model.ConfirmedSidecar(
        version=model.VERSION,
        status="confirmed",
        kiosk=kiosk,
        reception=reception,
        received_at=_time(at),
        method=check_in.verified_by,
        quality=model.Quality(face_failures=check_in.face_failures),
        shape=None if shape is Shape.STANDARD else shape,
        file=file_name,
        consents=dict(_consents(check_in)),
        options=model.Options(
            specific_diseases=check_in.options.specific_diseases,
            public_expense=check_in.options.public_expense,
            prescription=check_in.options.prescription,
        ),
        public_expenses=tuple(map(_public_expense, check_in.public_expenses)),
        warnings=tuple(map(_warning, dict.fromkeys((*check_in.doubts, *flagged)))),
    ).to_json()


def render_provisional_sidecar(
    check_in: ProvisionalCheckIn,
    reception: str,
    number: int,
    kiosk: str,
    at: datetime,
    shape: Shape = Shape.STANDARD,
) -> bytes:
    """Render the sidecar of a provisional reception; `number` is the day's, from 1."""
    return model.ProvisionalSidecar(
        version=model.VERSION,
        status="provisional",
        kiosk=kiosk,
        reception=reception,
        received_at=_time(at),
        method=check_in.verified_by,
        quality=model.Quality(face_failures=check_in.face_failures),
        shape=None if shape is Shape.STANDARD else shape,
        number=number,
    ).to_json()


def _time(at: datetime) -> datetime:
    return at.astimezone(JAPAN).replace(microsecond=0)


def _consents(check_in: CheckIn) -> Iterator[tuple[Information, model.Consent]]:
    """Say of every kind asked what the standard file says: given only where it is recorded."""
    times = {consent.information: consent for consent in check_in.confirmation.consents}
    for kind, answer in check_in.consents.answers.items():
        recorded = times.get(kind) if answer else None
        yield (
            kind,
            model.Consent(
                given=recorded is not None,
                consented_at=recorded and _time(recorded.consented_at),
                available_until=recorded and _time(recorded.available_until),
            ),
        )


def _public_expense(expense: PublicExpense) -> model.PublicExpense:
    dates = (expense.valid_start_date or "", expense.valid_end_date or "")
    texts = (expense.name, expense.payer_number, expense.recipient_number, *dates)
    if not all(map(is_xml_text, texts)):
        raise DeviceFault(Device.RECEIPT_COMPUTER, "illegal_character")
    return model.PublicExpense(
        name=expense.name,
        payer_number=expense.payer_number,
        recipient_number=expense.recipient_number,
        valid_start_date=expense.valid_start_date,
        valid_end_date=expense.valid_end_date,
    )


def _warning(doubt: Doubt) -> model.StaffWarning:
    said = WORDS[doubt.code]
    return model.StaffWarning(
        code=doubt.code, element=doubt.element, result=doubt.result, ja=said.ja, en=said.en
    )
