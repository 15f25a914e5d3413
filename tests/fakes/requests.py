"""A receipt computer's folder req in memory."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.ports.records import KeptRequest
from kiosk.ports.requests import Arrival
from tests.fakes.script import Script


class FakeRequestFolder:
    """Implements `ports.requests.RequestFolder`; what is written is whole. `share` may fail."""

    def __init__(self) -> None:
        self.share = Script[None](None)
        self.removing = Script[None](None)
        self.taken: list[str] = []
        self._files: list[Arrival] = []
        self._held: dict[str, Arrival] = {}
        self._written = 0

    @property
    def empty(self) -> bool:
        """Whether nothing lies in the folder, under whatever name."""
        return not self._files and not self._held

    def write(self, request: KeptRequest) -> None:
        """The receipt computer writes a file; an earlier one of its name is overwritten."""
        self._written += 1
        self._files = [one for one in self._files if one.name != request.name]
        self._files.append(Arrival(request.name, request.content, f"{self._written:016x}"))

    def take(self) -> Sequence[Arrival]:
        self.share.next()
        found = [replace(one, left_over=True) for one in self._held.values()]
        for arrival in [one for one in self._files if one.name not in self._held]:
            self._files.remove(arrival)
            self._held[arrival.name] = arrival
            self.taken.append(arrival.name)
            found.append(arrival)
        return found

    def settling(self) -> bool:
        return False

    def remove(self, arrival: Arrival) -> None:
        self.removing.next()
        self._held.pop(arrival.name, None)
