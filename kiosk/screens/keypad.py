"""The number pad, for PIN and staff passcode alike."""

from dataclasses import replace

from kiosk.screens.page import Page
from kiosk.screens.screen import Intent, Keypad, Role


def keypad(page: Page, digits: tuple[int, ...], typed: int, expected: int) -> Keypad:
    """Return the pad; its keys answer only once the digits are shuffled."""
    ready = len(digits) == 10
    correct = page.choice(Intent.CORRECT, "choice.correct")
    confirm = page.choice(Intent.CONFIRM, "choice.confirm", Role.PRIMARY)
    return Keypad(
        digits=digits,
        typed=typed,
        expected=expected,
        typed_label=page.words.say("keypad.typed", typed=typed, expected=expected),
        correct=replace(correct, enabled=ready and typed > 0),
        confirm=replace(confirm, enabled=ready and typed == expected),
    )
