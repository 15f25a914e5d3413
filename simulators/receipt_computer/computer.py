"""The simulated レセコン itself."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from time import sleep
from typing import Final, TypeAlias

from simulators.guard import require_simulation_allowed
from simulators.receipt_computer import requests
from simulators.receipt_computer.answers import ANSWER_FILE, Answer, documents_of, read_answer
from simulators.receipt_computer.decoding import Rejected, section, text
from simulators.receipt_computer.reception import (
    FACE_FILE,
    PROVISIONAL_FILE,
    Provisional,
    Reception,
    Sidecar,
    read_reception,
    read_sidecar,
)
from simulators.receipt_computer.requests import Request
from simulators.receipt_computer.share import Manners, Share

INSTITUTION: Final = "1319999999"
FACE, REQ, RES, TRASH = "face", "req", "res", "trash"
AGAIN: Final = "taken before"

Taken: TypeAlias = Reception | Provisional

_JAPAN: Final = timezone(timedelta(hours=9))
_SEQUENCE: Final = re.compile(r"[A-Z]{3}(?:si|mu)[a-z]{3}[0-9]{2}re[qs]_([0-9]{8})([0-9]{4})\.")


def today_in_japan() -> date:
    """Return the clinic's day, wherever this machine is."""
    return datetime.now(_JAPAN).date()


class ReceiptComputer:
    """Takes receptions from ``face``, puts requests into ``req``, reads answers in ``res``.

    All lie in `folder`; what was taken is moved to ``trash`` beside them, and `rejected` says why
    a file was not, by its name. `pause` waits that many seconds, `today` is the clinic's day. Used
    from one thread. Raises `SimulatorRefused` outside development and test.
    """

    def __init__(
        self,
        folder: Path,
        *,
        institution: str = INSTITUTION,
        manners: Manners = Manners(),  # noqa: B008 - frozen
        pause: Callable[[float], None] = sleep,
        today: Callable[[], date] = today_in_japan,
    ) -> None:
        require_simulation_allowed()
        self._folder = folder
        self._institution = institution
        self._manners = manners
        self._pause = pause
        self._today = today
        self._face = Share(folder / FACE, _is_reception, manners, pause)
        self._res = Share(folder / RES, _is_answer, manners, pause)
        self._trash = folder / TRASH
        self._results: dict[str, tuple[str, str]] = {}  # request → interface and ReceptionNumber
        self._open: dict[str, str] = {}  # request under way → the one that it goes back to
        self._last: dict[str, int] = {}  # number of the last request of the day
        self.rejected: dict[str, str] = {}
        self.on = True

    # ------------------------------------------------------------ receptions
    def take_all(self) -> list[Taken]:
        """Take every reception that is there and stays as it is for a moment, oldest first."""
        taken = self.look()
        self._pause(self._manners.settle)
        return [*taken, *self.look()]

    def look(self) -> list[Taken]:
        """Look once; take what is the same as at the last look. Nothing while switched off."""
        if not self.on:
            return []
        return [
            taken
            for name, content in self._face.look().items()
            if name not in self.rejected and (taken := self._take(name, content)) is not None
        ]

    def _take(self, name: str, content: bytes) -> Taken | None:
        try:
            if PROVISIONAL_FILE.fullmatch(name):
                taken: Taken = Provisional(name, read_sidecar(content))
            else:
                taken = read_reception(name, content)
        except Rejected as rejected:
            self.rejected[name] = str(rejected)
            return None
        if not self._face.move(name, self._trash):
            self.rejected[name] = AGAIN
            return None
        if isinstance(taken, Reception):
            return replace(taken, sidecar=self._sidecar(name))
        return taken

    def _sidecar(self, name: str) -> Sidecar | None:
        """Return what lies beside a face file, if anything does: it was there before the file."""
        beside = name.removesuffix(".xml") + ".json"
        content = self._face.read(beside)
        if content is None:
            return None
        try:
            return read_sidecar(content, file=name)
        except Rejected as rejected:
            self.rejected[beside] = str(rejected)
            return None
        finally:
            self._face.move(beside, self._trash)

    # ------------------------------------------------------------ requests
    def ask(self, request: Request, *, utf_8: bool = False) -> str:
        """Put a request; return its file's name. Raises UnicodeEncodeError, OSError."""
        name = self._next_name(request.interface)
        self._open[name] = name
        identifier = name.removesuffix(".xml").rsplit("_", 1)[-1]
        content = request.identified(self._institution, identifier).encode(utf_8=utf_8)
        half = len(content) // 2 if self._manners.careless else len(content)
        with (self._folder / REQ / name).open("xb") as file:
            file.write(content[:half])
            file.flush()
            if self._manners.careless:
                self._pause(self._manners.slow)
                file.write(content[half:])
        return name

    def answers(self) -> list[Answer]:
        """Read the answers that are there and stay as they are for a moment, oldest first.

        Bulk requests go on by themselves: the result is asked for with the ReceptionNumber, and
        again where it is being processed.
        """
        answers = self.look_for_answers()
        self._pause(self._manners.settle)
        return [*answers, *self.look_for_answers()]

    def look_for_answers(self) -> list[Answer]:
        """Look once; read what is the same as at the last look. Nothing while switched off."""
        if not self.on:
            return []
        answers = [
            answer
            for name, content in self._res.look().items()
            if name not in self.rejected and (answer := self._read(name, content)) is not None
        ]
        for answer in answers:
            if not answer.for_staff:
                self._go_on(answer)
        return answers

    def waits_for(self, request: str) -> bool:
        """Whether the answer to a request, of a bulk request its result, is still to come."""
        return request in self._open.values()

    def close(self) -> None:
        """Let go of every file."""
        self._face.close()
        self._res.close()

    def _read(self, name: str, content: bytes) -> Answer | None:
        documents = {beside: self._res.read(beside) for beside in documents_of(name)}
        found = {beside: one for beside, one in documents.items() if one is not None}
        try:
            answer = read_answer(name, content, next(iter(found.values()), None))
        except Rejected as rejected:
            self.rejected[name] = str(rejected)
            return None
        if not self._res.move(name, self._trash):
            self.rejected[name] = AGAIN
            return None
        for beside in found:
            self._res.move(beside, self._trash)
        return answer

    def _go_on(self, answer: Answer) -> None:
        first, step = self._open.pop(answer.request, answer.request), answer.interface[-2:]
        again = self._results.pop(answer.request, None) if answer.later else None
        if answer.interface[3:5] == "mu" and step == "01" and answer.segment == "1":
            header = section(answer.message, "MessageHeader")
            number = text(answer.body, "ReceptionNumber") or text(header, "ReceptionNumber")
            again = (answer.interface, number) if number else None
        if again is not None:
            name = self.ask(requests.result(*again))
            self._results[name], self._open[name] = again, first

    def _next_name(self, interface: str) -> str:
        day = f"{self._today():%Y%m%d}"
        found = max((number for on, number in self._numbers() if on == day), default=0)
        last = self._last.get(day, 0)
        self._last = {day: max(found, last) + 1}
        return f"{interface}req_{day}{self._last[day]:04}.xml"

    def _numbers(self) -> Iterator[tuple[str, int]]:
        """Yield day and number of every request and answer that is still about."""
        for folder in (REQ, RES, TRASH):
            for path in (self._folder / folder).glob("*.*"):
                if named := _SEQUENCE.match(path.name):
                    yield named[1], int(named[2])


def _is_reception(name: str) -> bool:
    return bool(FACE_FILE.fullmatch(name) or PROVISIONAL_FILE.fullmatch(name))


def _is_answer(name: str) -> bool:
    return ANSWER_FILE.fullmatch(name) is not None
