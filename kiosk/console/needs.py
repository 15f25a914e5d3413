"""What staff do first about what is needed (qualification.md §6.3): one action each."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from kiosk.console.texts import Words
from kiosk.domain.shape import Shape
from kiosk.domain.token import TokenKind


class Action(StrEnum):
    """The one large button of a case."""

    CHECK = "check"  # 目視で確認する
    FORM = "form"  # 同意書を記録する
    COMING = "coming"  # まいります
    PAPER = "paper"  # 紙で受付
    HANDLED = "handled"  # 対応ずみ


_ACTIONS: Final = {
    "help": Action.COMING,
    "visual_check": Action.CHECK,
    "form": Action.FORM,
    "pin_locked": Action.CHECK,
    "attack": Action.COMING,
    "passcode_paused": Action.COMING,
    "provisional": Action.PAPER,
    "not_kept": Action.PAPER,
    "card_left": Action.HANDLED,
    "interrupted": Action.HANDLED,
    "see_staff": Action.PAPER,
    "see_staff.insurance_changed": Action.HANDLED,
    "see_staff.insurance_to_choose": Action.HANDLED,
    "see_staff.insurance_ticket": Action.HANDLED,
    "see_staff.visual_check_refused": Action.HANDLED,
    "see_staff.perhaps_kept": Action.HANDLED,
    "see_staff.card_not_authentic": Action.HANDLED,
    "see_staff.card_of_another": Action.HANDLED,
    "card": Action.PAPER,
    "card.unreadable": Action.COMING,
    "card.phone_not_approved": Action.COMING,
    "face": Action.CHECK,
    "face.no_photo": Action.COMING,
    "face.not_live": Action.COMING,
    "service": Action.PAPER,
}
_LATER: Final = {
    Action.CHECK: Action.PAPER,
    Action.FORM: Action.HANDLED,
    Action.COMING: Action.HANDLED,
}
"""What is left to do once the patient is not at the kiosk any more."""

_ALSO: Final = {"help": Action.CHECK}
"""What can be done from the desk besides, while the patient stands there."""

_SEEN: Final = frozenset({None, *(shape.value for shape in Shape if shape.desk_check)})
"""The shapes of a kiosk whose patients the desk sees; None: not told yet."""

PHONES: Final = frozenset(kind.value for kind in TokenKind if kind.is_phone)

DANGERS: Final = frozenset(
    {"attack", "face.not_live", "see_staff.card_not_authentic", "see_staff.card_of_another",
     "see_staff.visual_check_refused", "not_kept"}
)  # fmt: skip
"""What may be somebody's deceit, or loses receptions: red, not amber."""

_ANSWERED: Final = {
    "2": "see_staff.insurance_ended",
    "3": "see_staff.insurance_changed",
    "4": "see_staff.insurance_not_found",
    "5": "see_staff.insurance_several",
    "6": "see_staff.insurance_ticket",
}
"""What a provisional reception needs once the service has answered, by its validity."""

UNKNOWN: Final = "see_staff.internal"
"""Whose words serve for a code that this release does not know."""


def may_be_checked(token: str, verified_by: str | None, shape: str | None = None) -> bool:
    """Tell whether a look would lead anywhere.

    A phone has no photo, a holder proven needs none, and whom a kiosk of `shape` receives at home
    the desk does not see. None: it was not told; there was one shape alone.
    """
    return token not in PHONES and verified_by is None and shape in _SEEN


def action_for(code: str, *, under_way: bool, checkable: bool = True) -> Action:
    """Return what staff do first; a kiosk that went on cannot be spoken to any more."""
    first = _ACTIONS.get(code) or _ACTIONS.get(code.partition(".")[0], Action.HANDLED)
    now = under_way and (checkable or first is not Action.CHECK)
    return first if now else _LATER.get(first, first)


def also_for(code: str, *, under_way: bool, checkable: bool = True) -> Action | None:
    """Return what staff can do instead, if anything."""
    return _ALSO.get(code) if under_way and checkable else None


def worded(code: str, *, under_way: bool, settled: str | None = None) -> str:
    """Return the code whose words fit a need as it stands now.

    `settled` is the validity by which a provisional reception was settled, if any.
    """
    if code == "provisional" and settled is not None:
        return _ANSWERED.get(settled, "see_staff.insurance_unclear")
    return "help_gone" if code.partition(".")[0] == "help" and not under_way else code


def ring_of(what: str, code: str, since: datetime) -> str:
    """Return the id under which a need rings: once, and once more when it comes again."""
    return f"{what}:{code}:{int(since.timestamp())}"


def said(words: Words, code: str, part: str) -> str:
    """Return `title`, `what` or `do` of a code."""
    return words.find(f"needs.{code}.{part}") or words(f"needs.{UNKNOWN}.{part}")
