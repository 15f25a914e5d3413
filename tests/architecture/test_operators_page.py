"""The operators' page explains every word and code that a kiosk writes, and no other."""

import re
from pathlib import Path

from kiosk.console.audit_words import AUDIT_WORDS
from kiosk.ports.requests import RequestFault
from kiosk.services.audit import CATALOGUE

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ("kiosk", "drivers")
    for path in sorted((ROOT / folder).rglob("*.py"))
)
WRITTEN = (
    r"Device\.[A-Z_]+,\s+\"(\w+)\"",
    r"(?:errno\.|SQLITE_)\w+: \"(\w+)\"",
    r"_fault\(\"(\w+)\"\)",
    r"(?:ChildLost|ModelRefused)Error\(\"(\w+)\"",
    r"(?:CAMERA|\n_)LOST = \"(\w+)\"",
)


def table(heading: str) -> str:
    """Return the rows under a heading."""
    return PAGE.split(heading, 1)[1].split("\n\n", 1)[0]


def explained_codes() -> set[str]:
    of_devices = re.findall(r"`(\w+)`", re.sub(r"(?m)\|[^|]*\|$", "|", table("| Device | Code |")))
    of_folders = re.findall(r"(?m)^\| (\w+)(?: / (\w+))? \|", table("| Code | 意味 | すること |"))
    return {*of_devices, *(code for row in of_folders for code in row if code)}


def test_every_error_code_of_a_request_is_explained_and_no_other() -> None:
    assert set(re.findall(r"UKE-\d+", PAGE)) == {fault.value for fault in RequestFault}


def test_every_word_of_the_audit_log_is_explained_and_no_other() -> None:
    assert set(re.findall(r"`(\w+)`", table("| Word | 意味 |"))) == {*CATALOGUE, *AUDIT_WORDS}


def test_every_code_of_a_fault_is_explained_and_no_other() -> None:
    written = {code for pattern in WRITTEN for code in re.findall(pattern, SOURCE)}
    assert len(written) > 30
    assert written <= explained_codes()
    assert {code for code in explained_codes() if f'"{code}"' not in SOURCE} == set()
