"""What the patient sees when something does not work: soft, specific, and what happens next."""

from dataclasses import replace
from typing import assert_never

from kiosk.domain.optional_questions import OptionalQuestion
from kiosk.flow import states as s
from kiosk.flow.doors import doors
from kiosk.flow.provisional import may_be_received
from kiosk.flow.reasons import CardProblem, FaceProblem, StaffReason
from kiosk.flow.rules import Rules
from kiosk.flow.visit import Questions
from kiosk.screens.page import Page, softly, spoken, with_detail, with_ways
from kiosk.screens.screen import Choice, Intent, Kind, Role, Screen

Refusal = (
    s.Interrupted
    | s.OutOfService
    | s.CardNotUsable
    | s.PinLocked
    | s.FaceRefused
    | s.ServiceUnavailable
    | s.ConsentsNotSent
    | s.CheckInNotKept
    | s.ProvisionalNotKept
    | s.SeeStaff
)


def refused(page: Page, state: Refusal, rules: Rules) -> Screen:
    """Return the screen of a refusal or a breakdown."""
    return softly(_refused(page, state, rules))


def _refused(page: Page, state: Refusal, rules: Rules) -> Screen:
    match state:
        case s.Interrupted():
            return _interrupted(page, state, rules)
        case s.OutOfService():
            return _out_of_service(page, state)
        case s.CardNotUsable(why=why):
            return page.poster(f"card_not_usable.{why.value}", illustration=_CARD_PICTURES[why])
        case s.PinLocked():
            return _pin_locked(page, state, rules)
        case s.FaceRefused():
            return _face_refused(page, state, rules)
        case s.ServiceUnavailable():
            return _service_unavailable(page, state)
        case s.ConsentsNotSent():
            return _consents_not_sent(page, state.questions)
        case s.CheckInNotKept():
            choices = (_again(page), page.give_up())
            return page.screen("check_in_not_kept", choices=choices, illustration="repair")
        case s.ProvisionalNotKept():
            choices = (_again(page), page.give_up())
            return page.screen("provisional_not_kept", choices=choices, illustration="repair")
        case s.SeeStaff(why=why):
            return _see_staff(page, why)
        case _:
            assert_never(state)


_CARD_PICTURES = {
    CardProblem.UNREADABLE: "card_cover",
    CardProblem.NOT_MY_NUMBER_CARD: "card_in",
    CardProblem.OLD_CARD: "card_out",
    CardProblem.NO_CERTIFICATE: "card_out",
    CardProblem.CERTIFICATE_EXPIRED: "certificate",
    CardProblem.PHONE_NOT_APPROVED: "card_in",
}


_OF_INSURANCE = frozenset(
    {
        StaffReason.INSURANCE_ENDED,
        StaffReason.INSURANCE_CHANGED,
        StaffReason.INSURANCE_NOT_FOUND,
        StaffReason.INSURANCE_SEVERAL,
        StaffReason.INSURANCE_TO_CHOOSE,
        StaffReason.INSURANCE_TICKET,
        StaffReason.INSURANCE_UNCLEAR,
    }
)


def _see_staff(page: Page, why: StaffReason) -> Screen:
    picture = "insurance" if why is StaffReason.NOT_REGISTERED else "staff"
    screen = page.poster(f"see_staff.{why.value}", illustration=picture)
    # What staff must know, and how somebody is insured, stands there to be read; neither is called
    # out across the room.
    if why in _OF_INSURANCE:
        screen = replace(screen, spoken=spoken(screen.title, page.words.say("see_staff.spoken")))
    for_staff = page.words.find(f"see_staff.{why.value}.staff")
    return replace(screen, detail=for_staff) if for_staff else screen


def _interrupted(page: Page, state: s.Interrupted, rules: Rules) -> Screen:
    key = "interrupted_perhaps_received" if state.perhaps_received else "interrupted"
    picture = "staff" if state.perhaps_received else "card_in"
    screen = page.poster(key, illustration=picture)
    return replace(screen, countdown=round(rules.limits.interrupted))


def _out_of_service(page: Page, state: s.OutOfService) -> Screen:
    screen = page.poster("out_of_service", illustration="repair")
    return replace(screen, detail=page.words.say(f"out_of_service.device.{state.device.value}"))


def _pin_locked(page: Page, state: s.PinLocked, rules: Rules) -> Screen:
    ways = page.methods(doors(state.visit, state.facts, rules))
    screen = page.screen(
        "pin_locked", choices=(*ways, page.give_up()), illustration="municipal_office"
    )
    screen = with_ways(screen, ways)
    if not ways:
        return with_detail(screen, page.words.say("pin_locked.detail_no_door"))
    return screen


def _face_refused(page: Page, state: s.FaceRefused, rules: Rules) -> Screen:
    open_doors = doors(state.visit, state.facts, rules)
    front = state.why is FaceProblem.FRONT
    ways = page.methods(open_doors, "choice.front_again" if front else "choice.face_again")
    key = f"face_refused.{state.why.value}"
    picture = "card_either_way" if front else _FACE_PICTURES.get(state.why, "face")
    choices = (*ways, page.give_up())
    if ways and not open_doors.face:
        return with_ways(_other_doors(page, state, key, choices, rules), ways)
    screen = with_ways(page.screen(key, choices=choices, illustration=picture), ways)
    if open_doors.pin or open_doors.staff:
        return screen
    return with_detail(screen, page.words.say("face_refused.detail_no_other"))


_FACE_PICTURES = {
    FaceProblem.NOT_MATCHED: "take_off",
    FaceProblem.UNSURE: "take_off",
    FaceProblem.CHALLENGE: "take_off",
    FaceProblem.NO_FACE: "look_at_camera",
}


def _other_doors(
    page: Page, state: s.FaceRefused, key: str, choices: tuple[Choice, ...], rules: Rules
) -> Screen:
    """The face door is closed: the others at once and large, and no word of another try."""
    screen = page.screen(key, Kind.CHOOSE, choices=choices)
    message = screen.message
    if state.facts.no_face is FaceProblem.TRIES_SPENT:
        message = page.words.say("face_refused.tries_spent.message")
    elif state.visit.face_failures >= rules.face_tries:
        message = page.words.say("face_refused.last")
    return replace(screen, message=message, detail="", spoken=spoken(screen.title, message))


def _service_unavailable(page: Page, state: s.ServiceUnavailable) -> Screen:
    """The line is down: again, or received provisionally where the holder is proven without it."""
    again = _again(page)
    if may_be_received(state.verified_by):
        provisional = page.choice(Intent.PROVISIONAL, "choice.provisional", icon="forward")
        choices = (again, provisional, page.give_up())
    else:
        choices = (again, page.give_up())
    key = f"service_unavailable.{state.why.value}"
    screen = page.screen(key, choices=choices, illustration="insurance")
    if may_be_received(state.verified_by):
        return with_detail(screen, page.words.say("service_unavailable.provisional"))
    return screen


def _consents_not_sent(page: Page, questions: Questions) -> Screen:
    """Again, or received as it is; whoever was asked for no consent hears nothing of sharing.

    A certificate that is not used without the service may be shown on paper: to be read, not heard.
    """
    key = "consents_not_sent" if questions.items else "options_not_sent"
    choices = (
        page.choice(Intent.GO_ON, "consents_not_sent.again", Role.PRIMARY, "again"),
        page.choice(Intent.WITHOUT_SHARING, f"{key}.without_sharing", icon="forward"),
        page.give_up(),
    )
    screen = page.screen(key, choices=choices, illustration="sharing")
    if any(one is not OptionalQuestion.PRESCRIPTION for one in questions.options):
        return replace(screen, detail=page.words.say("consents_not_sent.certificates"))
    return screen


def _again(page: Page) -> Choice:
    return page.choice(Intent.GO_ON, "choice.again", Role.PRIMARY, "again")
