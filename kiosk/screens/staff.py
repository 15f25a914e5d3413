"""目視確認: what staff see behind the passcode."""

from dataclasses import replace

from kiosk.domain.pin import PIN_LENGTH
from kiosk.flow import states as s
from kiosk.screens.keypad import keypad
from kiosk.screens.page import Page, softly
from kiosk.screens.screen import Intent, Kind, Role, Screen


def entering_passcode(page: Page, state: s.EnteringPasscode) -> Screen:
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


def passcode_paused(page: Page, state: s.PasscodePaused) -> Screen:
    """Too many wrong ones: how long it is refused, and the way back to the other doors."""
    back = page.choice(Intent.GO_BACK, "choice.other_way", Role.PRIMARY, "back")
    screen = page.screen("passcode_paused", choices=(back, page.give_up()), illustration="staff")
    ending = page.ending("passcode_paused")
    return softly(replace(screen, countdown=state.seconds, ending=ending))


def checking_visually(page: Page) -> Screen:
    """Staff look at the person and at the photo on the card."""
    choices = (
        page.choice(Intent.SAME_PERSON, "checking_visually.same_person", Role.PRIMARY, "check"),
        page.choice(Intent.OTHER_PERSON, "checking_visually.other_person", icon="close"),
        page.go_back(),
    )
    return page.screen("checking_visually", choices=choices, illustration="visual_check")
