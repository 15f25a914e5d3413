"""How a reception comes to each state of the flow, on fakes."""

from collections.abc import Callable
from typing import Any

from kiosk.domain.fault import Device
from kiosk.domain.pin import PinTries
from kiosk.domain.qualification import Validity
from kiosk.domain.refusal import CardRefusal
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.timing import DONE_REMINDERS
from kiosk.ports.card import PinAccepted, PinRejected
from kiosk.ports.faults import CardGone, DeviceFault
from kiosk.ports.qualification import Confirmed, NotRegistered
from tests.fakes import people
from tests.fakes.kiosk import FakeKiosk
from tests.fakes.records import with_passcode
from tests.fakes.script import Script
from tests.fakes.service import UNREACHABLE
from tests.fakes.vision import NOT_MATCHED

GONE = CardGone()
DISK_FULL = DeviceFault(Device.RECORDS, "disk_full")
Road = Callable[[FakeKiosk], None]


def choosing(kiosk: FakeKiosk) -> None:
    with_passcode(kiosk.records)
    kiosk.place_card()


def noticing(kiosk: FakeKiosk) -> None:
    kiosk.clock.at = people.NOON.replace(year=2030, month=1)
    kiosk.place_card()


def entering_pin(kiosk: FakeKiosk) -> None:
    choosing(kiosk)
    kiosk.touch(t.PinChosen)


def verified_by_pin(kiosk: FakeKiosk) -> None:
    entering_pin(kiosk)
    kiosk.enter(people.PIN)


def last_pin_try(kiosk: FakeKiosk) -> None:
    kiosk.card.pins.now(PinRejected(PinTries(1)), PinAccepted())
    entering_pin(kiosk)
    kiosk.enter(people.WRONG_PIN)


def pin_locked(kiosk: FakeKiosk) -> None:
    kiosk.card.pins.now(PinRejected(PinTries(0)))
    entering_pin(kiosk)
    kiosk.enter(people.WRONG_PIN)


def face_refused(kiosk: FakeKiosk) -> None:
    kiosk.vision.answers.now(NOT_MATCHED)
    choosing(kiosk)
    kiosk.touch(t.FaceChosen)


def entering_passcode(kiosk: FakeKiosk) -> None:
    choosing(kiosk)
    kiosk.touch(t.StaffChosen)


def choosing_reason(kiosk: FakeKiosk) -> None:
    entering_passcode(kiosk)
    kiosk.enter(people.PASSCODE)


def checking_visually(kiosk: FakeKiosk) -> None:
    choosing_reason(kiosk)
    kiosk.touch(lambda session: t.ReasonChosen(session, VisualReason.CANNOT_OPERATE))


def checking_at_desk(kiosk: FakeKiosk) -> None:
    choosing(kiosk)
    kiosk.kiosk.post(e.DeskCheckBegun(kiosk.session, 5, VisualReason.FACE_AND_PIN))


def passcode_paused(kiosk: FakeKiosk) -> None:
    entering_passcode(kiosk)
    for _ in range(5):
        kiosk.enter(people.WRONG_PASSCODE)


def qualifying(kiosk: FakeKiosk) -> None:
    kiosk.card.signatures.now(GONE)  # the chip never answers: the state stays where it is
    verified_by_pin(kiosk)


def service_unavailable(kiosk: FakeKiosk) -> None:
    kiosk.service.challenges.now(UNREACHABLE)
    verified_by_pin(kiosk)


def offering_registration(kiosk: FakeKiosk) -> None:
    kiosk.service.confirmations.now(NotRegistered(people.REGISTRATION))
    verified_by_pin(kiosk)


def registered(kiosk: FakeKiosk) -> None:
    offering_registration(kiosk)
    kiosk.touch(t.RegistrationChosen)


def received_provisionally(kiosk: FakeKiosk) -> None:
    service_unavailable(kiosk)
    kiosk.touch(t.ProvisionalChosen)


def provisional_not_kept(kiosk: FakeKiosk) -> None:
    kiosk.output.rendering.now(DISK_FULL)
    received_provisionally(kiosk)


def answering_option(kiosk: FakeKiosk) -> None:
    offered = Confirmed(people.RECEIPT, people.confirmation(), people.OFFER)
    kiosk.service.confirmations.now(offered)
    verified_by_pin(kiosk)
    kiosk.answer(t.AllAnswered, yes=True)


def consents_not_sent(kiosk: FakeKiosk) -> None:
    kiosk.service.line.now(UNREACHABLE)
    verified_by_pin(kiosk)
    kiosk.answer(t.AllAnswered, yes=True)


def check_in_not_kept(kiosk: FakeKiosk) -> None:
    verified_by_pin(kiosk)
    kiosk.output.rendering.now(DISK_FULL)
    kiosk.answer(t.AllAnswered, yes=True)


def done(kiosk: FakeKiosk) -> None:
    verified_by_pin(kiosk)
    kiosk.answer(t.AllAnswered, yes=True)


def see_staff(kiosk: FakeKiosk) -> None:
    kiosk.service.confirmations.now(
        Confirmed(people.RECEIPT, people.confirmation(Validity.NONE, 0))
    )
    verified_by_pin(kiosk)


def take_card(kiosk: FakeKiosk) -> None:
    done(kiosk)
    for _ in range(DONE_REMINDERS + 1):
        kiosk.time_passes()


def not_usable(kiosk: FakeKiosk) -> None:
    kiosk.card.reads.now(CardRefusal.NOT_MY_NUMBER_CARD)
    kiosk.place_card()


def still_there(kiosk: FakeKiosk) -> None:
    choosing(kiosk)
    kiosk.time_passes()


def help_asked(kiosk: FakeKiosk) -> None:
    verified_by_pin(kiosk)
    kiosk.touch(t.HelpAsked)


def reading(kiosk: FakeKiosk) -> None:
    kiosk.card.reads.now(GONE)
    kiosk.place_card()


def reading_portrait(kiosk: FakeKiosk) -> None:
    kiosk.card.portraits.now(GONE)
    choosing(kiosk)
    kiosk.touch(t.FaceChosen)


def checking_pin(kiosk: FakeKiosk) -> None:
    kiosk.card.pins.now(GONE)
    verified_by_pin(kiosk)


ROADS: dict[type[s.State], Road] = {
    s.ReadingCard: reading,
    s.CardNotUsable: not_usable,
    s.Noticing: noticing,
    s.ChoosingMethod: choosing,
    s.EnteringPin: entering_pin,
    s.CheckingPin: checking_pin,
    s.LastPinTry: last_pin_try,
    s.PinLocked: pin_locked,
    s.ReadingPortrait: reading_portrait,
    s.FaceRefused: face_refused,
    s.EnteringPasscode: entering_passcode,
    s.PasscodePaused: passcode_paused,
    s.ChoosingReason: choosing_reason,
    s.CheckingVisually: checking_visually,
    s.CheckingAtDesk: checking_at_desk,
    s.Qualifying: qualifying,
    s.OfferingRegistration: offering_registration,
    s.ServiceUnavailable: service_unavailable,
    s.ReceivedProvisionally: received_provisionally,
    s.ProvisionalNotKept: provisional_not_kept,
    s.GivingConsent: verified_by_pin,
    s.AnsweringOption: answering_option,
    s.ConsentsNotSent: consents_not_sent,
    s.CheckInNotKept: check_in_not_kept,
    s.Done: done,
    s.SeeStaff: see_staff,
    s.TakeCard: take_card,
    s.AskingStillThere: still_there,
    s.OfferingHelp: help_asked,
}
"""States that a kiosk without threads can stand still in."""

WHILE: dict[type[s.State], tuple[Callable[[FakeKiosk], Script[Any]], Road]] = {
    s.ReadingCard: (lambda kiosk: kiosk.card.reads, done),
    s.CheckingPin: (lambda kiosk: kiosk.card.pins, done),
    s.ReadingPortrait: (lambda kiosk: kiosk.card.portraits, face_refused),
    s.MatchingFace: (lambda kiosk: kiosk.vision.answers, face_refused),
    s.CheckingPasscode: (lambda kiosk: kiosk.hasher.comparing, checking_visually),
    s.Qualifying: (lambda kiosk: kiosk.service.confirmations, done),
    s.Registering: (lambda kiosk: kiosk.service.registrations, registered),
    s.SendingConsents: (lambda kiosk: kiosk.service.line, done),
    s.CheckingIn: (lambda kiosk: kiosk.output.rendering, done),
    s.KeepingProvisional: (lambda kiosk: kiosk.output.rendering, received_provisionally),
}
"""States that last while a device is at work, and what the device is asked then."""
