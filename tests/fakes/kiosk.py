"""The whole kiosk on fakes, without a thread: what is posted is handled in order, at once."""

from collections import deque
from collections.abc import Callable, Mapping
from datetime import timedelta

from kiosk.domain.session import SessionId
from kiosk.flow import touches as t
from kiosk.flow.events import Event
from kiosk.flow.rules import Rules
from kiosk.flow.states import State
from kiosk.output.requests import StandardRequests
from kiosk.ports.board import VisitRecord
from kiosk.ports.card import SlotEvent
from kiosk.ports.desk.orders import Outcome, What
from kiosk.ports.records import KeptRequest
from kiosk.ports.requests import Requests
from kiosk.ports.vision import CameraEvent
from kiosk.services.assembly import Kiosk, Ports
from kiosk.services.runner import Post
from kiosk.services.timers import HeldTimers
from kiosk.services.workers import InlineWorker, Worker
from tests.fakes import people
from tests.fakes.board import FakeBoard, FakeOrderBook
from tests.fakes.card import FakeCard, FakeCardFace, FakeSlot
from tests.fakes.clock import FakeClock
from tests.fakes.output import FakeOutput
from tests.fakes.records import FakeHasher, FakeRecords
from tests.fakes.requests import FakeRequestFolder
from tests.fakes.service import FakeService
from tests.fakes.vision import FakeVision
from tests.output.request_files import INSTITUTION


class QueueingHop:
    """Handles calls one after the other; a call made while one is handled waits its turn."""

    def __init__(self) -> None:
        self._waiting: deque[Callable[[], None]] = deque()
        self._handling = False

    def __call__(self, call: Callable[[], None]) -> None:
        self._waiting.append(call)
        if self._handling:
            return
        self._handling = True
        try:
            while self._waiting:
                self._waiting.popleft()()
        finally:
            self._handling = False


class HeldWorker:
    """Takes tasks and carries none out until told: a device that is busy."""

    def __init__(self) -> None:
        self._tasks: deque[Callable[[], None]] = deque()

    def submit(self, task: Callable[[], None]) -> None:
        self._tasks.append(task)

    def carry_out(self) -> None:
        """Carry out what was taken."""
        while self._tasks:
            self._tasks.popleft()()

    def stop(self) -> bool:
        self._tasks.clear()
        return True


class FakeKiosk:
    """A kiosk and everything around it; its verbs are what people and devices do."""

    def __init__(
        self,
        rules: Rules | None = None,
        workers: dict[str, Worker] | None = None,
        records: FakeRecords | None = None,
        board: FakeBoard | None = None,
    ) -> None:
        self.card, self.slot, self.face = FakeCard(), FakeSlot(), FakeCardFace()
        self.vision, self.service = FakeVision(), FakeService()
        self.records = records or FakeRecords()
        self.hasher, self.output, self.clock = FakeHasher(), FakeOutput(), FakeClock()
        self.requests = FakeRequestFolder()
        self.board, self.order_book = board or FakeBoard(), FakeOrderBook()
        self.restarts = 0
        self.seen: list[State] = []
        self._held: list[HeldTimers] = []
        busy = workers or {}
        self.kiosk = Kiosk(
            self._ports(),
            rules or Rules(),
            QueueingHop(),
            self.seen.append,
            lambda name: busy.get(name) or InlineWorker(),
            self._hold,
            self._restart,
        )
        self.kiosk.watch()

    def _ports(self) -> Ports:
        return Ports(
            self.card,
            self.slot,
            self.face,
            self.vision,
            self.service,
            self.records,
            self.hasher,
            self.output,
            self.clock,
            people.INSTITUTION,
            Requests(self.requests, StandardRequests(INSTITUTION), poll_seconds=0.005),
            board=self.board,
            orders=self.order_book,
        )

    def _restart(self) -> None:
        self.restarts += 1

    def _hold(self, post: Post) -> HeldTimers:
        self._held.append(HeldTimers(post))
        return self._held[0]

    @property
    def state(self) -> State:
        """Where the reception is."""
        return self.kiosk.state

    @property
    def timers(self) -> HeldTimers:
        """The timers that the test holds."""
        return self._held[0]

    @property
    def session(self) -> SessionId:
        """The reception under way."""
        return self.state.visit.session

    def place_card(self) -> None:
        """A card is laid into the reader."""
        self.slot.report(SlotEvent.CARD_PLACED)

    def remove_card(self) -> None:
        """The card is taken."""
        self.slot.report(SlotEvent.CARD_REMOVED)

    def lose_reader(self) -> None:
        """The reader's cable is drawn."""
        self.slot.report(SlotEvent.READER_LOST)

    def bring_reader_back(self) -> None:
        """The reader's cable is put back."""
        self.slot.report(SlotEvent.READER_BACK)

    def lose_camera(self) -> None:
        """The camera's cable is drawn."""
        self.vision.report(CameraEvent.CAMERA_LOST)

    def bring_camera_back(self) -> None:
        """The camera's cable is put back."""
        self.vision.report(CameraEvent.CAMERA_BACK)

    def touch(self, touch: Callable[[SessionId], Event]) -> None:
        """Someone touches a button of the screen shown now."""
        self.kiosk.post(touch(self.session))

    def answer(self, touch: Callable[[SessionId, bool], Event], *, yes: bool) -> None:
        """Someone answers the question shown now."""
        self.kiosk.post(touch(self.session, yes))

    def enter(self, digits: str) -> None:
        """Someone types digits and confirms them."""
        for digit in digits:
            self.kiosk.post(t.DigitPressed(self.session, int(digit)))
        self.touch(t.DigitsConfirmed)

    def time_passes(self) -> None:
        """The running timer rings."""
        assert self.timers.running is not None, f"{type(self.state).__name__} has no time-out"
        self.timers.ring()

    def deliver(self) -> bool:
        """What waits is taken to the receipt computer; whether nothing waits any more."""
        return self.kiosk.delivery.deliver_waiting()

    def ask(self, *requests: KeptRequest) -> None:
        """The receipt computer writes requests."""
        for request in requests:
            self.requests.write(request)

    def answer_requests(self) -> None:
        """What was asked is put to the service and answered, as far as that can be done now."""
        assert self.kiosk.exchange is not None
        while self.kiosk.exchange.turn():
            pass

    @property
    def visit(self) -> VisitRecord:
        """The newest visit as staff see it."""
        assert self.kiosk.board is not None
        self.kiosk.board.writer.write()
        return self.board.visit

    def order(
        self,
        what: What | str,
        visit: str | None = None,
        details: Mapping[str, object] | None = None,
        *,
        staff: int = 3,
    ) -> Outcome | None:
        """Staff order something of the patient's visit there is now; what becomes of it."""
        number = self.order_book.give(
            what, visit, details, staff=staff, expires_at=self.clock.now() + timedelta(seconds=20)
        )
        self.look_for_orders()
        return self.order_book.outcomes.get(number)

    def look_for_orders(self) -> None:
        """The kiosk looks what staff have ordered."""
        assert self.kiosk.orders is not None
        self.kiosk.orders.turn()

    def stop(self) -> None:
        """The kiosk is switched off."""
        self.kiosk.stop()
