"""Somebody at the console who asks, and the kiosk whose line carries it."""

import re
from dataclasses import dataclass, field

from kiosk.domain.message_tree import Node
from kiosk.ports.desk.desk import Desk
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import Exchanged
from kiosk.services.desk_queries import DeskQueries
from tests.console.asgi import Answer, Client
from tests.fakes.service import FakeService

NUMBERS = {
    "insurer": "０１１３-0012",
    "symbol": "見本ー７",
    "number": "0045",
    "branch": "1",
    "birthdate": "S55.2.17",
    "right": "certificate",
}


@dataclass
class KioskLine:
    """The kiosk whose line carries it; the test says when, and what the service tells."""

    queries: DeskQueries
    desk: Desk
    service: FakeService = field(default_factory=FakeService)

    def tells(self, *messages: Node | DeviceFault) -> None:
        self.service.exchanges.now(
            *(one if isinstance(one, DeviceFault) else Exchanged(one) for one in messages)
        )
        while self.queries.turn():
            pass

    @property
    def asked(self) -> list[Node]:
        return [message for _, message in self.service.exchanged]


def ask(client: Client, path: str = "/queries/new", **changed: str) -> Answer:
    """Fill in the form of a page and send it."""
    page = client.get(path)
    assert page.status == 200, page.text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
    kept = {name: value for name, value in hidden.items() if name in {"query", "reception"}}
    return client.post(path.partition("?")[0], {**kept, **NUMBERS, **changed})


def sent(client: Client, path: str = "/queries/new", **changed: str) -> str:
    """Send a form that has nothing wrong in it; return the page of the query."""
    answered = ask(client, path, **changed)
    assert answered.status == 303, answered.text
    return answered.location


def info(message: Node) -> dict[str, str]:
    body = message.child("MessageBody")
    assert body
    return {child.name: child.text for child in body.children[0].children}
