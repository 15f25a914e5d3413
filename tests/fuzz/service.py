"""A national service that confirms what proves its own challenge, and nobody else."""

import hashlib
from random import Random
from typing import Final

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.consent import Consents
from kiosk.domain.fault import Device
from kiosk.domain.holder import HolderProof
from kiosk.domain.message_tree import Node
from kiosk.domain.optional_questions import OptionalAnswers
from kiosk.domain.refusal import Refused
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import Confirmed, Exchanged, NotRegistered, Recorded
from tests.drivers.mynacard.fuzz_judge import proves
from tests.fakes import people

DOWN: Final = 0.15
"""Share of questions that the line swallows."""
UNREGISTERED: Final = 0.15
"""Share of holders who have not applied for 保険証利用登録 yet."""


class StrictService:
    """What it was sent that it never should be stands in `wrongs`."""

    def __init__(self, chance: Random) -> None:
        self._count = 0
        self._challenge = b""
        self._chance = chance
        self._proven = False
        self.whims = True  # lines that are down, holders who are not registered
        self.confirmed: list[VerifiedBy] = []
        self.wrongs: list[str] = []

    def request_challenge(self) -> bytes:
        self._line()
        self._count += 1
        self._challenge = hashlib.sha256(self._count.to_bytes(4, "big")).digest()
        return self._challenge

    def confirm(
        self, proof: HolderProof, verified_by: VerifiedBy
    ) -> Confirmed | NotRegistered | Refused:
        challenge, self._challenge = self._challenge, b""
        if proof.challenge != challenge:
            self.wrongs.append("a proof of an old challenge was sent")
        if not proves(proof):
            self.wrongs.append("a proof that proves nothing was sent")
        self._line()
        self._proven = True
        self.confirmed.append(verified_by)
        if self._happens(UNREGISTERED):
            return NotRegistered(people.REGISTRATION)
        return self._confirmed()

    def register(self, registration: str) -> Confirmed | Refused:
        if not self._proven or registration != people.REGISTRATION:
            self.wrongs.append("an application of somebody who has proven nothing")
        self._line()
        return self._confirmed()

    def record_answers(
        self, receipt: str, consents: Consents, options: OptionalAnswers
    ) -> Recorded:
        if not self.confirmed:
            self.wrongs.append("consents of somebody whom nobody confirmed")
        self._line()
        return Recorded(people.recorded(*consents.given))

    def exchange(self, interface: str, message: Node) -> Exchanged:
        return Exchanged(Node("XmlMsg"))

    def close(self) -> None:
        """No connection to close."""

    def _confirmed(self) -> Confirmed:
        return Confirmed(people.RECEIPT, people.confirmation(), people.OFFER)

    def _line(self) -> None:
        if self._happens(DOWN):
            raise DeviceFault(Device.SERVICE, "unreachable")

    def _happens(self, share: float) -> bool:
        return self.whims and self._chance.random() < share
