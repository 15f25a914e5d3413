"""Where the focus of the keys is on a new screen, and what is said of it; pure, without Qt."""

from kiosk.screens.screen import Choice, Kind, Role, Screen

_IN_PARTS = (Kind.CHOOSE,)
"""Screens whose place changes when a control comes or goes; whoever uses them is still there."""


def offered(screen: Screen) -> list[Choice]:
    """Return every control that answers now, in reading order; no digit of a pad is one."""
    pad, frame = screen.keypad, screen.frame
    keys = (pad.correct, pad.confirm) if pad else ()
    grouped = (one for group in screen.groups for one in group.choices)
    around = (frame.help, frame.languages, frame.comfort)
    return [one for one in (*keys, *grouped, *screen.choices, *around) if one.enabled]


def said(screen: Screen, key: str) -> str:
    """Return what is said of a control; empty where the screen knows none of that key."""
    return next((one.said for one in offered(screen) if one.key == key), "")


def ways_out(screen: Screen) -> frozenset[str]:
    """Return the keys of what is always there: back, quit, the panels."""
    quiet = (one for one in screen.choices if one.role is Role.QUIET)
    return frozenset(one.key for one in (*quiet, screen.frame.languages, screen.frame.comfort))


def same_question(before: Screen, after: Screen) -> bool:
    """Say whether somebody who uses one screen finds themselves still there on the other."""
    if before.session != after.session:
        return False
    in_parts = before.kind is after.kind and after.kind in _IN_PARTS
    return before.place == after.place or in_parts


def focus_on(before: Screen, after: Screen, focus: str) -> str:
    """Return where the focus goes when a screen comes.

    It stays where its control stays. A complete pad comes to 決定. A new question begins with the
    one way that stands out; where several stand equal with none: nothing is agreed to by a key that
    was meant for the screen before, or pressed before the ways were heard.
    """
    if not same_question(before, after):
        return _first(after)
    pad, was = after.keypad, before.keypad
    if pad and was and pad.confirm.enabled and not was.confirm.enabled:
        return pad.confirm.key
    gone = {one.key for one in offered(before)} - {one.key for one in offered(after)}
    return "" if focus in gone else focus


def _first(screen: Screen) -> str:
    if screen.kind is Kind.COMPARE:
        return ""  # who somebody is, nobody confirms by a key that was not meant for it
    main = [one for one in screen.choices if one.enabled and one.role is not Role.QUIET]
    marked = [one for one in main if one.chosen or one.role is Role.PRIMARY]
    alone = marked or (main if len(main) == 1 else [])
    return alone[0].key if alone else ""


def change_said(before: Screen, after: Screen, focus: str) -> str:
    """Return what is to be heard of the focus where it stays, such as that it is chosen now."""
    was, now = said(before, focus), said(after, focus)
    return now if was and now != was and same_question(before, after) else ""
