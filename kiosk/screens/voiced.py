"""What a voice adds to a screen: how to use it without sight, and a number for every way."""

from dataclasses import replace

from kiosk.screens.readings import without_readings
from kiosk.screens.screen import Choice, Group, Screen
from kiosk.screens.texts import Words

MOST = 10  # as many as there are digits; arrows lead to the rest


def voiced(screen: Screen, words: Words) -> Screen:
    """Return the screen with what each control says of itself and, spoken, which ways there are.

    A control is numbered as `numbered` orders them: digit n of a ten-key pad goes to the n-th.
    """
    said = {one.key: _said(one, number, words) for number, one in enumerate(numbered(screen), 1)}
    pad = screen.keypad
    screen = replace(
        screen,
        keypad=pad
        and replace(
            pad, correct=_with(pad.correct, said, words), confirm=_with(pad.confirm, said, words)
        ),
        choices=tuple(_with(one, said, words) for one in screen.choices),
        groups=tuple(_group(one, said, words) for one in screen.groups),
        frame=replace(
            screen.frame,
            help=_with(screen.frame.help, said, words),
            languages=_with(screen.frame.languages, said, words),
            comfort=_with(screen.frame.comfort, said, words),
        ),
    )
    return replace(screen, spoken=without_readings("\n".join(filter(None, _parts(screen, words)))))


def awake(screen: Screen, words: Words) -> Screen:
    """Return a screen for whoever comes with a key: the first one begins to speak.

    Also where a card was placed before any key was found; on a pad a key is a digit alone.
    """
    wanted = screen.preferences
    if wanted.voice or screen.keypad is not None:
        return screen
    woken = replace(wanted, voice=True, more_time=True)
    return replace(screen, wakes=woken, greeting=words.say("keys.greeting"))


def greeted(screen: Screen, words: Words) -> Screen:
    """Return the waiting screen: who begins here hears how it is used, also once more."""
    if not screen.preferences.voice:
        return screen
    return replace(screen, spoken=f"{words.say('keys.greeting')}\n{screen.spoken}")


def numbered(screen: Screen) -> tuple[Choice, ...]:
    """Return the ways of a screen in reading order. On a pad digits are digits, and none has one.

    Nor has one where the question came over a pad: whoever types on does not hear their own digit.
    Where nobody has to answer anything, what surrounds the screen is what there is to do.
    """
    if screen.keypad is not None or not screen.digits_lead:
        return ()
    ways = (*(one for group in screen.groups for one in group.choices), *screen.choices)
    around = (screen.frame.help, screen.frame.languages, screen.frame.comfort)
    return tuple(one for one in ways or around if one.enabled)


def _said(choice: Choice, number: int, words: Words) -> str:
    return words.say("keys.way", number=number % MOST, label=choice.label) if number <= MOST else ""


def _with(choice: Choice, said: dict[str, str], words: Words) -> Choice:
    chosen = words.say("keys.chosen") if choice.chosen else ""
    parts = (said.get(choice.key) or choice.label, choice.detail, chosen)
    return replace(choice, said=without_readings("\n".join(filter(None, parts))))


def _group(group: Group, said: dict[str, str], words: Words) -> Group:
    heard = (_with(one, said, words) for one in group.choices)
    choices = (replace(one, said="\n".join(filter(None, (group.label, one.said)))) for one in heard)
    return replace(group, choices=tuple(choices))


def _parts(screen: Screen, words: Words) -> tuple[str, ...]:
    if screen.keypad is not None:
        return screen.spoken, words.say("keys.pad")
    ways = (_said(one, number, words) for number, one in enumerate(numbered(screen), 1))
    return screen.spoken, *ways
