"""目視確認: what staff see behind the passcode, and the patient while staff look from the desk."""

from dataclasses import replace

from kiosk.domain.pin import PIN_LENGTH
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import states as s
from kiosk.screens.keypad import keypad
from kiosk.screens.page import Page, softly, with_detail, with_shape
from kiosk.screens.screen import Intent, Kind, Role, Screen

Seen = (
    s.EnteringPasscode | s.PasscodePaused | s.ChoosingReason | s.CheckingVisually | s.CheckingAtDesk
)


def screen(page: Page, state: Seen) -> Screen:
    """Return the screen of a step that staff take part in."""
    match state:
        case s.EnteringPasscode():
            return _entering_passcode(page, state)
        case s.PasscodePaused():
            return _passcode_paused(page, state)
        case s.ChoosingReason():
            return _choosing_reason(page)
        case s.CheckingVisually():
            return _checking_visually(page, state)
        case s.CheckingAtDesk():
            return _checking_at_desk(page, state)


def _entering_passcode(page: Page, state: s.EnteringPasscode) -> Screen:
    """The passcode pad; says how many tries are left after a wrong one."""
    wrong = state.tries_left is not None
    screen = page.screen(
        "entering_passcode_wrong" if wrong else "entering_passcode",
        Kind.KEYPAD,
        choices=(page.go_back(), page.give_up()),
        illustration="staff",
        left=state.tries_left,
    )
    screen = replace(screen, keypad=keypad(page, state.keypad, state.typed.count, PIN_LENGTH))
    return softly(screen) if wrong else screen


def _passcode_paused(page: Page, state: s.PasscodePaused) -> Screen:
    """Too many wrong ones: how long it is refused, and the way back to the other doors."""
    back = page.choice(Intent.GO_BACK, "choice.other_way", Role.PRIMARY, "back")
    screen = page.screen("passcode_paused", choices=(back, page.give_up()), illustration="staff")
    ending = page.ending("passcode_paused")
    return softly(replace(screen, countdown=state.seconds, ending=ending))


def _choosing_reason(page: Page) -> Screen:
    """Staff say why they look; one of the four, by a large button (qualification.md §6.1)."""
    reasons = tuple(
        page.choice(intent, f"choosing_reason.{reason.value}") for reason, intent in REASONS.items()
    )
    choices = (*reasons, page.go_back())
    return page.screen("choosing_reason", choices=choices, illustration="staff")


REASONS = {
    VisualReason.FACE_AND_PIN: Intent.REASON_FACE_AND_PIN,
    VisualReason.CANNOT_OPERATE: Intent.REASON_CANNOT_OPERATE,
    VisualReason.UNWELL: Intent.REASON_UNWELL,
    VisualReason.MACHINE: Intent.REASON_MACHINE,
}


def _checking_visually(page: Page, state: s.CheckingVisually) -> Screen:
    """Staff look at the person, at the photo on the card and, where it could be read, in it."""
    choices = (
        page.choice(Intent.SAME_PERSON, "checking_visually.same_person", Role.PRIMARY, "check"),
        page.choice(Intent.OTHER_PERSON, "checking_visually.other_person", icon="close"),
        page.go_back(),
    )
    screen = page.screen(
        "checking_visually", Kind.COMPARE, choices=choices, illustration="visual_check"
    )
    if not state.portrait_shown:
        return screen
    return _with_portrait(page, with_detail(screen, page.words.say("checking_visually.compare")))


def _checking_at_desk(page: Page, state: s.CheckingAtDesk) -> Screen:
    """The patient hears that staff look at them, or will; the other doors stay open."""
    key = "looking_at_desk" if state.staff is not None else "waiting_for_staff"
    other = page.choice(Intent.GO_BACK, "choice.other_way", icon="back")
    screen = page.screen(
        key, Kind.COMPARE, choices=(other, page.give_up()), illustration="visual_check"
    )
    screen = with_shape(page, screen, key)
    return _with_portrait(page, screen) if state.portrait_shown else screen


def _with_portrait(page: Page, screen: Screen) -> Screen:
    """Put the chip's portrait in the place of the drawing; nothing else on the screen moves."""
    return replace(screen, portrait=page.words.say("checking_visually.portrait"))
