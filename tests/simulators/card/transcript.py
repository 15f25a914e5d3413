"""Reads and plays the dialogues of transcripts/: what a client sends, what the card answers.

A line is one of

* ``# text``: for the reader alone, also behind an APDU.
* ``@persona NAME`` and ``@atr contact``: whose card, at the top of the file.
* ``@reset``, ``@unpower``, ``@leave``: the client lets the card go and takes it again, with this
  disposition. ``@unpower`` is what takes a card's field away.
* ``> bytes``: a command APDU in hexadecimal. ``{size-1020:1}`` is a number kept earlier, here less
  1020, written in so many bytes.
* ``< bytes``: the answer. ``<256 bytes>`` are 256 of any value, ``<size+4 bytes>`` as many as a
  number kept earlier says, ``<2 bytes: size>`` keeps them, ``<=cert>`` are the bytes kept before.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

PLACE: Final = re.compile(r"<=(?P<same>\w+)>|<(?P<count>[^ >]+) bytes(?:: (?P<name>\w+))?>")
NUMBER: Final = re.compile(r"\{(?P<sum>[^:}]+):(?P<width>\d)\}")
SUM: Final = re.compile(r"(?P<base>\w+)(?P<more>[+-]\d+)?")
CONTROLS: Final = frozenset({"reset", "unpower", "leave"})


class TranscriptError(Exception):
    """The dialogue went another way than its transcript, or the transcript is no transcript."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that does something."""

    number: int
    kind: str  # one of > < @
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """A dialogue with the card it is held with."""

    name: str
    persona: str
    contact: bool
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Player:
    """Plays lines on a wire; `transmit` takes a command APDU, `control` a disposition."""

    transmit: Callable[[bytes], bytes]
    control: Callable[[str], None]
    kept: dict[str, bytes] = field(default_factory=dict[str, bytes])

    def play(self, transcript: Transcript) -> None:
        """Send every command and compare every answer; raises TranscriptError at the first."""
        answer = b""
        for line in transcript.lines:
            where = f"{transcript.name}:{line.number}: {line.text}"
            if line.kind == "@":
                self.control(line.text)
            elif line.kind == ">":
                answer = self.transmit(command(line.text, self.kept))
            else:
                self._compare(answer, line.text, where)

    def _compare(self, answer: bytes, expected: str, where: str) -> None:
        left, at = answer, 0
        for place in [*PLACE.finditer(expected), None]:
            literal = bytes.fromhex(expected[at : place.start() if place else None])
            if left[: len(literal)] != literal:
                raise TranscriptError(f"{where}\nbut the card says {shown(answer)}")
            left = left[len(literal) :]
            if place is not None:
                left = self._place(left, place, where)
                at = place.end()
        if left:
            raise TranscriptError(f"{where}\nbut the card says {shown(answer)}")

    def _place(self, left: bytes, place: re.Match[str], where: str) -> bytes:
        """Take the bytes of one placeholder away; returns what is left."""
        if same := place["same"]:
            wanted = self.kept[same]
            if left[: len(wanted)] != wanted:
                raise TranscriptError(f"{where}\nbut {same} was something else before")
            return left[len(wanted) :]
        count = number(place["count"], self.kept)
        if len(left) < count:
            raise TranscriptError(f"{where}\nbut there are {len(left)} bytes")
        if place["name"]:
            self.kept[place["name"]] = left[:count]
        return left[count:]


def read_transcript(path: Path) -> Transcript:
    """Take a file apart; raises TranscriptError for a line that is none of the kinds."""
    persona, contact, lines = "", False, list[Line]()
    for count, raw in enumerate(path.read_text("utf-8").splitlines(), 1):
        text = raw.partition("#")[0].strip()
        match text.split():
            case []:
                pass
            case ["@persona", persona]:
                pass
            case ["@atr", "contact"]:
                contact = True
            case [word] if word[:1] == "@" and word[1:] in CONTROLS:
                lines.append(Line(count, "@", word[1:]))
            case [">" | "<" as kind, *_]:
                lines.append(Line(count, kind, text[1:].strip()))
            case _:
                raise TranscriptError(f"{path.name}:{count}: {raw}")
    if not persona or not any(line.kind == "<" for line in lines):
        raise TranscriptError(f"{path.name}: no persona, or nothing expected")
    return Transcript(path.stem, persona, contact, tuple(lines))


def command(text: str, kept: Mapping[str, bytes]) -> bytes:
    """Bytes of a command line, its numbers filled in."""

    def filled(place: re.Match[str]) -> str:
        return number(place["sum"], kept).to_bytes(int(place["width"])).hex()

    return bytes.fromhex(NUMBER.sub(filled, text))


def number(text: str, kept: Mapping[str, bytes]) -> int:
    """`256`, or a number kept earlier with something added or taken away: `size-1020`."""
    parts = SUM.fullmatch(text)
    if parts is None:
        raise TranscriptError(f"no number: {text}")
    name = parts["base"]
    base = int(name) if name.isdecimal() else int.from_bytes(kept[name])
    return base + int(parts["more"] or 0)


def shown(answer: bytes) -> str:
    """An answer for an error: short ones whole, of long ones the end."""
    return (
        answer.hex(" ") if len(answer) <= 64 else f"<{len(answer) - 2} bytes> {answer[-2:].hex()}"
    )
