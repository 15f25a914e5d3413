"""The answer to a query that staff took for this reception: it is evidence, and fills in the form.

Nothing of it is written by itself: the question shows it ticked, the fields show it, staff send it.
"""

from kiosk.console.areas.paper.prefill import current_of, person_of
from kiosk.domain.desk_answer import confirmation_in
from kiosk.domain.insurance import number_key
from kiosk.domain.paper import Way
from kiosk.domain.paper_form import Field, PaperForm
from kiosk.domain.qualification import Qualification, Validity
from kiosk.ports.desk.queries import DeskQuery, Queries

F = Field
_TELLING = frozenset({Validity.VALID, Validity.SEVERAL})  # of several staff have picked one (§6.3)


def answered(queries: Queries, reception: str) -> Qualification | None:
    """Return the record that staff took for a reception; None where it is no insurance of today."""
    taken = (_record(one) for one in queries.about(reception) if one.used_at is not None)
    return next((one for one in taken if one is not None), None)


def with_answer(form: PaperForm, record: Qualification | None) -> PaperForm:
    """Fill in what was answered; of the person, what staff wrote down stands."""
    if record is None or form.way is not Way.ONLINE_BY_NUMBER:
        return form
    told = {one: text for one, text in person_of(record).items() if not form.value(one)}
    numbers = current_of(record)
    same = number_key(form.value(F.NUMBER)) == number_key(numbers[F.NUMBER])
    if same and form.value(F.INSURER_NUMBER) == numbers[F.INSURER_NUMBER]:
        numbers = {one: text for one, text in numbers.items() if not form.value(one)}
    return form.with_fields({one: text or "" for one, text in {**told, **numbers}.items()})


def _record(query: DeskQuery) -> Qualification | None:
    found = confirmation_in(query.answer) if query.answer else None
    chosen = query.chosen or 0
    if found is None or found.validity not in _TELLING or chosen >= len(found.results):
        return None
    record = found.results[chosen]
    return None if record.disqualification_date else record
