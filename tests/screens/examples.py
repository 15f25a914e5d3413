"""An example of every state, and of its faces."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from kiosk.domain.certificate import CertificateState
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import ConsentItem, Consents, Information, RecordedConsent
from kiosk.domain.face import FaceGuidance
from kiosk.domain.fault import Device
from kiosk.domain.optional_questions import OptionalQuestion
from kiosk.domain.pin import Digits, PinTries
from kiosk.domain.token import TokenKind
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import states as s
from kiosk.flow.reasons import (
    PORTRAIT_PROBLEMS,
    CardLeft,
    CardProblem,
    FaceProblem,
    ServiceProblem,
    StaffReason,
)
from kiosk.flow.visit import Call, CardFacts, Front, Panel, Visit
from tests.screens import of_shapes
from tests.screens.invented import (
    CARRIED,
    CHECK_IN,
    FACTS,
    FEW,
    GIVEN,
    IDLE,
    ITEMS,
    LOCKED,
    MORE,
    ORDER,
    PROVISIONAL,
    QUESTIONS,
    REGISTRATION,
    TYPED,
    VISIT,
)


def shared(*kinds: Information) -> tuple[RecordedConsent, ...]:
    """Return consents as the service records them."""
    return tuple(RecordedConsent(kind, GIVEN, GIVEN + timedelta(hours=24)) for kind in kinds)


def _typing(typed: int, left: int = 3, *, was_wrong: bool = False) -> s.EnteringPin:
    facts = replace(FACTS, pin_tries=PinTries(left))
    return s.EnteringPin(VISIT, facts, Digits(TYPED[:typed]), ORDER, was_wrong)


def _choosing(visit: Visit = VISIT, **facts: object) -> s.ChoosingMethod:
    return s.ChoosingMethod(visit, replace(FACTS, **facts))


def _named() -> Iterator[tuple[str, s.State]]:
    yield "waiting", s.WaitingForCard(IDLE)
    yield "interrupted", s.Interrupted(IDLE, perhaps_received=False)
    yield "interrupted_perhaps_received", s.Interrupted(IDLE, perhaps_received=True)
    for device in Device:
        yield f"out_of_service_{device.value}", s.OutOfService(IDLE, device)
    yield "reading_card", s.ReadingCard(VISIT)
    for problem in CardProblem:
        yield f"card_not_usable_{problem.value}", s.CardNotUsable(VISIT, problem)
    for state in (CertificateState.EXPIRES_SOON, CertificateState.IN_GRACE):
        noticed = replace(FACTS, certificate=state)
        yield f"noticing_{state.value}", s.Noticing(VISIT, noticed)
        after_pin = s.Noticing(VISIT, noticed, VerifiedBy.PIN)
        yield f"noticing_{state.value}_after_the_pin", after_pin
    yield from _choosing_method()
    yield from _pin()
    yield from _face()
    yield from _passcode()
    yield "qualifying", s.Qualifying(VISIT, FACTS, VerifiedBy.PIN)
    yield from _service()
    yield from _consent()
    yield from _end()


def _service() -> Iterator[tuple[str, s.State]]:
    offering = s.OfferingRegistration(VISIT, FACTS, VerifiedBy.PIN, REGISTRATION)
    yield "offering_registration", offering
    yield "registering", s.Registering(VISIT, FACTS, VerifiedBy.PIN)
    for why in ServiceProblem:
        down = s.ServiceUnavailable(VISIT, FACTS, VerifiedBy.PIN, why)
        yield f"service_unavailable_{why.value}", down
    yield "service_unavailable_iphone", s.ServiceUnavailable(VISIT, FACTS, VerifiedBy.PHONE)
    yield "keeping_provisional", s.KeepingProvisional(VISIT, PROVISIONAL)
    yield "provisional_not_kept", s.ProvisionalNotKept(VISIT, PROVISIONAL)
    for number in (7, 108, 1008):
        yield f"received_provisionally_{number}", s.ReceivedProvisionally(VISIT, number)
    yield "number_in_sight", s.NumberInSight(IDLE, 7)


def _choosing_method() -> Iterator[tuple[str, s.State]]:
    yield "choosing", _choosing()
    yield "choosing_without_staff", _choosing(replace(VISIT, staff_door=False))
    yield "choosing_pin_locked", _choosing(pin_tries=PinTries(0))
    yield "choosing_front_pending", _choosing(front=Front(1, pending=True))
    yield "choosing_front_unread", _choosing(front=Front(1))
    yield "choosing_no_camera_over_the_card", _choosing(front=Front(1, camera=False))
    yield "choosing_without_photo", _choosing(front=Front(1, has_photo=False))
    for why in NO_FACE:
        yield f"choosing_no_face_{why.value}", _choosing(no_face=why)
    yield "choosing_without_camera", _choosing(replace(VISIT, camera_works=False))
    yield "choosing_face_tried_out", _choosing(replace(VISIT, face_failures=3))
    nothing = replace(VISIT, staff_door=False, camera_works=False)
    yield "choosing_nothing", _choosing(nothing, pin_tries=PinTries(0))


NO_FACE = (
    *sorted(PORTRAIT_PROBLEMS),
    FaceProblem.NO_PHOTO,
    FaceProblem.CHECK_NUMBER_WRONG,
    FaceProblem.CHECK_NUMBER_SPARED,
    FaceProblem.TRIES_SPENT,
    FaceProblem.UNCOUNTED,
)
"""Why no face is compared any more with a card."""


def _phones() -> Iterator[tuple[str, s.State]]:
    """Every state that a phone can come to, as of an Android phone; what is an iPhone's alone."""
    for name, state in _named():
        if not name.startswith(NEVER_OF_PHONES):
            yield f"phone_{name}", as_phone(state)
    locked = replace(OF_PHONE, pin_tries=PinTries(0))
    android, iphone = (replace(VISIT, token=one) for one in (TokenKind.ANDROID, TokenKind.IPHONE))
    yield "phone_choosing", s.ChoosingMethod(android, OF_PHONE)
    yield "phone_choosing_pin_locked", s.ChoosingMethod(android, locked)
    yield "phone_choosing_iphone", s.ChoosingMethod(iphone, OF_PHONE)


NEVER_OF_PHONES = (
    "waiting", "out_of_service", "reading_", "choosing", "matching", "face_", "entering_passcode",
    "checking_passcode", "passcode", "checking_visually", "checking_at_desk", "pin_locked_",
    "offering_help", "still_there", "see_staff_visual", "see_staff_card", "number_in_sight",
    "card_not_usable_old", "card_not_usable_not_my", "panel_",
)  # fmt: skip
OF_PHONE = CardFacts(PinTries(3), None)


def as_phone(state: s.State) -> s.State:
    """Return the state as of a reception by Android phone."""
    return replace(state, visit=replace(state.visit, token=TokenKind.ANDROID))


def _pin() -> Iterator[tuple[str, s.State]]:
    yield "entering_pin_not_shuffled", s.EnteringPin(VISIT, FACTS)
    yield "entering_pin", _typing(0)
    yield "entering_pin_half", _typing(2)
    yield "entering_pin_complete", _typing(4)
    yield "entering_pin_two_left", _typing(0, 2)
    yield "entering_pin_wrong", _typing(0, 2, was_wrong=True)
    yield "entering_pin_last", _typing(0, 1)
    one_left = replace(FACTS, pin_tries=PinTries(1))
    yield "last_pin_try", s.LastPinTry(VISIT, one_left)
    yield "last_pin_try_wrong", s.LastPinTry(VISIT, one_left, was_wrong=True)
    bare = replace(one_left, front=Front(1, has_photo=False))
    yield "last_pin_try_no_other_way", s.LastPinTry(VISIT, bare)
    yield "checking_pin", s.CheckingPin(VISIT, FACTS)
    yield "pin_locked", s.PinLocked(VISIT, LOCKED)
    alone = replace(VISIT, staff_door=False, camera_works=False)
    yield "pin_locked_no_door", s.PinLocked(alone, LOCKED)


def _face() -> Iterator[tuple[str, s.State]]:
    yield "reading_portrait", s.ReadingPortrait(VISIT, FACTS)
    for guidance in FaceGuidance:
        yield f"matching_face_{guidance.value}", s.MatchingFace(VISIT, FACTS, guidance)
    yield "matching_face_look_back", s.MatchingFace(VISIT, FACTS, asked=True)
    for why in FaceProblem:
        facts = replace(FACTS, no_face=why if why in NO_FACE else None)
        visit = replace(VISIT, camera_works=why is not FaceProblem.CAMERA, face_failures=1)
        yield f"face_refused_{why.value}", s.FaceRefused(visit, facts, why)
    for why in TRIED:
        tried_out = s.FaceRefused(replace(VISIT, face_failures=3), FACTS, why)
        yield f"face_refused_{why.value}_tried_out", tried_out
    spent = replace(FACTS, no_face=FaceProblem.TRIES_SPENT)
    tenth = s.FaceRefused(replace(VISIT, face_failures=1), spent, FaceProblem.NOT_MATCHED)
    yield "face_refused_not_matched_tenth_today", tenth
    by_pin = replace(VISIT, staff_door=False, face_failures=3)
    yield "face_refused_tried_out_pin_alone", s.FaceRefused(by_pin, FACTS, FaceProblem.UNSURE)
    alone = replace(VISIT, staff_door=False)
    unread = replace(LOCKED, front=Front(1))
    yield "face_refused_front_no_other_way", s.FaceRefused(alone, unread, FaceProblem.FRONT)
    spared = replace(LOCKED, no_face=FaceProblem.CHECK_NUMBER_SPARED)
    yield "face_refused_no_door", s.FaceRefused(alone, spared, FaceProblem.CHECK_NUMBER_SPARED)


TRIED = (
    FaceProblem.NOT_MATCHED,
    FaceProblem.UNSURE,
    FaceProblem.CHALLENGE,
    FaceProblem.NOT_LIVE,
    FaceProblem.NO_FACE,
    FaceProblem.SEVERAL_FACES,
)
"""What the last try of a session may end in."""


def _passcode() -> Iterator[tuple[str, s.State]]:
    yield "entering_passcode", s.EnteringPasscode(VISIT, FACTS, keypad=ORDER)
    yield "entering_passcode_wrong", s.EnteringPasscode(VISIT, FACTS, keypad=ORDER, tries_left=3)
    yield "checking_passcode", s.CheckingPasscode(VISIT, FACTS)
    yield "passcode_paused", s.PasscodePaused(VISIT, FACTS, 58)
    yield "choosing_reason", s.ChoosingReason(VISIT, FACTS, 5)
    look = s.CheckingVisually(VISIT, FACTS, 5, VisualReason.FACE_AND_PIN, portrait_sent=True)
    yield "checking_visually", look
    yield "checking_visually_portrait", replace(look, portrait_shown=True)
    yield "checking_at_desk_nobody_yet", s.CheckingAtDesk(VISIT, FACTS)
    desk = s.CheckingAtDesk(VISIT, FACTS, 5, VisualReason.UNWELL, portrait_sent=True)
    yield "checking_at_desk", desk
    yield "checking_at_desk_portrait", replace(desk, portrait_shown=True)


def _consent() -> Iterator[tuple[str, s.State]]:
    yield "giving_consent", s.GivingConsent(VISIT, QUESTIONS)
    yield "giving_consent_factory_default", s.GivingConsent(VISIT, FEW)
    for asking in range(len(ITEMS)):
        yield f"giving_consent_item_{asking}", s.GivingConsent(VISIT, QUESTIONS, asking=asking)
    yield "giving_consent_as_last_time", s.GivingConsent(VISIT, CARRIED)
    yield "giving_consent_as_last_time_item_1", s.GivingConsent(VISIT, CARRIED, asking=1)
    few = replace(CARRIED, items=FEW.items)
    yield "giving_consent_as_last_time_factory_default", s.GivingConsent(VISIT, few)
    for number, question in enumerate(OptionalQuestion):
        state = s.AnsweringOption(VISIT, CARRIED, asking=number)
        yield f"answering_option_{question.value}", state
    several = replace(CARRIED.offer, public_expenses=(*CARRIED.offer.public_expenses, *MORE))
    state = s.AnsweringOption(VISIT, replace(CARRIED, offer=several), asking=1)
    yield "answering_option_public_expense_four", state
    alone = replace(QUESTIONS, items=(), options=(OptionalQuestion.PRESCRIPTION,))
    yield "answering_option_alone", s.AnsweringOption(VISIT, alone)
    single = replace(QUESTIONS, items=(ConsentItem.DIAGNOSIS,))
    yield "giving_consent_single", s.GivingConsent(VISIT, single)
    yield "sending_consents", s.SendingConsents(VISIT, QUESTIONS, Consents())
    yield "consents_not_sent", s.ConsentsNotSent(VISIT, QUESTIONS, Consents())
    yield "consents_not_sent_certificates", s.ConsentsNotSent(VISIT, CARRIED, Consents())
    yield "consents_not_sent_options_alone", s.ConsentsNotSent(VISIT, alone, Consents())


def _end() -> Iterator[tuple[str, s.State]]:
    yield "checking_in", s.CheckingIn(VISIT, CHECK_IN)
    yield "check_in_not_kept", s.CheckInNotKept(VISIT, CHECK_IN)
    yield "done", s.Done(VISIT, shared(Information.PHARMACISTS, Information.HEALTH_CHECKUPS))
    yield "done_everything_shared", s.Done(VISIT, shared(*Information))
    yield "done_nothing_shared", s.Done(VISIT)
    yield "done_reminded", s.Done(VISIT, reminders=1)
    for reason in StaffReason:
        yield f"see_staff_{reason.value}", s.SeeStaff(VISIT, reason)
    for left in CardLeft:
        number = 7 if left is CardLeft.PROVISIONAL else None
        yield f"take_card_{left.value}", s.TakeCard(VISIT, left, number=number)
    for panel in (Panel.LANGUAGES, Panel.COMFORT):
        yield f"panel_{panel.value}", s.Noticing(replace(VISIT, panel=panel), FACTS)
    yield "still_there", s.AskingStillThere(VISIT, _choosing())
    yield "still_reading", s.AskingStillThere(VISIT, s.SeeStaff(VISIT, StaffReason.INTERNAL))
    called, coming = replace(VISIT, call=Call.MADE), replace(VISIT, call=Call.COMING)
    yield "take_card_called", s.TakeCard(called, CardLeft.GAVE_UP)
    yield "see_staff_coming", s.SeeStaff(coming, StaffReason.INTERNAL)
    called = s.OfferingHelp(VISIT, s.GivingConsent(VISIT, QUESTIONS))
    yield "offering_help", called
    yield "offering_help_coming", replace(called, coming=True)


EXAMPLES: Final[Mapping[str, s.State]] = {
    **dict(_named()),
    **dict(_phones()),
    **dict(of_shapes.examples()),
}
