"""Answers questions by insurance numbers: OQSsiquc01, and each person of OQSmuquc01."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from simulators.personas.insured import INFORMATION
from simulators.qualification.certificates import JAPAN
from simulators.qualification.exchange.answer import error_of
from simulators.qualification.exchange.refusal import Refused
from simulators.qualification.exchange.request import (
    Element,
    branch_number,
    choice,
    insurer_number,
    optional,
    required,
    valid_day,
)
from simulators.qualification.exchange.roll import Asked, Found, Result, Roll
from simulators.qualification.registry import Consent

LONGEST_NUMBER: Final = 20  # characters of 記号 and of 番号 (qualification.md §2.7)

_VALID, _LOST, _REPLACED, _NOBODY, _SEVERAL, _UNREGISTERED = "123456"  # OQSCD006
SEARCH: Final = "QualificationConfirmSearchInfo"
_LIMIT: Final = "LimitApplicationCertificateRelated"
_DISEASES: Final = "SpecificDiseasesCertificateRelated"
_RUN_OUT: Final = "2"  # 同意有効期限切れ, of 特定疾病 alone (qualification.md §2.4)
_DISEASES_LIST: Final = "SpecificDiseasesCertificateList"
_ECHOED: Final = (
    "InsurerNumber",
    "InsuredCardSymbol",
    "InsuredIdentificationNumber",
    "InsuredBranchNumber",
    "Birthdate",
    f"{_LIMIT}ConsFlg",
    "ArbitraryIdentifier",
)


@dataclass(frozen=True, repr=False)
class _Question:
    """One QualificationConfirmSearchInfo, read."""

    asked: Asked
    limit: bool  # 限度額 is asked for
    identifier: str
    echo: Mapping[str, str]


_NO_QUESTION: Final = _Question(Asked("", "", "", ""), limit=False, identifier="", echo={})


def _question(info: Element) -> _Question:
    """Read what is asked. Raises `Refused`."""
    asked = Asked(
        insurer_number(info),
        optional(info, "InsuredCardSymbol", LONGEST_NUMBER),
        required(info, "InsuredIdentificationNumber", LONGEST_NUMBER),
        branch_number(info),
        f"{valid_day(info, 'Birthdate'):%Y%m%d}",
    )
    limit = choice(info, f"{_LIMIT}ConsFlg", "01", otherwise="0") == "1"
    return _Question(asked, limit, optional(info, "ArbitraryIdentifier"), _echo(info))


def _echo(info: Element) -> Mapping[str, str]:
    """Return what was asked as it stood there, without what is no text or no question."""
    given = {name: info.get(name) for name in _ECHOED}
    return {name: value for name, value in given.items() if isinstance(value, str) and value}


def by_numbers(day: date) -> dict[str, str]:
    """Return what the header of an answer says of a question by numbers (OQSCD002)."""
    return {"QualificationConfirmationDate": f"{day:%Y%m%d}", "ReferenceClassification": "2"}


def one_by_number(info: Element, roll: Roll, day: date) -> dict[str, Any]:
    """Return the MessageBody to one question. Raises `Refused` where it cannot be read."""
    question = _question(info)
    validity, owners = _judge(roll.find(question.asked), roll, day)
    return {SEARCH: dict(question.echo)} | _body(validity, owners, question, roll)


def by_number(info: Element, roll: Roll, day: date) -> dict[str, Any]:
    """Return the unit to one question of many: whatever is wrong with it stays its own."""
    try:
        return one_by_number(info, roll, day)
    except Refused as refused:
        return {SEARCH: dict(_echo(info)), **error_of(refused)}


def of_person(serial: int, roll: Roll, day: date) -> dict[str, Any]:
    """Return the unit of a person who is known without any number."""
    results = roll.results(serial)
    found = [Found(serial, results, ())] if results else []
    validity, owners = _judge(found, roll, day)
    return _body(validity, owners, _NO_QUESTION, roll)


def covers(result: Result, day: date) -> bool:
    """Whether a qualification is in force on a day; it ends the day before it is lost (喪失日)."""
    text, lost = f"{day:%Y%m%d}", result.get("DisqualificationDate", "")
    expired = result.get("InsuredCardExpirationDate", "")
    begun = result.get("InsuredCardValidDate") or result.get("QualificationDate") or ""
    return begun <= text and not (lost and lost <= text) and not (expired and expired < text)


def _judge(found: Sequence[Found], roll: Roll, day: date) -> tuple[str, list[tuple[int, Result]]]:
    owners = [(one.serial, result) for one in found for result in one.fitting]
    in_force = [(serial, result) for serial, result in owners if covers(result, day)]
    if len(found) > 1 or len(in_force) > 1:
        return _SEVERAL, in_force or owners
    if in_force:
        serial, result = in_force[0]
        late = result.get("InsuredCardClassification") == "A1" and roll.validity(serial) == "6"
        return (_UNREGISTERED if late else _VALID), in_force
    begun = [(s, r) for s, r in owners if r.get("QualificationDate", "") <= f"{day:%Y%m%d}"]
    if not begun:
        return _NOBODY, []
    newer = [(one.serial, r) for one in found for r in one.others if covers(r, day)]
    return (_REPLACED, [*begun, *newer]) if newer else (_LOST, begun)


def _body(
    validity: str, owners: Sequence[tuple[int, Result]], question: _Question, roll: Roll
) -> dict[str, Any]:
    results = [_told(serial, result, question, roll) for serial, result in owners]
    return {
        "ProcessingResultStatus": "1",
        "QualificationValidity": validity,
        "ResultList": {"ResultOfQualificationConfirmation": results},
    }


def _told(serial: int, result: Result, question: _Question, roll: Roll) -> dict[str, Any]:
    """Return a result with flags and times, and without what nobody consented to."""
    told, consents = dict(result), roll.consents(serial)
    limit = told.pop(f"{_LIMIT}Info", None)
    shown = question.limit and limit is not None
    told[f"{_LIMIT}ConsFlg"] = "1" if shown else "0"
    if shown:
        told[f"{_LIMIT}Info"] = limit
    diseases = told.pop(_DISEASES_LIST, None)
    if diseases is not None:
        told |= _flag(_DISEASES, consents.get(_DISEASES), viewing=False)
        if _DISEASES in consents:
            told[_DISEASES_LIST] = diseases
        elif roll.ran_out(serial, _DISEASES):
            told[f"{_DISEASES}ConsFlg"] = _RUN_OUT
    for kind in INFORMATION:
        told |= _flag(kind, consents.get(kind), viewing=True)
    if question.identifier:
        told["ArbitraryIdentifier"] = question.identifier
    return told


def _flag(kind: str, consent: Consent | None, *, viewing: bool) -> dict[str, str]:
    if consent is None:
        return {f"{kind}ConsFlg": "0"}
    flag = {f"{kind}ConsFlg": "1", f"{kind}ConsTime": _digits(consent.at)}
    return flag | ({f"{kind}AvailableTime": _digits(consent.until)} if viewing else {})


def _digits(at: datetime) -> str:
    return f"{at.astimezone(JAPAN):%Y%m%d%H%M%S}"
