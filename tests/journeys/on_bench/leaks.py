"""Finds what is personal where it does not belong: in logs, in the database, beside it."""

import dataclasses
import logging
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from kiosk.demo.development import STAFF_PASSCODE
from simulators.personas.cast import Persona

_CHANCE = re.compile(
    rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|pytest-[0-9]+"
    rb"|[0-9]{2}:[0-9]{2}:[0-9]{2},[0-9]{3}|127\.0\.0\.1:[0-9]+"
    rb"|process \[[0-9]+\](?: \([0-9]+,\))?"
    rb"|\"(?:[1-5]|machine)\": [0-9]+"
)
"""UUIDs, the test run's folders, times, ports, process ids and the milliseconds that a visit spent
in its steps: digits in them are nobody's."""
_WORD = re.compile(rb"[0-9A-Za-z]+")
_ENCODINGS = ("utf-8", "cp932", "utf-16-le")
OF_PEOPLE = """
DELETE FROM reception_details;
UPDATE desk_receptions SET form = NULL;
UPDATE queries SET request = NULL, answer = NULL;
"""
"""What takes away all that the records may hold of people; their time is `[records]`'s."""
PRIVATE_FIELDS = (
    "name", "name_kana", "address", "birthdate", "insured_identification_number",
)  # fmt: skip
"""Of a qualification; insurers and symbols are shared by many people."""

TYPED_WRONG = ("9990", "9991", "9992", "9993", "9994")
"""What the journeys type instead of a PIN or passcode: just as secret."""


def marks(cast: Mapping[str, Persona]) -> frozenset[str]:
    """Return every text that tells who somebody is or opens a card."""
    found = {STAFF_PASSCODE, *TYPED_WRONG}
    for one in cast.values():
        found |= {one.name, *one.name.split("　"), one.kana, *one.kana.split("　"), one.address}
        found |= {one.individual_number, one.check_number_b, one.printed_front().birth_date}
        found |= {pin for pin in dataclasses.astuple(one.pins) if pin}
        found |= {one.qualification[name] for name in PRIVATE_FIELDS if name in one.qualification}
    return frozenset(mark for mark in found if len(mark) > 1)


def found_in(content: bytes, looked_for: Iterable[str]) -> list[str]:
    """Return the marks in a text or file. Digits count where they stand for themselves."""
    content = _CHANCE.sub(b"", content)
    words = set(_WORD.findall(content))
    return sorted({mark for mark in looked_for if _stands_in(content, words, mark)})


def _stands_in(content: bytes, words: set[bytes], mark: str) -> bool:
    if mark.isascii() and mark.isalnum():
        return mark.encode() in words
    return any(mark.encode(encoding) in content for encoding in _ENCODINGS)


def logged(records: Iterable[logging.LogRecord]) -> bytes:
    """Return all that was logged: messages, their arguments, exceptions."""
    form = logging.Formatter("%(name)s %(message)s %(args)s")
    return "\n".join(form.format(record) for record in records).encode()


def leaks_in_files(folders: Iterable[Path], looked_for: frozenset[str]) -> dict[str, list[str]]:
    """Search every file but the result files, which are meant to hold what they hold.

    In a database, where staff look patients up for a time, what may stand there is erased first, in
    a copy: nothing may be left in any byte of it.
    """
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    searched = (path for path in files if path.suffix != ".xml" and not _beside_a_database(path))
    found = {path.name: found_in(_content(path), looked_for) for path in searched}
    return {name: leaks for name, leaks in found.items() if leaks}


def _beside_a_database(path: Path) -> bool:
    return path.name.endswith((".sqlite3-wal", ".sqlite3-shm"))


def _content(path: Path) -> bytes:
    if path.suffix != ".sqlite3":
        return path.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)  # with the log, and with pages that are free
            target.execute("PRAGMA journal_mode=DELETE")
            target.execute("PRAGMA secure_delete=ON")
            target.executescript(OF_PEOPLE)
        return copy.read_bytes()


def leaks_in_value(value: object, looked_for: frozenset[str]) -> list[str]:
    """Search a state down to its last field, also those that hide in `repr`."""
    return found_in("\n".join(_texts(value, set())).encode(), looked_for)


def _texts(value: object, been: set[int]) -> Iterable[str]:
    if id(value) in been:
        return
    been.add(id(value))
    match value:
        case str():
            yield value
        case bytes() | bytearray():
            yield bytes(value).decode("latin-1")
        case int() | float() | None:
            yield str(value)
        case Mapping():
            for key, item in value.items():
                yield from _texts(key, been)
                yield from _texts(item, been)
        case list() | tuple() | set() | frozenset():
            for item in value:
                yield from _texts(item, been)
        case _:
            yield from _texts(getattr(value, "__dict__", {}), been)
            slots = (
                name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())
            )
            for name in slots:
                yield from _texts(getattr(value, name, None), been)
