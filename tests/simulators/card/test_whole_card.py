"""What no sequence of commands gets from a whole card: a file without its right, a try too many."""

import shutil
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from simulators.card.chip import Chip
from simulators.card.files import Ap
from simulators.card.issue import authority_of
from simulators.card.jpki_ap import jpki_ap
from simulators.card.juki_ap import juki_ap
from simulators.card.keys import KeyFolder, locked
from simulators.card.photo import Photo
from simulators.card.pin_rules import first_tries
from simulators.card.pins import PinStore
from simulators.card.text_ap import text_ap
from simulators.card.visual_ap import visual_ap
from simulators.personas.cast import load_cast
from tests.simulators.card.dialogue import send

JPKI, VISUAL = "D392F000260100000001", "D3921000310001010402"
TEXT, JUKI = "D3921000310001010408", "D3921000310001010401"

# Written from the published tables, not from the code: who opens which file, and who holds what.
FILES: dict[str, dict[int, set[int]]] = {
    JPKI: {0x01: {0x1B}, 0x09: {0xFF}},
    VISUAL: {0x01: {0x11}, 0x02: {0x12, 0x13}, 0x05: {0x13}, 0x06: {0x12, 0x13}},
    TEXT: {
        0x01: {0x11, 0x14},
        0x02: {0x11, 0x15},
        0x03: {0x11, 0x14, 0x15},
        0x06: {0x11, 0x14, 0x15},
        0x07: {0x11, 0x14, 0x15},
    },
    JUKI: {},
}
KEYS: dict[str, dict[int, set[int]]] = {
    JPKI: {0x17: {0x18}, 0x1A: {0x1B}},
    VISUAL: {0x1A: set()},
    TEXT: {0x13: set()},
    JUKI: {},
}
PINS: dict[str, dict[int, tuple[str, str, int]]] = {
    JPKI: {0x18: ("auth", "1234", 3), 0x1B: ("signing", "ABC123", 5)},
    VISUAL: {
        0x11: ("visual_birth", "550217", 10),
        0x12: ("visual_b", "55021720352285", 10),
        0x13: ("visual_a", "981200010002", 10),
    },
    TEXT: {
        0x11: ("text", "1234", 3),
        0x14: ("text_a", "981200010002", 10),
        0x15: ("text_b", "55021720352285", 10),
    },
    JUKI: {0x1C: ("juki", "1234", 3)},
}
CHANGES = {(JPKI, 0x18): "002401", (TEXT, 0x11): "002401", (JUKI, 0x1C): "803200"}


@cache
def applications() -> tuple[Ap, ...]:
    """Hanako's applications without her portrait, made once: keys are what takes time."""
    persona = replace(load_cast()["hanako"], has_photo=False)
    folder = Path(tempfile.mkdtemp(prefix="uk"))
    try:
        authority = authority_of(folder)
        with locked(folder / "card"):
            keys = KeyFolder(folder / "card")
            return (
                jpki_ap(persona, authority, keys),
                visual_ap(persona, authority.visual, keys, Photo(b"")),
                text_ap(persona, authority.text, keys),
                juki_ap(persona, authority.card_lower),
            )
    finally:
        shutil.rmtree(folder)


junk = st.builds(
    lambda head, rest: bytes.fromhex(head) + rest,
    st.sampled_from(["00B0", "00B2", "00CA", "0084", "0082", "0088", "802A", "80A2", "80AE"])
    | st.sampled_from(["08A4", "08B0", "0820", "80FC", "0120"]),
    st.binary(max_size=40),
)


class WholeCard(RuleBasedStateMachine):
    """A model beside the chip: the AP that is current, what was won in which AP, tries, values."""

    @initialize()
    def new_card(self) -> None:
        self.pins = PinStore(first_tries(load_cast()["hanako"]))
        self.chip = Chip(applications(), self.pins)
        self.tries = {name: most for keys in PINS.values() for name, _, most in keys.values()}
        self.values = {name: value for keys in PINS.values() for name, value, _ in keys.values()}
        self.current: str | None = None
        self.owner: str | None = None
        self.won: set[int] = set()

    @rule(ap=st.sampled_from(sorted(PINS)), length=st.sampled_from([8, 9, 10]))
    def select(self, ap: str, length: int) -> None:
        only = sum(other.startswith(ap[: 2 * length]) for other in PINS) == 1
        word = send(self.chip, f"00A4040C{length:02X}{ap[: 2 * length]}")[1]
        assert word == ("9000" if only else "6A82")
        if only:
            if ap != self.owner:
                self.owner, self.won = ap, set()
            self.current = ap

    @precondition(lambda self: self.current is not None)
    @rule(
        data=st.data(),
        attempts=st.lists(st.sampled_from([None, "0000", "9" * 14]), min_size=1, max_size=12),
        by_short_id=st.booleans(),
    )
    def verify(self, data: st.DataObject, attempts: list[str | None], *, by_short_id: bool) -> None:
        """Try one key several times; None stands for its right value."""
        assert self.current is not None
        identifier = data.draw(st.sampled_from(sorted(PINS[self.current])))
        name, _, most = PINS[self.current][identifier]
        if not by_short_id:
            assert send(self.chip, f"00A4020C02{identifier:04X}")[1] == "9000"
        reference = 0x80 | identifier if by_short_id else 0x80
        for attempt in attempts:
            value = self.values[name] if attempt is None else attempt
            body = f"{len(value):02X}{value.encode().hex()}"
            word = send(self.chip, f"002000{reference:02X}{body}")[1]
            assert word == self.judged(identifier, name, most, right=value == self.values[name])
            self.tries_and_values_are_what_they_should_be()

    def judged(self, identifier: int, name: str, most: int, *, right: bool) -> str:
        """What the card has to answer; the model is moved along."""
        if self.tries[name] == 0:
            return "6984"
        if right:
            self.tries[name] = most
            self.won |= {identifier}
            return "9000"
        self.tries[name] -= 1
        self.won -= {identifier}
        return f"63C{self.tries[name]:X}"

    @precondition(lambda self: self.current in {JPKI, TEXT, JUKI})
    @rule(new=st.sampled_from(["5555", "0000", "55555", "5A5A"]), data=st.data())
    def change(self, new: str, data: st.DataObject) -> None:
        assert self.current is not None
        (identifier,) = (key for ap, key in CHANGES if ap == self.current)
        head = data.draw(st.sampled_from(sorted(set(CHANGES.values()))))
        reference = 0x80 | identifier
        word = send(self.chip, f"{head}{reference:02X}{len(new):02X}{new.encode().hex()}")[1]
        if head != CHANGES[self.current, identifier]:
            assert word == "6D00"
        elif identifier not in self.won:
            assert word == "6982"
        elif len(new) != 4 or not new.isdigit():
            assert word == "6A80"
        else:
            assert word == "9000"
            self.values[PINS[self.current][identifier][0]] = new

    @rule(apdu=junk)
    def say_anything(self, apdu: bytes) -> None:
        data = self.chip.transmit(apdu)[:-2]
        assert b"981200010002" not in data or self.won & {0x11, 0x14}

    @rule()
    def reset(self) -> None:
        self.chip.reset()
        self.current = None

    @rule()
    def lose_power(self) -> None:
        self.chip.power_off()
        self.current = self.owner = None
        self.won = set()

    @invariant()
    def a_file_opens_for_its_rights_alone(self) -> None:
        if self.current is not None:
            for identifier, openers in FILES[self.current].items():
                word = send(self.chip, f"00B0{0x80 | identifier:02X}0004")[1]
                assert word == ("9000" if openers & self.won else "6982")

    @invariant()
    def a_key_signs_for_its_right_alone(self) -> None:
        if self.current is not None:
            for identifier, openers in KEYS[self.current].items():
                word = send(self.chip, f"802A00{0x80 | identifier:02X}015A")[1]
                assert word == ("6700" if not openers or openers & self.won else "6982")

    @invariant()
    def tries_and_values_are_what_they_should_be(self) -> None:
        assert {name: self.pins.tries(name) for name in self.tries} == self.tries
        for keys in PINS.values():
            for name, issued, _ in keys.values():
                held = self.pins.secret(name, issued.encode())
                assert held == self.values[name].encode()


TestWholeCard = WholeCard.TestCase
TestWholeCard.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
