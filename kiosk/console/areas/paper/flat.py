"""A form as texts by name: what two writers' versions are compared by."""

from collections.abc import Mapping

from kiosk.domain.paper import Evidence, Situation, Visits, Way
from kiosk.domain.paper_entry import entered
from kiosk.domain.paper_form import Field, PaperForm

_SITUATION, _VISITS, _EVIDENCE, _WAY = "situation", "visits", "evidence", "way"


def flat(form: PaperForm) -> dict[str, str]:
    """Return every answer; an absent one is empty."""
    return {
        _SITUATION: form.situation or "",
        _VISITS: form.visits or "",
        _EVIDENCE: ",".join(sorted(form.evidence)),
        _WAY: form.way or "",
        **{one.value: form.value(one) for one in Field},
    }


def from_flat(texts: Mapping[str, str]) -> PaperForm:
    """Read it back; what is no answer of ours is left out."""
    fields = {one: entered(one, texts.get(one.value, "")) for one in Field}
    chosen = texts.get(_EVIDENCE, "").split(",")
    return PaperForm(
        situation=next((one for one in Situation if one == texts.get(_SITUATION)), None),
        visits=next((one for one in Visits if one == texts.get(_VISITS)), None),
        evidence=frozenset(one for one in Evidence if one in chosen),
        way=next((one for one in Way if one == texts.get(_WAY)), None),
    ).with_fields(fields)
