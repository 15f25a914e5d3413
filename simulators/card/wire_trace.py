"""Writes the dialogue of client and card, an APDU a line, without what must not be written down.

The bodies of VERIFY and of PIN changes are left out whatever is asked for. The contents of files
that hold a person's data, and of files this project does not know, are left out unless `every_file`
is asked for: the people are invented, but traces get pasted into letters, and the habit must not.
"""

from collections.abc import Mapping
from typing import Final, TextIO

from simulators.card.apdu import Command, MalformedApdu, parse_command

APS: Final[Mapping[str, tuple[str, frozenset[int]]]] = {
    "D392F000260100000001": (
        "公的個人認証AP",
        frozenset({0x0002, 0x0005, 0x0006, 0x0008, 0x000A, 0x000B}),
    ),
    "D3921000310001010402": ("券面事項確認AP", frozenset({0x0003, 0x0004, 0x0006})),
    "D3921000310001010408": (
        "券面事項入力補助AP",
        frozenset({0x0004, 0x0005, 0x0006, 0x0007, 0x0008}),  # 0003 holds the number's digest
    ),
    "D3921000310001010401": ("住基AP", frozenset[int]()),
    "D3921000310001010100": ("共通カードAP", frozenset({0x0002})),
    "A0000001510000": ("issuer's domain", frozenset[int]()),
}
"""Name of each AP, and its files without a word about their holder."""

OBJECTS: Final = frozenset({0x0042, 0x0066, 0x00F0, 0x00F7, 0x00F8, 0x7F21, 0x5F51})
"""GET DATA objects that do not tell one card from another of its town."""

SECRET: Final = frozenset({0x20, 0x24, 0x32})  # VERIFY, CHANGE REFERENCE DATA, JICSAP's change
NAMES: Final[Mapping[int, str]] = {
    0xA4: "SELECT",
    0xB0: "READ BINARY",
    0xB2: "READ RECORD",
    0xCA: "GET DATA",
    0x20: "VERIFY",
    0x24: "CHANGE REFERENCE DATA",
    0x32: "CHANGE PIN (JICSAP)",
    0x84: "GET CHALLENGE",
    0x88: "INTERNAL AUTHENTICATE",
    0x82: "EXTERNAL AUTHENTICATE",
    0x2A: "COMPUTE DIGITAL SIGNATURE",
    0xA2: "SET PUBLIC IC KEY",
    0xAE: "SET SESSION KEY",
    0xFC: "last command?",
}


class WireTrace:
    """Writes what passes one slot to `out`; follows SELECT to know whose file is read.

    A full disk ends the trace and leaves the card in peace: `failure` then says why.
    """

    def __init__(self, out: TextIO, *, every_file: bool = False) -> None:
        self._out = out
        self._every_file = every_file
        self._aid = ""
        self._ef: int | None = None
        self.failure: str | None = None

    def event(self, what: str) -> None:
        """Write what is no APDU: power on, power off, reset; each leaves AP and file."""
        self._aid, self._ef = "", None
        self._line(f"# {what}")

    def exchange(self, command: bytes, answer: bytes | None) -> None:
        """Write one command and its answer; None when the card gave none."""
        try:
            parsed = parse_command(command)
        except MalformedApdu:
            head = 2 if command[1:2] in {bytes([ins]) for ins in SECRET} else 4
            self._line(f"> {_spaced(command[:head])} {_count(command[head:])}   # malformed")
            self._line(f"< {_spaced(answer or b'')}")
            return
        if answer is not None and answer.endswith(b"\x90\x00"):
            self._follow(parsed)
        self._line(f"> {_shown(command, parsed)}   # {self._meaning(parsed)}")
        self._line("# no answer" if answer is None else f"< {self._answer(parsed, answer)}")

    def _line(self, text: str) -> None:
        if self.failure is not None:
            return
        try:
            self._out.write(text.rstrip() + "\n")
            self._out.flush()
        except OSError as error:
            self.failure = error.strerror or str(error)

    def _follow(self, command: Command) -> None:
        match command.ins, command.p1:
            case 0xA4, 0x04:
                named = command.data.hex().upper()
                found = [aid for aid in APS if aid.startswith(named)]
                self._aid, self._ef = found[0] if len(found) == 1 else named, None
            case 0xA4, 0x02:
                self._ef = int.from_bytes(command.data)
            case 0xB0, p1 if p1 & 0x80:
                self._ef = p1 & 0x1F
            case 0xB2, _ if command.p2 >> 3:
                self._ef = command.p2 >> 3
            case _:
                pass

    def _meaning(self, command: Command) -> str:
        name = NAMES.get(command.ins, "?")
        match command.ins:
            case 0xA4 if command.p1 == 0x04:
                named = command.data.hex().upper()
                known = [ap for aid, (ap, _) in APS.items() if named and aid.startswith(named)]
                return f"{name} {known[0]}" if len(known) == 1 else name
            case 0xA4 if command.p1 == 0x02:
                return f"{name} EF {command.data.hex().upper()}"
            case 0x20 if not command.data:
                return "tries left?"
            case _:
                return name

    def _answer(self, command: Command, answer: bytes) -> str:
        data, word = answer[:-2], _spaced(answer[-2:])
        if not data:
            return word
        hidden = command.ins in {0xB0, 0xB2, 0xCA} and not self._may_be_shown(command)
        return f"{_count(data) if hidden else _spaced(data)} {word}"

    def _may_be_shown(self, command: Command) -> bool:
        if self._every_file:
            return True
        if command.ins == 0xCA:
            return (command.p1 << 8 | command.p2) in OBJECTS
        return self._ef in APS.get(self._aid, ("", frozenset[int]()))[1]


def _shown(command: bytes, parsed: Command) -> str:
    if parsed.ins not in SECRET or not parsed.data:
        return _spaced(command)
    lead = 7 if parsed.extended else 5
    return f"{_spaced(command[:lead])} {_count(parsed.data)}"


def _spaced(data: bytes) -> str:
    return data.hex(" ").upper()


def _count(data: bytes) -> str:
    return f"<{len(data)} bytes>" if data else ""
