"""The audit log: its words are those of the catalogue, and none of them names a person."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from kiosk.domain.check_in import CheckIn, ProvisionalCheckIn, VerifiedBy
from kiosk.domain.consent import Consents
from kiosk.domain.fault import Device
from kiosk.domain.pin import PinTries
from kiosk.domain.session import SessionId
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.reasons import CardLeft, CardProblem, FaceProblem, StaffReason
from kiosk.flow.visit import Questions, Visit
from kiosk.ports.records import AuditEntry, Folder, KeptCheckIn
from kiosk.services import audit
from kiosk.services.audit import (
    CATALOGUE,
    audit_entry,
    check_in_entry,
    folder_entry,
    provisional_entry,
    request_entry,
    set_aside_entry,
    settled_entry,
)
from tests.fakes import people
from tests.flow.walks import Walk, walks

ONE = SessionId(1)
NOBODY, VISIT, FACTS = Visit(), Visit(ONE), people.facts()
QUESTIONS = Questions(VerifiedBy.PIN, people.RECEIPT, people.confirmation(), ())
CHECK_IN = CheckIn(ONE, VerifiedBy.PIN, Consents(), people.confirmation())

WAITING, READING = s.WaitingForCard(NOBODY), s.ReadingCard(VISIT)
CHOOSING, TYPING = s.ChoosingMethod(VISIT, FACTS), s.EnteringPin(VISIT, FACTS)
LAST_TRY = s.LastPinTry(VISIT, FACTS)
CHECKING, MATCHING = s.CheckingPin(VISIT, FACTS), s.MatchingFace(VISIT, FACTS)
PASSCODE, STAFF = s.CheckingPasscode(VISIT, FACTS), s.CheckingVisually(VISIT, FACTS)
QUALIFYING = s.Qualifying(VISIT, FACTS, VerifiedBy.PIN)
UNAVAILABLE = s.ServiceUnavailable(VISIT, FACTS, VerifiedBy.PIN)
OFFERING = s.OfferingRegistration(VISIT, FACTS, VerifiedBy.PIN, people.REGISTRATION)
PROVISIONAL = ProvisionalCheckIn(ONE, VerifiedBy.PIN)
KEEPING, DONE = s.CheckingIn(VISIT, CHECK_IN), s.Done(VISIT)
RINGS = e.TimedOut(ONE, 0)
CARD_FAULT = e.Faulted(ONE, Device.CARD, "malformed_tlv")

WORDS: list[tuple[s.State, e.Event, s.State, str, dict[str, str | int]]] = [
    (WAITING, e.CardPlaced(ONE), READING, "card_placed", {}),
    (
        READING,
        e.CardRefused(ONE, CardProblem.OLD_CARD),
        s.CardNotUsable(VISIT, CardProblem.OLD_CARD),
        "card_refused",
        {"why": "old_card"},
    ),
    (CHECKING, e.PinRejected(ONE, PinTries(2)), TYPING, "pin_rejected", {"tries_left": 2}),
    (
        CHECKING,
        e.PinRejected(ONE, PinTries(1)),
        s.LastPinTry(VISIT, FACTS, was_wrong=True),
        "pin_rejected",
        {"tries_left": 1},
    ),
    (LAST_TRY, e.WentOn(ONE), TYPING, "last_pin_try", {}),
    (CHECKING, e.PinRejected(ONE, PinTries(0)), s.PinLocked(VISIT, FACTS), "pin_locked", {}),
    (
        MATCHING,
        e.FaceNotMatched(ONE, FaceProblem.NO_FACE),
        s.FaceRefused(VISIT, FACTS, FaceProblem.NO_FACE),
        "face_refused",
        {"why": "no_face"},
    ),
    (
        MATCHING,
        e.FaceNotMatched(ONE, FaceProblem.NOT_LIVE),
        s.FaceRefused(Visit(ONE, face_failures=2), FACTS, FaceProblem.NOT_LIVE),
        "presentation_attack",
        {"tries": 2},
    ),
    (
        CHOOSING,
        e.FaceDoorClosed(ONE, FaceProblem.TRIES_SPENT),
        s.ChoosingMethod(VISIT, replace(FACTS, no_face=FaceProblem.TRIES_SPENT)),
        "face_door_closed",
        {"why": "tries_spent"},
    ),
    (CHECKING, e.PinAccepted(ONE), QUALIFYING, "holder_verified", {"by": "pin"}),
    (
        PASSCODE,
        e.PasscodeRejected(ONE, 4),
        s.EnteringPasscode(VISIT, FACTS, tries_left=4),
        "passcode_rejected",
        {"tries_left": 4},
    ),
    (
        PASSCODE,
        e.PasscodeRefused(ONE, 60),
        s.PasscodePaused(VISIT, FACTS, 60),
        "passcode_paused",
        {"seconds": 60},
    ),
    (
        STAFF,
        e.PersonConfirmed(ONE, same_person=False),
        s.SeeStaff(VISIT, StaffReason.VISUAL_CHECK_REFUSED),
        "visual_check_refused",
        {},
    ),
    (QUALIFYING, RINGS, UNAVAILABLE, "service_unavailable", {}),
    (
        QUALIFYING,
        e.RegistrationOffered(ONE, people.REGISTRATION),
        OFFERING,
        "registration_offered",
        {},
    ),
    (
        OFFERING,
        e.RegistrationChosen(ONE),
        s.Registering(VISIT, FACTS, VerifiedBy.PIN),
        "registration_applied",
        {},
    ),
    (
        QUALIFYING,
        e.Faulted(ONE, Device.SERVICE, "still_processing"),
        UNAVAILABLE,
        "fault",
        {"device": "service", "code": "still_processing"},
    ),
    (
        QUALIFYING,
        e.Qualified(ONE, people.RECEIPT, people.confirmation()),
        s.SeeStaff(VISIT, StaffReason.CARD_OF_ANOTHER),
        "card_of_another",
        {},
    ),
    (
        s.KeepingProvisional(VISIT, PROVISIONAL),
        e.Faulted(ONE, Device.RECORDS, "disk_full"),
        s.ProvisionalNotKept(VISIT, PROVISIONAL),
        "not_kept",
        {"device": "records", "code": "disk_full"},
    ),
    (
        s.ReceivedProvisionally(VISIT, 7),
        RINGS,
        s.TakeCard(VISIT, CardLeft.PROVISIONAL, number=7),
        "card_left_behind",
        {"step": "ReceivedProvisionally"},
    ),
    (
        s.ReadingPortrait(VISIT, FACTS),
        e.CardFaceForged(ONE),
        s.SeeStaff(VISIT, StaffReason.CARD_NOT_AUTHENTIC),
        "card_not_authentic",
        {},
    ),
    (
        KEEPING,
        RINGS,
        s.SeeStaff(VISIT, StaffReason.PERHAPS_KEPT),
        "see_staff",
        {"why": "perhaps_kept"},
    ),
    (
        KEEPING,
        e.Faulted(ONE, Device.RECORDS, "disk_full"),
        s.CheckInNotKept(VISIT, CHECK_IN),
        "not_kept",
        {"device": "records", "code": "disk_full"},
    ),
    (
        CHOOSING,
        e.CardRemoved(),
        s.Interrupted(NOBODY, perhaps_received=False),
        "session_interrupted",
        {"step": "ChoosingMethod"},
    ),
    (
        s.AskingStillThere(VISIT, CHOOSING),
        RINGS,
        s.TakeCard(VISIT, CardLeft.TIMED_OUT),
        "session_timed_out",
        {"step": "AskingStillThere"},
    ),
    (
        CHOOSING,
        e.GaveUp(ONE),
        s.TakeCard(VISIT, CardLeft.GAVE_UP),
        "gave_up",
        {"step": "ChoosingMethod"},
    ),
    (
        DONE,
        RINGS,
        s.TakeCard(VISIT, CardLeft.FINISHED),
        "card_left_behind",
        {"step": "Done"},
    ),
    (
        READING,
        CARD_FAULT,
        s.CardNotUsable(VISIT, CardProblem.UNREADABLE),
        "fault",
        {"device": "card", "code": "malformed_tlv"},
    ),
    (
        WAITING,
        e.ReaderLost(),
        s.OutOfService(NOBODY, Device.READER),
        "out_of_service",
        {"device": "reader"},
    ),
    (s.OutOfService(NOBODY, Device.READER), e.ReaderBack(), WAITING, "in_service", {}),
    (
        CHOOSING,
        e.Broken(ONE, "KeyError"),
        s.SeeStaff(VISIT, StaffReason.INTERNAL),
        "broken",
        {"error": "KeyError"},
    ),
]


@pytest.mark.parametrize(
    ("old", "event", "new", "word", "details"), WORDS, ids=[w[3] for w in WORDS]
)
def test_what_happened_is_written_in_one_word(
    old: s.State, event: e.Event, new: s.State, word: str, details: dict[str, str | int]
) -> None:
    session = new.visit.session or old.visit.session
    assert audit_entry(old, event, new) == AuditEntry(word, session, details)


def test_every_word_of_the_catalogue_is_written_by_something() -> None:
    written = {word for *_, word, _ in WORDS} | {check_in_entry(KeptCheckIn("", CHECK_IN)).what}
    written |= {provisional_entry(PROVISIONAL).what}
    written |= {request_entry("OQSsiquc01", "1").what, settled_entry("1").what}
    written |= {folder_entry(Folder.RES, code).what for code in (None, "disk_full")}
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
    assert audit_entry(aside(VISIT, back), e.WentOn(ONE), back) is None


@settings(max_examples=100)
@given(walks())
def test_no_entry_names_a_person_and_every_entry_is_in_the_catalogue(walk: Walk) -> None:
    for step in walk.steps:
        entry = audit_entry(step.before, step.event, step.after)
        if entry is not None:
            assert entry.what in CATALOGUE
            assert not people.marks_in(repr(entry))
            assert all(type(value) in (str, int) for value in entry.details.values())
