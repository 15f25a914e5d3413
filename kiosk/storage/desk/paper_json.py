"""A `PaperForm` as JSON text. What another release knew and this one does not is left out."""

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeVar

from kiosk.domain.paper import Evidence, Situation, Visits, Way
from kiosk.domain.paper_form import Field, PaperForm

_Code = TypeVar("_Code", bound=StrEnum)


def form_to_json(form: PaperForm) -> str:
    """Write a form down."""
    plain = {
        "situation": form.situation,
        "visits": form.visits,
        "evidence": sorted(form.evidence),
        "way": form.way,
        "fields": dict(form.fields),
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def form_from_json(text: str) -> PaperForm:
    """Read what `form_to_json` wrote."""
    plain: dict[str, Any] = json.loads(text)
    known = {one.value: one for one in Field}
    fields = {known[name]: str(text) for name, text in plain["fields"].items() if name in known}
    return PaperForm(
        situation=_known(Situation, plain["situation"]),
        visits=_known(Visits, plain["visits"]),
        evidence=frozenset(_all_known(Evidence, plain["evidence"])),
        way=_known(Way, plain["way"]),
        fields=fields,
    )


def _known(codes: type[_Code], value: str | None) -> _Code | None:
    return next(iter(_all_known(codes, (value,))), None)


def _all_known(codes: type[_Code], values: Iterable[str | None]) -> list[_Code]:
    by_value = {code.value: code for code in codes}
    return [by_value[value] for value in values if value in by_value]
