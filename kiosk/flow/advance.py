"""The one function that decides (rule R1): `advance(state, event, rules) -> Transition`.

Order: what concerns the whole kiosk, then staleness, then time, help and ends, then the step.
"""

from dataclasses import replace
from typing import assert_never

from kiosk.domain.fault import Device
from kiosk.flow import (
    arrival,
    calling,
    completion,
    consent_first,
    consenting,
    desk,
    face_road,
    form,
    looking,
    options,
    pads,
    panels,
    pin_road,
    provisional,
    qualifying,
    sending,
    staff,
    verification,
)
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.aside import beneath
from kiosk.flow.effects import Effect, LookUpStaffDoor, ReadCard, ReleaseCard
from kiosk.flow.front import first_reading, front_read, stopping
from kiosk.flow.looking import beside
from kiosk.flow.reasons import CardLeft, FaceProblem, StaffReason
from kiosk.flow.rules import Rules
from kiosk.flow.timing import more_time, read_to_the_end, timed, timed_out
from kiosk.flow.transition import Transition, to
from kiosk.flow.tries import door_closed, leaving
from kiosk.flow.visit import Visit
from kiosk.flow.ways import leave, see_staff


def advance(state: s.State, event: e.Event, rules: Rules) -> Transition:
    """Return what follows `state` on `event`; an event without use changes nothing."""
    transition = None if panels.covers(state, event) else _decide(state, event, rules)
    if transition is None:
        return Transition(state)
    transition = panels.given_way(state, transition)
    left = leaving(state, event, stopping(state, event, transition))
    return timed(state, beside(state, left), rules.limits)


def start(rules: Rules) -> s.State:
    """Return the first state. A slot tells at its first look only of a card or a lost reader."""
    own = Visit(preferences=rules.usual, usual=rules.usual, shape=rules.shape)
    return s.WaitingForCard(own)


def _decide(state: s.State, event: e.Event, rules: Rules) -> Transition | None:
    match event:
        case e.CardPlaced():
            return _card_placed(state, event)
        case e.CardRemoved():
            return _card_removed(state)
        case e.ReaderLost():
            return to(s.OutOfService(state.visit.nobody, Device.READER), *_end(state))
        case e.ReaderBack():
            back = isinstance(state, s.OutOfService) and state.device is Device.READER
            return to(s.WaitingForCard(state.visit.nobody)) if back else None
        case e.CameraLost():
            return _camera(state, works=False)
        case e.CameraBack():
            return _camera(state, works=True)
        case e.LanguageChosen() | e.PreferencesChosen():
            return panels.chosen(state, event)
        case e.VisualModeSet(on=on):
            return _visual_mode(state, on=on)
        case _:
            return _of_session(state, event, rules)


def _card_placed(state: s.State, event: e.CardPlaced) -> Transition:
    kept = s.WaitingForCard | s.Interrupted
    before = state.visit if isinstance(state, kept) else state.visit.nobody
    visit = replace(
        state.visit.nobody,
        session=event.session,
        language=before.language,
        preferences=before.preferences,
        call=before.call,
        timer=0,
    )
    front, read_front = first_reading(event.session)
    begin = (ReadCard(event.session), read_front, LookUpStaffDoor(event.session))
    return to(s.ReadingCard(visit, front), *_end(state), *begin)


def _card_removed(state: s.State) -> Transition | None:
    """A removed card ends the session, always, from anywhere (rule R2)."""
    if isinstance(state, s.OutOfService) and state.device is Device.READER:
        return to(s.WaitingForCard(state.visit.nobody))  # a reader that sees this works
    if isinstance(state, s.Idle):
        return None
    here, nobody = beneath(state), state.visit.nobody
    number = here.number if isinstance(here, s.ReceivedProvisionally | s.TakeCard) else None
    if number is not None:
        stays = _remembered(nobody, state.visit)
        return to(s.NumberInSight(stays, number), *_end(state))
    if isinstance(here, s.Done | s.TakeCard | s.SeeStaff | s.CardNotUsable | form.Received):
        return to(s.WaitingForCard(nobody), *_end(state))
    nobody = _remembered(nobody, state.visit)
    perhaps = isinstance(state, s.CheckingIn | s.KeepingProvisional)
    return to(s.Interrupted(nobody, perhaps_received=perhaps), *_end(state))


def _remembered(nobody: Visit, visit: Visit) -> Visit:
    """Return nobody's visit, still in the words and the look of whoever stands there."""
    return replace(
        nobody, language=visit.language, preferences=visit.preferences, token=visit.token
    )


def _end(state: s.State) -> tuple[Effect, ...]:
    session = state.visit.session
    if isinstance(state, s.Idle):
        return ()
    return (ReleaseCard(session),)


def _camera(state: s.State, *, works: bool) -> Transition | None:
    if state.visit.camera_works is works:
        return None
    visit = replace(state.visit, camera_works=works)
    if not works and isinstance(state, s.MatchingFace | s.ReadingPortrait):
        # What was asked of the chip is waited for: its answer must not reach a later try.
        asked = isinstance(state, s.ReadingPortrait) and not state.facts.front.pending
        if not asked:
            return to(s.FaceRefused(visit, state.facts, FaceProblem.CAMERA))
    return to(replace(state, visit=visit))


def _visual_mode(state: s.State, *, on: bool) -> Transition | None:
    """Remember the mode for the next patient; whoever waits only because of it waits no more."""
    if state.visit.visual_mode is on:
        return None
    told = replace(state, visit=replace(state.visit, visual_mode=on))
    return (None if on else desk.mode_ended(told)) or to(told)


def _of_session(state: s.State, event: e.SessionEvent, rules: Rules) -> Transition | None:
    if event.session != state.visit.session:
        return None  # a stale answer or touch changes nothing (rule R2)
    match event:
        case e.TimedOut(timer=timer):
            return timed_out(state) if timer == state.visit.timer else None
        case e.Broken():
            return _broken(state)
        case e.Faulted(device=Device.CARD, code="card_gone"):
            return None  # the slot reports the removal itself; the state's own time limits the wait
        case e.Faulted(device=Device.SERVICE, question=late) if late != state.visit.question:
            return None  # of an earlier try, which must not end the next one
        case e.Faulted(device=Device.READER):
            return to(s.OutOfService(state.visit.nobody, Device.READER), *_end(state))
        case e.HelpAsked() | e.MoreTimeAsked() | e.PanelOpened() | e.PanelClosed():
            return _around(state, event)
        case e.FrontRead() | e.FaceDoorClosed() | e.StaffDoorFound() | e.PortraitShown():
            return _told_meanwhile(state, event)
        case _ if isinstance(event, e.DeskEvent):
            return desk.step(state, event)
        case e.FormKept() if isinstance(state, s.ConsentOnPaper):
            return form.kept_late(state)
        case _:
            return looking.told(state, event) or _step(state, event, rules)


def _around(
    state: s.State, event: e.HelpAsked | e.MoreTimeAsked | e.PanelOpened | e.PanelClosed
) -> Transition | None:
    """Take in what can be touched around every question."""
    match event:
        case e.HelpAsked():
            return calling.asked(state)
        case e.MoreTimeAsked():
            return more_time(state)
        case e.PanelOpened():
            return panels.opened(state, event)
        case e.PanelClosed():
            return to(panels.closed(state))


def _told_meanwhile(
    state: s.State, event: e.FrontRead | e.FaceDoorClosed | e.StaffDoorFound | e.PortraitShown
) -> Transition | None:
    """Take in what nobody has to wait for."""
    match event:
        case e.FrontRead():
            return front_read(state, event)
        case e.FaceDoorClosed():
            return door_closed(state, event)
        case e.StaffDoorFound(open=is_open):
            return to(replace(state, visit=replace(state.visit, staff_door=is_open)))
        case e.PortraitShown():
            return looking.shown(state, event)


def _broken(state: s.State) -> Transition | None:
    if isinstance(state, s.Idle | s.TakeCard):
        return None
    return see_staff(state.visit, StaffReason.INTERNAL)


def _step(state: s.State, event: e.SessionEvent, rules: Rules) -> Transition | None:
    if isinstance(state, s.Ending | s.Idle):
        return None
    match state:
        case s.ReadingCard() | s.Noticing():
            return arrival.step(state, event, rules)
        case s.ConsentingFirst():
            return consent_first.step(state, event, rules)
        case s.ChoosingMethod() | s.PinLocked() | s.FaceRefused():
            return verification.step(state, event, rules)
        case s.LastPinTry() | s.EnteringPin() | s.CheckingPin():
            return pin_road.step(state, event)
        case s.ReadingPortrait() | s.MatchingFace():
            return face_road.step(state, event, rules)
        case s.EnteringPasscode() | s.CheckingPasscode() | s.PasscodePaused():
            return staff.step(state, event)
        case s.ChoosingReason() | s.CheckingVisually():
            return staff.step(state, event)
        case s.CheckingAtDesk():
            return staff.waiting(state, event)
        case s.AskingStillThere() | s.OfferingHelp():
            return _back(state, event)
        case _:
            return _of_the_proven(state, event, rules)


_Proven = (
    s.Qualifying
    | s.OfferingRegistration
    | s.Registering
    | s.ServiceUnavailable
    | s.KeepingProvisional
    | s.ProvisionalNotKept
    | s.GivingConsent
    | s.AnsweringOption
    | s.SendingConsents
    | s.ConsentsNotSent
    | s.CheckingIn
    | s.CheckInNotKept
    | s.SendingForm
    | s.KeepingForm
)


def _of_the_proven(state: _Proven, event: e.SessionEvent, rules: Rules) -> Transition | None:
    """Lead on whoever is verified."""
    match state:
        case s.Qualifying() | s.OfferingRegistration() | s.Registering():
            return qualifying.step(state, event, rules)
        case s.ServiceUnavailable() | s.KeepingProvisional() | s.ProvisionalNotKept():
            return provisional.step(state, event)
        case s.GivingConsent():
            return consenting.step(state, event)
        case s.AnsweringOption():
            return options.step(state, event)
        case s.SendingConsents() | s.ConsentsNotSent():
            return sending.step(state, event)
        case s.CheckingIn() | s.CheckInNotKept():
            return completion.step(state, event)
        case s.SendingForm() | s.KeepingForm():
            return form.step(state, event)
        case _:
            assert_never(state)


def _back(state: s.AskingStillThere | s.OfferingHelp, event: e.SessionEvent) -> Transition | None:
    match event:
        case e.WentOn() | e.WentBack():
            return pads.come_back(state.back, state.visit)
        case e.GaveUp() if isinstance(state.back, s.Message):
            return read_to_the_end(replace(state.back, visit=state.visit))
        case e.GaveUp():
            return leave(state.visit, CardLeft.GAVE_UP)
        case _:
            return None
