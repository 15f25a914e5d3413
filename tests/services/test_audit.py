"""The audit log: its words are those of the catalogue, and none of them names a person."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.ports.records import AuditEntry, Folder, KeptCheckIn
from kiosk.ports.voice import VoiceEvent
from kiosk.services import audit
from kiosk.services.audit import (
    CATALOGUE,
    audit_entries,
    check_in_entry,
    folder_entry,
    provisional_entry,
    query_entry,
    request_entry,
    set_aside_entry,
    settled_entry,
    voice_entry,
)
from kiosk.services.audit_of_forms import form_entry
from tests.fakes import people
from tests.flow.walks import Walk, walks
from tests.services.audit_words import (
    CHECK_IN,
    CHOOSING,
    LOOKS,
    ONE,
    PROVISIONAL,
    UNAVAILABLE,
    VISIT,
    WORDS,
)


@pytest.mark.parametrize(
    ("old", "event", "new", "word", "details"), WORDS, ids=[w[3] for w in WORDS]
)
def test_what_happened_is_written_in_one_word(
    old: s.State, event: e.Event, new: s.State, word: str, details: dict[str, str | int]
) -> None:
    session = new.visit.session or old.visit.session
    assert audit_entries(old, event, new) == (AuditEntry(word, session, details),)


@pytest.mark.parametrize(("old", "event", "new", "told"), LOOKS)
def test_a_look_is_written_where_it_begins_and_where_it_ends(
    old: s.State, event: e.Event, new: s.State, told: dict[str, dict[str, str | int]]
) -> None:
    written = [AuditEntry(word, ONE, details) for word, details in told.items()]
    assert list(audit_entries(old, event, new)) == written


@settings(max_examples=100)
@given(walks())
def test_every_look_that_begins_ends_once_in_the_log(walk: Walk) -> None:
    looking = False
    for step in walk.steps:
        for entry in audit_entries(step.before, step.event, step.after):
            if entry.what.startswith("visual_check") and entry.what != "visual_check_refused":
                assert (entry.what == "visual_check") is looking
                looking = not looking


def test_every_word_of_the_catalogue_is_written_by_something() -> None:
    written = {word for *_, word, _ in WORDS} | {word for *_, told in LOOKS for word in told}
    written |= {check_in_entry(KeptCheckIn("", CHECK_IN)).what}
    written |= {provisional_entry(PROVISIONAL).what}
    written |= {form_entry(KeptCheckIn("", CHECK_IN), 5).what, "form_recorded", "form_not_sent"}
    written |= {request_entry("OQSsiquc01", "1").what, settled_entry("1").what}
    written |= {query_entry("number", "1").what}
    written |= {folder_entry(Folder.RES, code).what for code in (None, "disk_full")}
    written |= {voice_entry(event).what for event in VoiceEvent}
    written |= {set_aside_entry(Folder.RES, 1, "name_taken").what}
    assert written == set(CATALOGUE)


def test_every_word_in_the_source_is_in_the_catalogue() -> None:
    source = Path(audit.__file__).read_text(encoding="utf-8")
    words = set(re.findall(r'(?:_entry|AuditEntry)\(\s*"(\w+)"', source))
    assert words
    assert words <= set(CATALOGUE)


@pytest.mark.parametrize("back", [CHOOSING, UNAVAILABLE, s.CheckInNotKept(VISIT, CHECK_IN)])
@pytest.mark.parametrize("aside", [s.OfferingHelp, s.AskingStillThere])
def test_coming_back_from_help_writes_nothing_again(
    back: s.Interactive, aside: type[s.OfferingHelp | s.AskingStillThere]
) -> None:
    assert audit_entries(aside(VISIT, back), e.WentOn(ONE), back) == ()


@settings(max_examples=100)
@given(walks())
def test_no_entry_names_a_person_and_every_entry_is_in_the_catalogue(walk: Walk) -> None:
    for step in walk.steps:
        for entry in audit_entries(step.before, step.event, step.after):
            assert entry.what in CATALOGUE
            assert not people.marks_in(repr(entry))
            assert all(type(value) in (str, int) for value in entry.details.values())
