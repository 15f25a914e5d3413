"""Puts runner, workers, timers and watchers together over a set of ports; no Qt.

The window, the journeys without a window and the benchmarks all run this one assembly.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from kiosk.flow import effects as fx
from kiosk.flow.events import Event, ReaderBack, ReaderLost
from kiosk.flow.rules import Rules
from kiosk.flow.states import OutOfService, State, WaitingForCard
from kiosk.ports.board import Board
from kiosk.ports.card import Card, CardFaceCamera, Slot
from kiosk.ports.clock import Clock
from kiosk.ports.orders import OrderBook
from kiosk.ports.qualification import QualificationService
from kiosk.ports.query_book import QueryBook
from kiosk.ports.reception import ReceptionOutput
from kiosk.ports.records import AuditEntry, PasscodeHasher, Records
from kiosk.ports.requests import Requests
from kiosk.ports.retention import Keeping
from kiosk.ports.vision import Vision
from kiosk.ports.voice import Voice, VoiceEvent
from kiosk.services.audit import audit_entries, voice_entry
from kiosk.services.board import BoardKeeper
from kiosk.services.card_effects import CardEffects, SlotEvents
from kiosk.services.check_in_effects import CheckInEffects
from kiosk.services.delivery import Delivery
from kiosk.services.desk_queries import DeskQueries, Line
from kiosk.services.exchange import Around, Exchange
from kiosk.services.face_tries_effects import FaceTriesEffects
from kiosk.services.front_effects import FrontEffects
from kiosk.services.keypad import shuffle_keypad
from kiosk.services.orders import Commands, OrderTaker
from kiosk.services.passcode_effects import PasscodeEffects
from kiosk.services.qualification_effects import QualificationEffects
from kiosk.services.retention import Retention
from kiosk.services.runner import Handler, Hop, Post, Route, Runner, Watchers, guarded
from kiosk.services.timers import Timers
from kiosk.services.vision_effects import VisionEffects
from kiosk.services.visit_ids import VisitIds
from kiosk.services.workers import InlineWorker, WatchedWorker, Worker

Show = Callable[[State], None]
Handlers = dict[type[Any], Handler]


@dataclass(frozen=True)
class Ports:
    """Everything the kiosk needs of the world."""

    card: Card
    slot: Slot
    card_face: CardFaceCamera
    vision: Vision
    service: QualificationService
    records: Records
    hasher: PasscodeHasher
    output: ReceptionOutput
    clock: Clock
    institution: str  # the clinic's own MedicalInstitutionCode
    requests: Requests | None = None  # none: the receipt computer only listens
    queries: QueryBook | None = None  # none: no console asks through this kiosk
    board: Board | None = None  # none: no console looks on
    orders: OrderBook | None = None  # none: no console gives any
    keeping: Keeping = field(default_factory=Keeping)
    voice: Voice | None = None  # none: no loudspeaker


class Kiosk:
    """A kiosk without a window: `start`, `post` events, `stop`.

    `make_worker` gives one worker per device: `ThreadWorker`, or in tests one inline worker.
    `restart` ends the application so that it is started again, where somebody would do that.
    """

    def __init__(
        self,
        ports: Ports,
        rules: Rules,
        hop: Hop,
        show: Show,
        make_worker: Callable[[str], Worker],
        make_timers: Callable[[Post], Timers],
        restart: Callable[[], None] | None = None,
    ) -> None:
        self._ports = ports
        self._visits = VisitIds()
        self._workers = {
            name: make_worker(name) for name in ("card", "front", "vision", "service", "records")
        }
        # A reader that hangs is out of service, not a row of cards that cannot be read.
        self._workers["card"] = WatchedWorker(
            self._workers["card"],
            stuck=lambda: self.post(ReaderLost()),
            answers=lambda: self.post(ReaderBack()),
        )
        self._records_worker = self._workers["records"]
        self.timers = make_timers(self.post)
        self.delivery = Delivery(ports.records, self._records_worker, ports.output, ports.clock)
        self.retention = Retention(ports.records, self._records_worker, ports.clock, ports.keeping)
        second_worker = self._make_second_worker(make_worker)
        self.exchange = self._make_exchange(second_worker)
        self.desk_queries = self._make_desk_queries(second_worker)
        self._vision_effects = VisionEffects(ports.vision, self.post)
        self._slot_events = SlotEvents(self.post)
        self.runner = Runner(rules, self._routes(), hop, Watchers(show, self._note))
        self.board = self._make_board()
        self.orders = self._make_orders(hop, restart)

    @property
    def state(self) -> State:
        """Return the truth."""
        return self.runner.state

    def post(self, event: Event) -> None:
        """Put an event into the inbox, from any thread."""
        self.runner.post(event)

    def start(self) -> None:
        """Begin to watch the slot and the camera, to deliver, to answer requests and orders."""
        visual_until = self.board.start() if self.board is not None else None
        if self.orders is not None:
            self.orders.start(visual_until)
        self.watch()
        self.delivery.start()
        self.retention.start()
        if self._ports.voice is not None:
            self._ports.voice.start(self._heard)
        for asking in self._asking:
            asking.start()

    def watch(self) -> None:
        """Begin to watch the slot and the camera; files and requests stay with the caller."""
        self._ports.vision.start(self._vision_effects.report)
        self._ports.slot.start(self._slot_events.report)

    def stop(self) -> None:
        """End everything, in reverse order; a device that hangs is not waited for."""
        if self.orders is not None:
            self.orders.stop()
        self._ports.slot.stop()
        if self._ports.voice is not None:
            self._ports.voice.close()
        self.timers.stop()
        self._ports.vision.stop_matching()
        self._ports.card_face.stop_reading()
        for asking in self._asking:
            asking.ask_to_end()
        self._ports.service.close()  # from any thread: who waits for a result waits no longer
        for asking in self._asking:
            asking.stop()
        self.retention.stop()
        self.delivery.stop()
        ended = {name: worker.stop() for name, worker in self._workers.items()}
        if ended["card"]:  # else the driver is still in the reader, and would be waited for
            self._ports.card.release()
        self._ports.vision.stop()
        self._ports.card_face.close()
        if self.board is not None:
            self.board.stop()
        self._ports.records.close()

    @property
    def _asking(self) -> Iterator[Exchange | DeskQueries]:
        """What asks the service beside the patient at the kiosk."""
        return (one for one in (self.exchange, self.desk_queries) if one is not None)

    def _make_second_worker(self, make_worker: Callable[[str], Worker]) -> Worker:
        """Make what asks the service beside the patient: a bulk answer takes a minute."""
        if self._ports.requests is None and self._ports.queries is None:
            return InlineWorker()  # nothing will be asked
        self._workers["exchange"] = make_worker("exchange")
        return self._workers["exchange"]

    def _make_exchange(self, worker: Worker) -> Exchange | None:
        ports = self._ports
        if ports.requests is None:
            return None
        around = Around(
            ports.records,
            self._records_worker,
            ports.service,
            worker,
            ports.clock,
            self._busy,
            self.delivery.wake,
        )
        return Exchange(ports.requests, around)

    def _make_desk_queries(self, worker: Worker) -> DeskQueries | None:
        ports = self._ports
        if ports.queries is None:
            return None
        line = Line(ports.service, worker, self._busy)
        return DeskQueries(ports.queries, line, ports.clock, ports.institution)

    def _busy(self) -> bool:
        return not isinstance(self.state, WaitingForCard | OutOfService)

    def _make_board(self) -> BoardKeeper | None:
        if self._ports.board is None:
            return None
        return BoardKeeper(self._ports.board, self._visits, self._ports.clock, self.state)

    def _make_orders(self, hop: Hop, restart: Callable[[], None] | None) -> OrderTaker | None:
        if self._ports.orders is None:
            return None
        commands = Commands(self.runner, hop, self._visual, restart)
        return OrderTaker(self._ports.orders, self._visits, self._ports.clock, commands)

    def _visual(self, until: datetime | None) -> None:
        if self.board is not None:
            self.board.writer.visual(until)

    def _routes(self) -> dict[type[Any], Route]:
        front = FrontEffects(self._ports.card_face, self._ports.clock)
        inline = InlineWorker()
        by_worker: dict[str, Handlers] = {
            "card": self._of_the_card(),
            "front": {fx.ReadFront: front.read},
            "vision": {
                fx.MatchFace: self._vision_effects.match,
                fx.ShowPortrait: self._vision_effects.show,
            },
            "service": self._of_the_service(),
            "records": self._of_the_records(),
        }
        routes = {
            effect: Route(self._workers[name], handler)
            for name, handlers in by_worker.items()
            for effect, handler in handlers.items()
        }
        routes[fx.StopMatching] = Route(inline, self._vision_effects.stop_matching)
        routes[fx.HidePortrait] = Route(inline, self._vision_effects.hide)
        routes[fx.StopReadingFront] = Route(inline, front.stop)
        routes[fx.ShuffleKeypad] = Route(inline, shuffle_keypad)
        routes[fx.StartTimer] = Route(inline, self.timers.start)
        routes[fx.CancelTimer] = Route(inline, self.timers.cancel)
        return routes

    def _of_the_card(self) -> Handlers:
        card = CardEffects(self._ports.card, self._ports.clock)
        return {
            fx.ReadCard: card.read,
            fx.VerifyPin: card.verify_pin,
            fx.ReadPortrait: card.read_portrait,
            fx.SignChallenge: card.sign,
            fx.ReleaseCard: card.release,
        }

    def _of_the_service(self) -> Handlers:
        service = QualificationEffects(self._ports.service)
        return {
            fx.RequestChallenge: service.request_challenge,
            fx.ConfirmQualification: service.confirm,
            fx.Register: service.register,
            fx.SendConsents: service.send_consents,
        }

    def _of_the_records(self) -> Handlers:
        ports = self._ports
        passcodes = PasscodeEffects(ports.records, ports.hasher, ports.clock)
        tries = FaceTriesEffects(ports.records, ports.clock)
        keeper = CheckInEffects(
            ports.records,
            ports.output,
            ports.clock,
            self.delivery.wake,
            ports.institution,
            self._visits,
        )
        return {
            fx.LookUpStaffDoor: passcodes.look_up,
            fx.LookUpFaceTries: tries.look_up,
            fx.ChargeFaceTry: tries.charge,
            fx.WaitForCharge: tries.wait,
            fx.GiveBackFaceTry: tries.give_back,
            fx.CheckPasscode: passcodes.check,
            fx.KeepCheckIn: keeper.keep,
            fx.KeepForm: keeper.keep_form,
            fx.KeepProvisional: keeper.keep_provisional,
        }

    def _note(self, old: State, event: Event, new: State) -> None:
        if self.board is not None:
            self.board.note(old, event, new)
        at = self._ports.clock.now()
        for entry in audit_entries(old, event, new):
            self._keep_entry(entry, at)

    def _heard(self, event: VoiceEvent) -> None:
        self._keep_entry(voice_entry(event), self._ports.clock.now())

    def _keep_entry(self, entry: AuditEntry, at: datetime) -> None:
        self._records_worker.submit(guarded(partial(self._ports.records.keep_audit, entry, at)))
