"""What each road moves over the wire: APDUs, bytes, and the time foretold by radio.

Counted from the chip's side, through the real pcscd and vpcd, beside OpenSC's dialogues for the
same certificate and signature. Also by itself: `python -m tests.bench.wire`.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from drivers.mynacard.card import MyNumberCard
from drivers.mynacard.card_face import authority_from_file
from drivers.mynacard.terminal import terminal_from_files
from drivers.pcsc.reader import ReaderConnection, first_reader_with_card
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.check_number import CheckNumberB
from kiosk.domain.pin import Pin
from simulators.card.air import SIGNATURE_SECONDS, AirInterface, is_signature
from simulators.card.authority import CARD_FACE_CA, TERMINAL_CERTIFICATE, TERMINAL_KEY
from simulators.card.issue import authority_of, issue_card
from simulators.card.vpcd import VirtualSlot
from simulators.personas.cast import Persona, load_cast
from tests.bench import opensc
from tests.bench.must_move import Share, face_road, framing, pin_road
from tests.reader import eventually, private_reader

PERSON = "hanako"
NOTICED = 10.0  # seconds
CHALLENGE = bytes(32)
SPEEDS = (106, 424)  # kbit/s
GOAL = 5.0  # per cent over what must be moved


@dataclass
class Dialogue:
    """Every exchange of one dialogue, as the chip saw it. Implements `vpcd.Watch`."""

    pairs: list[tuple[bytes, bytes]] = field(default_factory=list[tuple[bytes, bytes]])

    def event(self, what: str) -> None:
        """Power is no exchange."""

    def exchange(self, command: bytes, answer: bytes | None) -> None:
        """Note one exchange."""
        self.pairs.append((command, answer or b""))

    @property
    def sent(self) -> int:
        """Bytes to the card."""
        return sum(len(command) for command, _ in self.pairs)

    @property
    def received(self) -> int:
        """Bytes from the card."""
        return sum(len(answer) for _, answer in self.pairs)

    @property
    def moved(self) -> int:
        """Bytes both ways."""
        return self.sent + self.received

    @property
    def signatures(self) -> int:
        """Private-key operations of the chip."""
        return sum(is_signature(command, answer) for command, answer in self.pairs)

    def seconds(self, kbit: int) -> float:
        """Seconds foretold by radio, the chip's guessed work included."""
        air = AirInterface(kbit)
        return sum(air.seconds(command, answer) for command, answer in self.pairs)

    def radio_seconds(self, kbit: int) -> float:
        """Seconds of the radio alone."""
        air = AirInterface(kbit)
        return sum(air.radio_seconds(len(command), len(answer)) for command, answer in self.pairs)


class Counter:
    """A reader with one card in it, whose dialogues are noted."""

    def __init__(self, address: Path, state: Path) -> None:
        self.persona: Persona = load_cast()[PERSON]
        self._state = state
        self._heard = Dialogue()
        self._slot = VirtualSlot(address, watch=self)

    def event(self, what: str) -> None:
        """Pass on to the dialogue under way."""
        self._heard.event(what)

    def exchange(self, command: bytes, answer: bytes | None) -> None:
        """Pass on to the dialogue under way."""
        self._heard.exchange(command, answer)

    @contextmanager
    def card(self) -> Generator[None]:
        """Let the card lie in the reader."""
        self._slot.insert(issue_card(self.persona, self._state))
        eventually(lambda: first_reader_with_card() is not None, "the card is noticed", NOTICED)
        yield
        self._slot.remove()

    def dialogue(self, act: Callable[[], None]) -> Dialogue:
        """Return what passed while somebody acted."""
        self._heard = heard = Dialogue()
        act()
        time.sleep(0.1)  # a client may still be taking the power away
        self._heard = Dialogue()
        return heard

    def driver(self) -> MyNumberCard:
        """Make the kiosk's driver as the kiosk makes it."""
        folder = authority_of(self._state).folder
        terminal = terminal_from_files(folder / TERMINAL_CERTIFICATE, folder / TERMINAL_KEY)
        authority = authority_from_file(folder / CARD_FACE_CA)
        return MyNumberCard(
            lambda: ReaderConnection.open(first_reader_with_card() or ""), terminal, authority
        )

    def by_pin(self) -> None:
        """Walk the PIN road."""
        card = self.driver()
        card.read()
        card.verify_pin(Pin(self.persona.pins.auth or ""))
        card.sign(CHALLENGE, VerifiedBy.PIN)
        card.release()

    def by_face(self) -> None:
        """Walk the face road."""
        card = self.driver()
        card.read()
        card.read_portrait(CheckNumberB(self.persona.check_number_b))
        card.sign(CHALLENGE, VerifiedBy.FACE)
        card.release()


def report() -> None:
    """Measure and print; the figures are counts, so one run is enough."""
    with (
        tempfile.TemporaryDirectory(prefix="uketsuke-wire-") as state,
        private_reader() as reader,
    ):
        counter = Counter(reader.slot_address(), Path(state))
        with counter.card():
            pin, face = counter.dialogue(counter.by_pin), counter.dialogue(counter.by_face)
            others = {
                name: counter.dialogue(lambda command=command: opensc.run(reader, command))
                for name, command in opensc.COMMANDS.items()
            }
        _road("PIN road", pin, pin_road(pin.pairs))
        _road("face road", face, face_road(face.pairs))
        print()
        for name, heard in {"PIN road": pin, "face road": face, **others}.items():
            _line(name, heard)
        both = Dialogue([pair for heard in others.values() for pair in heard.pairs])
        _line("OpenSC, both together", both)
        for name, heard in (("read and sign in one run", others[opensc.SIGN]), ("both", both)):
            print(
                f"OpenSC, {name}: {len(heard.pairs) / len(pin.pairs):.1f} times the PIN road's "
                f"APDUs, {heard.moved / pin.moved:.1f} times its bytes"
            )


def _line(name: str, heard: Dialogue) -> None:
    times = "  ".join(
        f"{kbit} kbit/s {heard.seconds(kbit):5.2f} s (radio {heard.radio_seconds(kbit):4.2f})"
        for kbit in SPEEDS
    )
    print(
        f"{name:34} {len(heard.pairs):4} APDUs {heard.sent:6} sent {heard.received:6} received"
        f" {heard.signatures} signatures of {SIGNATURE_SECONDS} s  {times}"
    )


def _road(name: str, heard: Dialogue, shares: list[Share]) -> None:
    must = sum(share.count for share in shares)
    over = 100 * (heard.moved - must) / must
    verdict = "reached" if over <= GOAL else "missed"
    print(f"\n{name}: {heard.moved} bytes moved in {len(heard.pairs)} APDUs, {must} must be moved,")
    print(f"{over:.1f} % over; the goal of {GOAL:.0f} % is {verdict}")
    for share in shares:
        print(f"  {share.count:6}  {share.what}")
    over_it = f"{framing(heard.pairs)} of them headers, lengths and status words"
    print(f"  {heard.moved - must:6}  over it, {over_it}")


def main() -> int:
    """Measure the wire alone."""
    os.environ["UKETSUKE_PROFILE"] = "test"
    report()
    return 0


if __name__ == "__main__":
    sys.exit(main())
