"""Answers a receipt computer's requests, each interface by its own rules."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from threading import Lock
from typing import Any

from simulators.qualification.exchange.answer import Answer, Letterhead
from simulators.qualification.exchange.bulk import Bulk
from simulators.qualification.exchange.references import INFO, References
from simulators.qualification.exchange.refusal import Reason, Refused
from simulators.qualification.exchange.request import Message, element, read_message, valid_day
from simulators.qualification.exchange.roll import Roll
from simulators.qualification.exchange.search import SEARCH, by_numbers, one_by_number
from simulators.qualification.exchange.store import ExchangeStore
from simulators.qualification.exchange.viewing import not_shown, view_checkups, view_visits
from simulators.qualification.registry import Registry


class Exchange:
    """What ``POST /exchange/{interface}`` decides. Safe from any thread.

    `processing` is how often a bulk answer is 処理中 before it is there.
    """

    def __init__(
        self,
        registry: Registry,
        store: ExchangeStore,
        institution: str,
        now: Callable[[], datetime],
        processing: int = 1,
    ) -> None:
        self._registry = registry
        self._store = store
        self._institution = institution
        self._now = now
        self._one_at_a_time = Lock()
        self._bulk = bulk = Bulk(registry, store, processing)
        self._interfaces: Mapping[str, Callable[[Message, Letterhead], Answer]] = {
            "OQSsiquc01": self._search,
            "OQSsiimm01": self._register,
            **{f"{kind}01": partial(bulk.upload, kind) for kind in bulk.kinds},
            **{f"{kind}02": partial(bulk.download, kind) for kind in bulk.kinds},
            "YZKsiquc01": lambda message, head: view_visits(message, self._roll(head), head),
            "TKKsiquc01": lambda message, head: view_checkups(message, self._roll(head), head),
        }

    @property
    def interfaces(self) -> tuple[str, ...]:
        """What may be asked."""
        return tuple(self._interfaces)

    def processing(self, askings: int) -> None:
        """Say 処理中 this often before every bulk answer, from now on."""
        self._bulk.processing = askings

    def consent_to_home_visits(self, serial: int, at: datetime | None) -> None:
        """Let somebody consent to home visits, as on the web page for them; None withdraws it."""
        self._store.consent_to_home_visits(serial, at)

    def reset(self) -> None:
        """Forget every upload and every home visit."""
        self._store.reset()

    def answer(self, interface: str, request: Mapping[str, Any]) -> Answer:
        """Answer one request; a wrong one too."""
        head = Letterhead(self._institution, "", self._now())
        try:
            message = read_message(request, self._institution)
            head = head.identified(message.file_identifier)
            with self._one_at_a_time:
                return self._decide(interface)(message, head)
        except Refused as refused:
            views = interface.startswith(("YZK", "TKK"))
            return not_shown(refused, head) if views else head.refused(refused)

    def _decide(self, interface: str) -> Callable[[Message, Letterhead], Answer]:
        if interface not in self._interfaces:
            raise Refused(Reason.INTERFACE_UNKNOWN)
        return self._interfaces[interface]

    def _search(self, message: Message, head: Letterhead) -> Answer:
        day = valid_day(message.header, "QualificationConfirmationDate")
        info = element(message.body, SEARCH)
        return head.finished(one_by_number(info, self._roll(head), day), **by_numbers(day))

    def _register(self, message: Message, head: Letterhead) -> Answer:
        references = References(self._registry, self._roll(head))
        return head.finished(references.register(element(message.body, INFO)))

    def _roll(self, head: Letterhead) -> Roll:
        return Roll(self._registry, head.now)
