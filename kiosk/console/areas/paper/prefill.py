"""What the kiosk's visit tells already, so that nobody types it again."""

import unicodedata

from kiosk.domain.desk_answer import confirmation_in
from kiosk.domain.paper import Situation, situation_of
from kiosk.domain.paper_form import Field, PaperForm
from kiosk.domain.qualification import Qualification
from kiosk.ports.desk.today import CaseFile, Person

F = Field
_ANSWERED = frozenset(
    {
        Situation.VALID,
        Situation.NEW_ONE,
        Situation.CERTIFICATE_GRACE,
        Situation.BULLET,
        Situation.TICKET,
    }
)
_IN_GRACE = "in_grace"  # `CertificateState`


def form_of_visit(
    case: CaseFile | None, chosen: Situation | None = None, *, asked: bool = False
) -> PaperForm:
    """Return a form with what is known; empty without a visit.

    `chosen` is what staff say: whether the answer's numbers are today's depends on it. `asked`: the
    answer is of a query of staff's and 有効, so that they are.
    """
    if case is None:
        return PaperForm(situation=chosen)
    form = PaperForm(situation=chosen or _situation(case))
    today = asked or form.situation in _ANSWERED
    return form.with_fields(_fields(case.person, today=today)) if case.person else form


def current_of(record: Qualification) -> dict[Field, str | None]:
    """Return the insurance of a record that is valid today."""
    elderly = record.elderly_recipient_certificate
    share = record.insured_partial_contribution_ratio
    return {
        F.INSURER_NUMBER: (record.insurer_number or "").strip(),
        F.SYMBOL: record.insured_card_symbol,
        F.NUMBER: record.insured_identification_number,
        F.BRANCH: record.insured_branch_number,
        F.SHARE: share or (elderly.contribution_ratio if elderly else None),
    }


def person_of(record: Qualification) -> dict[Field, str | None]:
    """Return whom a record is of."""
    return {
        F.NAME: record.name,
        F.KANA: _wide(record.name_kana),
        F.BIRTHDATE: record.birthdate,
        F.SEX: record.sex1,
        F.ADDRESS: record.address,
    }


def _situation(case: CaseFile) -> Situation | None:
    needs = case.visit.needs if case.visit else None
    told = situation_of(needs)
    if told is None and case.visit is not None and case.visit.certificate == _IN_GRACE:
        return Situation.CERTIFICATE_GRACE
    if told is None and case.person is not None and "●" in (case.person.name or ""):
        return Situation.BULLET
    return told


def _fields(person: Person, *, today: bool) -> dict[Field, str]:
    fields = {F.NAME: person.name, F.KANA: _wide(person.kana), F.BIRTHDATE: person.birthdate}
    answer = confirmation_in(person.message) if person.message else None
    if answer is not None and len(answer.results) == 1:
        record = answer.results[0]
        ended = not today or record.disqualification_date
        fields |= _old(record) if ended else current_of(record)
        fields |= {F.SEX: record.sex1, F.ADDRESS: record.address}
    return {one: text for one, text in fields.items() if text}


def _old(record: Qualification) -> dict[Field, str | None]:
    return {
        F.OLD_INSURER_NUMBER: (record.insurer_number or "").strip(),
        F.OLD_SYMBOL: record.insured_card_symbol,
        F.OLD_NUMBER: record.insured_identification_number,
        F.OLD_BRANCH: record.insured_branch_number,
    }


def _wide(kana: str | None) -> str | None:
    return unicodedata.normalize("NFKC", kana).replace(" ", "\u3000") if kana else None
