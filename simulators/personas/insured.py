"""What the insurers and the service know of a person, by the standard's element names.

Element names in the cast's files are in snake_case: ``insurer_number`` is InsurerNumber. Blocks are
tables, lists are arrays of tables, nested as in the layout (qualification.md §2.4).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias, get_args

Result: TypeAlias = Mapping[str, Any]
"""One ResultOfQualificationConfirmation: texts, blocks (mappings) and lists of blocks."""
SpecificDiseases: TypeAlias = Literal["0", "1", "2"]
"""特定疾病's flag before this reception: no consent, consent in force, consent run out."""

INFORMATION: Final = (
    "OperationInfo",
    "DiagnosisInfo",
    "PharmacistsInfo",
    "SpecificHealthCheckupsInfo",
)
"""The kinds of medical information with a consent of their own."""

_VALIDITIES: Final = frozenset("123456")  # OQSCD006
_NAME: Final = re.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*")
_FLAGS: Final = re.compile("_(cons_flg|cons_time|available_time)$")
_DAY: Final = re.compile(r"@today([+-][0-9]{1,4})?")
_SERVICE: Final = frozenset(
    {
        "validity",
        "processing",
        "registered",
        "previous_consents",
        "specific_diseases",
        "public_expenses",
        "prescription",
        "reference_number",
    }
)
_LATER: Final = frozenset({"validity", "qualification", "more_results"})
_EXPENSE: Final = frozenset(
    {"name", "payer_number", "recipient_number", "valid_start_date", "valid_end_date"}
)


@dataclass(frozen=True, slots=True, repr=False)
class Insured:
    """One person as the service finds them before their first reception."""

    results: tuple[Result, ...] = ()
    validity: str = "1"  # OQSCD006
    registered: bool = True  # 保険証利用登録; False: may be applied for on the spot
    processing: int = 0  # answers that say 処理中 before the result
    previous: Mapping[str, bool] = field(default_factory=dict[str, bool])  # by INFORMATION
    specific_diseases: SpecificDiseases = "0"
    public_expenses: tuple[Mapping[str, str], ...] = ()  # 公費受給者証 (PMH)
    prescription: str | None = None  # 処方箋の発行形態 chosen before: 1 電子, 2 紙
    reference_number: str | None = None  # 照会番号
    later: "Insured | None" = None  # as insurers and welfare offices will have registered it


def element_name(key: str) -> str:
    """Turn a key of the cast into the standard's element name: insurer_number → InsurerNumber."""
    return "".join(word.capitalize() for word in key.split("_"))


def read_insured(data: Mapping[str, Any], today: date) -> Insured | None:
    """Read the tables qualification, more_results, service and later of a persona's file.

    None where there are none. Texts ``@month`` (YYYYMM), ``@month_first``, ``@month_last`` and
    ``@today-30`` (YYYYMMDD) count from `today`. Raises ValueError, KeyError, TypeError.
    """
    if "qualification" not in data and "service" not in data:
        return None
    service: dict[str, Any] = data.get("service", {})
    _refuse_unknown("service", service, _SERVICE)
    processing, registered = service.get("processing", 0), service.get("registered", True)
    if type(processing) is not int or processing < 0 or not isinstance(registered, bool):
        raise ValueError("processing is a count, registered true or false")
    return Insured(
        results=_results(data, today),
        validity=_one_of(_VALIDITIES, service.get("validity", "1")),
        previous=_previous(service.get("previous_consents", {})),
        specific_diseases=_specific_diseases(service.get("specific_diseases", "0")),
        public_expenses=tuple(_expense(one, today) for one in service.get("public_expenses", ())),
        prescription=_one_of(frozenset({"1", "2", None}), service.get("prescription")),
        reference_number=_optional_text(service.get("reference_number")),
        later=_later(data, today),
        processing=processing,
        registered=registered,
    )


def _later(data: Mapping[str, Any], today: date) -> Insured | None:
    later: dict[str, Any] | None = data.get("later")
    if later is None:
        return None
    _refuse_unknown("later", later, _LATER)
    first = {**data.get("qualification", {}), **later.get("qualification", {})}
    more = [*data.get("more_results", ()), *later.get("more_results", ())]
    results = _results({"qualification": first, "more_results": more}, today)
    return Insured(results, _one_of(_VALIDITIES, later["validity"]))


def _results(data: Mapping[str, Any], today: date) -> tuple[Result, ...]:
    tables = (data.get("qualification", {}), *data.get("more_results", ()))
    return tuple(_block(table, today) for table in tables if table)


def _block(table: Mapping[str, Any], today: date) -> Result:
    block: dict[str, Any] = {}
    for key, value in table.items():
        if not _NAME.fullmatch(key) or _FLAGS.search(key):
            raise ValueError(f"{key!r} is no element; flags and times are the service's own")
        block[element_name(key)] = _value(key, value, today)
    return MappingProxyType(block)


def _value(key: str, value: object, today: date) -> object:
    match value:
        case str():
            return _text(value, today)
        case dict():
            return _block(value, today)
        case list() if value and all(isinstance(one, dict) for one in value):
            return tuple(_block(one, today) for one in value)
        case _:
            raise ValueError(f"{key}: a text, a table or an array of tables")


def _text(value: str, today: date) -> str:
    if not value.startswith("@"):
        return value
    first = today.replace(day=1)
    next_month = (first + timedelta(days=31)).replace(day=1)
    words = {
        "@month": f"{today:%Y%m}",
        "@month_first": f"{first:%Y%m%d}",
        "@month_last": f"{next_month - timedelta(days=1):%Y%m%d}",
    }
    if day := _DAY.fullmatch(value):
        return f"{today + timedelta(days=int(day[1] or 0)):%Y%m%d}"
    return words[value]


def _expense(table: Mapping[str, Any], today: date) -> Mapping[str, str]:
    _refuse_unknown("public_expenses", table, _EXPENSE)
    if missing := _EXPENSE - table.keys():
        raise ValueError(f"public_expenses lack {sorted(missing)}")
    return MappingProxyType({key: _text(value, today) for key, value in table.items()})


def _previous(table: Mapping[str, Any]) -> Mapping[str, bool]:
    previous = {element_name(key): yes for key, yes in table.items()}
    _refuse_unknown("previous_consents", previous, frozenset(INFORMATION))
    if not all(isinstance(yes, bool) for yes in previous.values()):
        raise ValueError("previous_consents are true or false")
    return MappingProxyType(previous)


def _specific_diseases(value: object) -> SpecificDiseases:
    for flag in get_args(SpecificDiseases):
        if value == flag:
            return flag
    raise ValueError(f"{value!r} is none of 0, 1, 2")


def _optional_text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise ValueError(f"{value!r} is no text")


def _one_of(known: frozenset[Any], value: Any) -> Any:  # noqa: ANN401 - TOML, judged here
    if value not in known:
        raise ValueError(f"{value!r} is none of {sorted(map(str, known))}")
    return value


def _refuse_unknown(table: str, values: Mapping[str, Any], known: frozenset[str]) -> None:
    if unknown := values.keys() - known:
        raise ValueError(f"unknown in {table}: {sorted(unknown)}")
