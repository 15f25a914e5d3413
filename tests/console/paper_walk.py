"""Walks the guided path as a browser would: one question a page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tests.console.asgi import Answer, Client

PERSON = {"name": "見本 花子", "kana": "ミホン ハナコ", "birthdate": "昭和55年4月1日"}
NUMBERS = {"insurer_number": "06130488", "symbol": "12", "number": "345", "branch": "01"}
CERTIFICATE = {**PERSON, **NUMBERS, "valid_until": "R9.7.31", "share": "030"}
STATED = {
    **PERSON,
    "address": "見本市1-1",
    "telephone": "0310000000",
    "insurance_kind": "unknown",
}


@dataclass
class Walk:
    """One patient's way through the pages."""

    client: Client
    path: str = "/paper/new"

    def begin(self, situation: str, visit: str = "") -> None:
        """Say what happened."""
        answer = self.client.post("/paper/new", {"situation": situation, "visit": visit})
        assert answer.status == 303, answer.text
        self.path = answer.location.rpartition("/")[0]

    def answer(self, step: str, values: Mapping[str, str]) -> Answer:
        """Send a step's form as its page stands now."""
        page = self.client.get(f"{self.path}/{step}")
        version = re.search(r'name="version" value="(\d+)"', page.text)
        assert version, page.text
        return self.client.post(f"{self.path}/{step}", {"version": version[1], **values})

    def bring(self, visits: str, *evidence: str) -> Answer:
        """Say who it is and what is at hand; where the pages then lead."""
        self.answer("visits", {"visits": visits})
        return self.answer("brought", {f"has.{one}": "yes" for one in evidence})

    def confirm(self, values: Mapping[str, str]) -> Answer:
        """Choose the best way where there is a choice, write, record; the last page."""
        if "/way" in (where := self.client.get(self.path).location):
            page = self.client.get(where).text
            best = re.search(r'name="way" value="(\w+)" checked', page)
            assert best, page
            self.answer("way", {"way": best[1]})
        written = self.answer("details", values)
        assert written.location.endswith("/summary"), self.client.get(written.location).text
        recorded = self.answer("summary", {"signed": "yes"})
        assert recorded.location.endswith("/done"), recorded.text
        return self.client.get(recorded.location)

    def claim(self) -> dict[str, str]:
        """Return the lines of the claim note."""
        page = self.client.get(f"{self.path}/done").text
        note = re.search(r'<pre id="claim">(.*?)</pre>', page, re.DOTALL)
        assert note, page
        lines = (line.partition("\t") for line in note[1].splitlines() if line)
        return {label: value for label, _, value in lines}
