"""Each word of the audit log, and a transition that writes it."""

from dataclasses import replace

from kiosk.domain.check_in import CheckIn, ProvisionalCheckIn, VerifiedBy
from kiosk.domain.consent import Consents
from kiosk.domain.fault import Device
from kiosk.domain.pin import PinTries
from kiosk.domain.session import SessionId
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.reasons import CardLeft, CardProblem, FaceProblem, StaffReason
from kiosk.flow.visit import Questions, Visit
from tests.fakes import people

ONE = SessionId(1)
NOBODY, VISIT, FACTS = Visit(), Visit(ONE), people.facts()
QUESTIONS = Questions(VerifiedBy.PIN, people.RECEIPT, people.confirmation(), ())
CHECK_IN = CheckIn(ONE, VerifiedBy.PIN, Consents(), people.confirmation())

WAITING, READING = s.WaitingForCard(NOBODY), s.ReadingCard(VISIT)
CHOOSING, TYPING = s.ChoosingMethod(VISIT, FACTS), s.EnteringPin(VISIT, FACTS)
LAST_TRY = s.LastPinTry(VISIT, FACTS)
CHECKING, MATCHING = s.CheckingPin(VISIT, FACTS), s.MatchingFace(VISIT, FACTS)
PASSCODE, CALLED = s.CheckingPasscode(VISIT, FACTS), s.OfferingHelp(VISIT, CHOOSING)
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
    (CHOOSING, e.HelpAsked(ONE), CALLED, "help_asked", {}),
    (CALLED, e.HelpComing(ONE), replace(CALLED, coming=True), "help_coming", {}),
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

LOOK = s.CheckingVisually(VISIT, FACTS, 5, VisualReason.CANNOT_OPERATE)
CLINIC = s.CheckingVisually(VISIT, FACTS, None, VisualReason.MACHINE)
DESK = s.CheckingAtDesk(VISIT, FACTS, 6, VisualReason.UNWELL)
BY_EYE = s.Qualifying(VISIT, FACTS, VerifiedBy.VISUAL_CHECK)
REFUSED = s.SeeStaff(VISIT, StaffReason.VISUAL_CHECK_REFUSED)
ASIDE = s.OfferingHelp(VISIT, DESK)
AT_KIOSK: dict[str, str | int] = {"staff": 5, "reason": "cannot_operate", "at": "kiosk"}
AT_CONSOLE: dict[str, str | int] = {"staff": 6, "reason": "unwell", "at": "console"}
BEGUN = e.DeskCheckBegun(ONE, 6, VisualReason.UNWELL)

LOOKS: list[tuple[s.State, e.Event, s.State, dict[str, dict[str, str | int]]]] = [
    (
        s.ChoosingReason(VISIT, FACTS, 5),
        e.ReasonChosen(ONE, VisualReason.CANNOT_OPERATE),
        LOOK,
        {"visual_check_begun": AT_KIOSK},
    ),
    (CHOOSING, BEGUN, DESK, {"visual_check_begun": AT_CONSOLE}),
    (s.CheckingAtDesk(VISIT, FACTS), BEGUN, DESK, {"visual_check_begun": AT_CONSOLE}),
    (
        LOOK,
        e.PersonConfirmed(ONE, same_person=True),
        BY_EYE,
        {
            "visual_check": {**AT_KIOSK, "outcome": "same_person"},
            "holder_verified": {"by": "visual_check"},
        },
    ),
    (
        DESK,
        e.DeskAnswered(ONE, 6, same_person=False),
        REFUSED,
        {"visual_check": {**AT_CONSOLE, "outcome": "other_person"}, "visual_check_refused": {}},
    ),
    (
        CLINIC,
        e.WentBack(ONE),
        CHOOSING,
        {
            "visual_check": {
                "staff": "clinic",
                "reason": "machine",
                "at": "kiosk",
                "outcome": "unanswered",
            }
        },
    ),
    (
        LOOK,
        e.CardFaceForged(ONE),
        s.SeeStaff(VISIT, StaffReason.CARD_NOT_AUTHENTIC),
        {"visual_check": {**AT_KIOSK, "outcome": "unanswered"}, "card_not_authentic": {}},
    ),
    (DESK, e.HelpAsked(ONE), ASIDE, {"help_asked": {}}),  # the look goes on beneath
    (ASIDE, e.WentOn(ONE), DESK, {}),
    (DESK, e.PortraitShown(ONE, shown=True), replace(DESK, portrait_shown=True), {}),
]
"""What 目視確認 writes: once where it begins, once where it ends."""
