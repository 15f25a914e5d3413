"""Any answer that the service may give, with every block, for the properties of output."""

from dataclasses import Field, fields
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from kiosk.domain.check_in import CheckIn, VerifiedBy
from kiosk.domain.consent import Consents, Information, RecordedConsent
from kiosk.domain.message_tree import Node
from kiosk.domain.qualification import Qualification, QualificationConfirmation, Validity
from kiosk.domain.session import SessionId
from kiosk.output.characters import in_cp932
from tests.output.receptions import NOON

XML_TEXT = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc"),
        exclude_characters="\ufffe\uffff",
        include_characters="\t\n\r",
    ),
    min_size=1,
    max_size=12,
)
CP932_TEXT = XML_TEXT.map(in_cp932).filter(bool)
TIMES = st.integers(-63_900_000_000, 251_000_000_000).map(lambda n: NOON + timedelta(seconds=n))
"""From the year 2 to 9980: what fourteen digits can say."""


def unknown(text: st.SearchStrategy[str]) -> st.SearchStrategy[Node]:
    """Elements that no version of the layout known today has."""
    names = st.sampled_from(("Future", "FutureFlag", "x_1", "Y-2"))
    leaves = st.builds(Node, names, st.just("") | text)
    inner = st.builds(Node, names, st.just(""), st.lists(leaves, min_size=1, max_size=3).map(tuple))
    return leaves | inner | st.builds(Node, names, st.just(""), st.tuples(inner, leaves))


@st.composite
def blocks(draw: st.DrawFn, kind: type[Any], text: st.SearchStrategy[str]) -> Any:
    """Any dataclass of element fields, a few of them present at a time."""
    named = {field.name: field for field in fields(kind) if "others" not in field.metadata}
    present = draw(st.lists(st.sampled_from(sorted(named)), max_size=6, unique=True))
    values = {name: draw(_field(named[name], text)) for name in present}
    return kind(**values, others=draw(st.lists(unknown(text), max_size=2).map(tuple)))


def _field(field: Field[Any], text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    if "block" not in field.metadata:
        return st.none() | text
    inner = blocks(field.metadata["block"], text)
    return st.lists(inner, max_size=2).map(tuple) if "each" in field.metadata else st.none() | inner


@st.composite
def receptions(draw: st.DrawFn, text: st.SearchStrategy[str]) -> CheckIn:
    """Any reception whose service recorded exactly what the patient agreed to."""
    maybe = st.none() | text
    others = st.lists(unknown(text), max_size=2).map(tuple)
    # The consents stand in the results alone: without one there is nowhere to write them.
    results = tuple(draw(st.lists(blocks(Qualification, text), max_size=3)))
    answers = draw(st.dictionaries(st.sampled_from(list(Information)), st.booleans()))
    answers = answers if results else {}
    given_at = draw(TIMES)
    consents = tuple(
        RecordedConsent(kind, given_at, given_at + timedelta(hours=24))
        for kind in Information
        if answers.get(kind)
    )
    confirmation = QualificationConfirmation(
        process_execution_time="20261120120000",
        confirmation_date="20261120",
        medical_institution_code="1319999999",
        arbitrary_file_identifier=draw(st.just("") | text),
        validity=draw(st.none() | st.sampled_from(Validity)),
        results=results,
        processing_result_status=draw(st.sampled_from((None, "1", "2"))),
        processing_result_code=draw(maybe),
        processing_result_message=draw(maybe),
        prescription_issue_select=draw(st.sampled_from((None, "1", "2"))),
        consents=consents,
        others=draw(others),
        header_others=draw(others),
        message_others=draw(others),
    )
    return CheckIn(SessionId(1), VerifiedBy.PIN, Consents(answers), confirmation)
