"""What is said when a screen takes the place of another: rules without a clock.

A new question is said whole; of the same question, only what has changed; of what is private,
nothing, for `Screen.spoken` leaves it out (EN 301 549 5.1.3.8: nothing masked is spoken).
"""

from dataclasses import dataclass
from typing import Final

from kiosk.domain.language import Language
from kiosk.domain.preferences import Pace
from kiosk.domain.sound import Sound
from kiosk.screens.readings import without_readings
from kiosk.screens.screen import Screen

FACE_SOUNDS: Final = frozenset({Sound.FACE_SOUGHT, Sound.FACE_CLOSER, Sound.FACE_FOUND})
WAITING: Final = "waiting"
AFTER_THE_CARD: Final = "number_in_sight"
"""Shown when the card has left, to be read from afar: it was said while the card was there."""


@dataclass(frozen=True)
class Utterance:
    """What is said, and whether what is being said may end first."""

    text: str
    language: Language
    pace: Pace
    after: bool = False


def utterance(before: Screen | None, now: Screen) -> Utterance | None:
    """Return what is to be said of the screen `now`; None where nothing new is to be said.

    An utterance without text is silence, at once.
    """
    if not now.preferences.voice or now.place == AFTER_THE_CARD:
        return _say(now, "")
    if before is None or _nobody_is_there_any_more(before, now):
        return _say(now, "")
    if _is_another_question(before, now):
        return _question(before, now)
    if _typed(before) != _typed(now):
        return _say(now, now.keypad.typed_label if now.keypad else "")
    if now.camera:
        return _guidance(before, now)
    changed = [line for line in _lines(now) if line not in _lines(before)]
    return _say(now, "\n".join(changed)) if changed else None


def whole(screen: Screen) -> Utterance:
    """Return everything that a screen says, for who wants to hear it again."""
    return _say(screen, screen.spoken)


def sounds(before: Screen | None, now: Screen) -> Sound:
    """Return the sound of the screen `now`.

    The same for every key that is typed; of the face, for those alone who hear and do not see.
    """
    if before is None:
        return Sound.NONE
    same = before.place == now.place and before.session == now.session
    if same and _typed(before) != _typed(now):
        return Sound.KEY
    if now.sound in FACE_SOUNDS:
        changed = not same or (before.sound, before.guidance) != (now.sound, now.guidance)
        return now.sound if changed and now.preferences.voice else Sound.NONE
    comes_back = now.sound is Sound.TAKE_CARD and before.timer != now.timer
    return now.sound if not same or before.sound != now.sound or comes_back else Sound.NONE


def _say(screen: Screen, text: str, *, after: bool = False) -> Utterance:
    said = without_readings(text)
    return Utterance(said, screen.language, screen.preferences.pace, after)


def _nobody_is_there_any_more(before: Screen, now: Screen) -> bool:
    return now.place == WAITING and before.session != now.session


def _is_another_question(before: Screen, now: Screen) -> bool:
    """Also the same one in another language, at another pace, or heard for the first time."""
    return (
        before.place != now.place
        or before.session != now.session
        or before.language is not now.language
        or before.preferences.voice != now.preferences.voice
        or before.preferences.pace is not now.preferences.pace
    )


def _question(before: Screen, now: Screen) -> Utterance:
    """Say a question; how to use the voice first, to whoever a key has just woken it for.

    A reminder in the same words waits for the end of the last one: else that would never be heard.
    """
    if before.wakes is not None and before.session == now.session and now.place != WAITING:
        return _say(now, f"{before.greeting}\n{_first(now)}")
    again = (before.session, before.spoken) == (now.session, now.spoken)
    reminds = again and before.place != now.place and now.sound is Sound.TAKE_CARD
    return _say(now, _first(now), after=reminds)


def _typed(screen: Screen) -> int | None:
    return screen.keypad.typed if screen.keypad is not None else None


def _lines(screen: Screen) -> list[str]:
    return screen.spoken.split("\n")


def _first(screen: Screen) -> str:
    """Return all that is spoken; before the camera without the ways, for the guidance waits."""
    if not screen.camera:
        return screen.spoken
    ways = {one.said.split("\n")[0] for one in screen.choices}
    return "\n".join(line for line in _lines(screen) if line not in ways)


def _guidance(before: Screen, now: Screen) -> Utterance | None:
    """Say what the face is to do: one after the other, no word cut; at once when it is urgent.

    Urgent is a movement that is asked for, which has a title of its own, and to hold still.
    """
    if (before.guidance, before.title) == (now.guidance, now.title):
        return None
    if before.title != now.title:
        title, *rest = _first(now).split("\n")
        comes_back = before.turn and not now.turn  # to a title that was heard already
        return _say(now, "\n".join(rest if comes_back else (title, *rest)))
    known = _lines(before)
    changed = "\n".join(line for line in _first(now).split("\n") if line not in known)
    return _say(now, changed, after=now.sound is not Sound.FACE_FOUND) if changed else None
