"""A line of a list as a page draws it: pure, everything decided before the template."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from kiosk.console.dates import clock_time
from kiosk.console.needs import (
    DANGERS,
    Action,
    action_for,
    also_for,
    may_be_checked,
    ring_of,
    said,
    worded,
)
from kiosk.console.texts import Words
from kiosk.domain.language import Language
from kiosk.domain.names import has_bullet
from kiosk.domain.secret import Private
from kiosk.ports.desk.orders import What
from kiosk.ports.desk.today import Day, Line, TakenUp

_GOOD: Final = frozenset({"1", None})
"""Of a validity: 有効, or none that the service told."""


class Status(StrEnum):
    """How a reception stands; the words are in today.toml, below ``status``."""

    WAITING = "waiting"  # under way
    DONE = "done"
    PROVISIONAL = "provisional"
    ENDED = "ended"  # without a reception

    @property
    def kind(self) -> str:
        """The colour's role."""
        return {"waiting": "calm", "done": "done", "provisional": "need"}.get(self.value, "")


@dataclass(frozen=True, repr=False)
class Row(Private):
    """A line in a table."""

    id: str
    began_at: datetime
    time: str
    kiosk: str
    name: str
    kana: str
    status: Status
    kind: str
    said: str  # the status in words
    more: str  # the step, the number, how it ended
    method: str
    needs: str  # what is open still, in words


@dataclass(frozen=True, repr=False)
class Need(Private):
    """What staff are to do now."""

    id: str
    ring: str
    kind: str
    kiosk: str
    name: str
    since: datetime
    under_way: bool
    code: str
    title: str
    what: str
    do: str
    action: Action
    also: Action | None
    number: int | None
    taken: str  # who has it in hand, in words
    reads: str  # which language the patient reads there, under its own name; empty for Japanese


def status(line: Line) -> Status:
    """Say how a reception stands."""
    if line.way is not None or line.outcome in {"received", "paper"}:
        return Status.DONE
    if line.outcome == "provisional":
        return Status.PROVISIONAL
    if line.outcome is None and line.ended_at is None:
        return Status.WAITING
    return Status.ENDED


def row(line: Line, words: Words) -> Row:
    """Return a line as it is drawn."""
    stands = status(line)
    provisional = stands is Status.PROVISIONAL
    method = line.verified_by or ("paper" if line.way is not None else "")
    return Row(
        id=line.id,
        began_at=line.began_at,
        time=clock_time(line.began_at),
        kiosk=line.kiosk or words("today.desk"),
        name=line.name or "",
        kana=unicodedata.normalize("NFKC", line.kana or ""),  # half-width is hard to read
        status=stands,
        kind=_kind(line, stands),
        said=words(f"today.status.{stands.value}"),
        more=_more(line, stands, words),
        method=words.find(f"today.method.{method}") if method else "",
        needs=said(words, _worded(line), "title") if line.needs and not provisional else "",
    )


def _kind(line: Line, stands: Status) -> str:
    """Return green only for what is finished: a bad insurance wants an eye until it had one."""
    if stands is Status.PROVISIONAL and line.settled_at is not None:
        return "done" if line.validity in _GOOD or line.handled_by is not None else "need"
    looked_after = line.way is not None or line.handled_by is not None
    if stands is Status.DONE and line.validity not in _GOOD and not looked_after:
        return "need"
    return stands.kind


def _more(line: Line, stands: Status, words: Words) -> str:
    match stands:
        case Status.WAITING if line.kiosk:
            name = words.find(f"today.step.{line.step}")
            return words("today.at_step", step=line.step, name=name) if name else ""
        case Status.WAITING:
            return words("today.draft")
        case Status.PROVISIONAL:
            return words("today.number", number=line.number or "?") + " " + _settled(line, words)
        case Status.ENDED:
            return words.find(f"today.outcome.{line.outcome}")
        case Status.DONE if line.way is not None:
            return words("today.on_paper")
        case Status.DONE if line.validity not in _GOOD:
            return words.find(f"today.validity.{line.validity}")
        case Status.DONE:
            return words("today.bullet") if has_bullet(line.name or "") else ""


def _settled(line: Line, words: Words) -> str:
    if line.settled_at is None:
        return words("today.not_settled")
    if line.validity in _GOOD:
        return words("today.settled")
    return words.find(f"today.validity.{line.validity}")


def needs_of(day: Day, words: Words) -> list[Need]:
    """Return what is to be done: who stands at a kiosk first, then the oldest."""
    found = [_need(line, day.taken_up.get(line.id), words) for line in day.needed]
    return sorted(found, key=lambda need: (not need.under_way, need.kind != "danger", need.since))


def _need(line: Line, taken: TakenUp | None, words: Words) -> Need:
    code, under_way = line.needs or "", line.ended_at is None
    fitting = _worded(line)
    checkable = may_be_checked(line.token, line.verified_by, line.shape)
    since = line.needs_since or line.began_at
    return Need(
        id=line.id,
        ring=ring_of(line.id, code, since),
        kind="danger" if code in DANGERS else "need",
        kiosk=line.kiosk or "",
        name=line.name or "",
        since=since,
        under_way=under_way,
        code=code,
        title=said(words, fitting, "title"),
        what=said(words, fitting, "what"),
        do=said(words, fitting, "do"),
        action=action_for(code, under_way=under_way, checkable=checkable),
        also=also_for(code, under_way=under_way, checkable=checkable),
        number=line.number,
        taken=_taken(taken, words) if taken and under_way else "",
        reads=_reads(line.language),
    )


def _reads(language: str) -> str:
    """Name a language that staff may not expect; by its tag where this version has none such."""
    if language == Language.JAPANESE:
        return ""
    return Language(language).own_name if language in set(Language) else language


def _worded(line: Line) -> str:
    settled = line.validity if line.settled_at is not None else None
    return worded(line.needs or "", under_way=line.ended_at is None, settled=settled)


def _taken(taken: TakenUp, words: Words) -> str:
    coming = taken.what is What.HELP_COMING
    return words("today.coming_already" if coming else "today.checking_already", name=taken.by)
