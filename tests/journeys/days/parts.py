"""A card that signs for whom it is told, the day's clock, and a client that tells of its faults."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from drivers.qualification.client import HttpsQualificationService
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents
from kiosk.domain.holder import HolderProof
from kiosk.domain.optional_questions import OptionalAnswers
from kiosk.domain.token import CardKey
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import Recorded
from kiosk.services.clock import SystemClock
from tests.fakes import people
from tests.fakes.card import FakeCard
from tests.simulators.qualification.cards import Authority, Chip


class SigningCard(FakeCard):
    """A card of whoever was last laid there; signs as the chip of that person would."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: Callable[[], None] | None = None  # once, while it signs
        self.challenges: list[bytes] = []
        self._chip: Chip | None = None

    def lay(self, serial: int) -> None:
        """Lay somebody's card there."""
        self._chip = Chip(Authority().issue(serial))
        self.reads.now(replace(people.CARD, card_key=CardKey(serial.to_bytes(32, "big"))))

    def sign(self, challenge: bytes, verified_by: VerifiedBy) -> HolderProof:
        assert self._chip is not None
        self.challenges.append(challenge)
        self.signed_after.append(verified_by)
        call, self.meanwhile = self.meanwhile, None
        if call is not None:
            call()
        return self._chip.proof(challenge)


class DayClock(SystemClock):
    """The machine's clock, put forward when the test says so: a day need not take a day."""

    def __init__(self) -> None:
        self.forward = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.forward

    def monotonic(self) -> float:
        return super().monotonic() + self.forward.total_seconds()


class TellingService(HttpsQualificationService):
    """The kiosk's own client; `at_fault` is called once, when a call has failed."""

    at_fault: Callable[[], None] | None = None

    def request_challenge(self) -> bytes:
        with self._telling():
            return super().request_challenge()

    def record_answers(
        self, receipt: str, consents: Consents, options: OptionalAnswers
    ) -> Recorded:
        with self._telling():
            return super().record_answers(receipt, consents, options)

    @contextmanager
    def _telling(self) -> Generator[None]:
        try:
            yield
        except DeviceFault:
            call, self.at_fault = self.at_fault, None
            if call is not None:
                call()
            raise
