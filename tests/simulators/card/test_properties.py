"""What the chip never does, whatever it is sent."""

from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from simulators.card.chip import Chip
from simulators.card.files import Ap, InternalKeyEf, PinEf, RecordEf, SigningKeyEf, TransparentEf
from simulators.card.pin_rules import FOUR_DIGITS
from simulators.card.pins import PinStore
from tests.simulators.card.dialogue import send

KEY = rsa.generate_private_key(65_537, 2048)
ONE, TWO = bytes.fromhex("D392F000260100000001"), bytes.fromhex("D3921000310001010402")
PIN, SIGNING, FILE, RECORDS, INTERNAL = 0x18, 0x17, 0x01, 0x02, 0x19
SECRET = b"1234"


def small_chip() -> Chip:
    def ap(aid: bytes) -> Ap:
        right = frozenset({PIN})
        return Ap(
            aid,
            {
                PIN: PinEf("auth", SECRET, 3, FOUR_DIGITS),
                RECORDS: RecordEf((b"\x01\x00",), right),
                INTERNAL: InternalKeyEf(KEY),
                SIGNING: SigningKeyEf(KEY, right),
                FILE: TransparentEf(b"\x5a" * 300, right),
            },
            session_key=KEY,
            session_right=right,
        )

    return Chip((ap(ONE), ap(TWO)), PinStore({"auth": 3}))


known_instructions = st.sampled_from(
    [
        bytes.fromhex(head)
        for head in (
            *("00A4", "00B0", "00B2", "0020", "0024", "0082", "0084", "0088", "00CA"),
            *("802A", "8032", "80A2", "80AE", "80FC", "08A4", "08B0", "0820"),
        )
    ]
)
apdus = st.one_of(
    st.binary(max_size=300),
    st.builds(lambda head, rest: head + rest, known_instructions, st.binary(max_size=300)),
)


@given(st.lists(apdus, max_size=8))
def test_no_bytes_break_the_chip(commands: list[bytes]) -> None:
    chip = small_chip()
    for command in commands:
        answer = chip.transmit(command)
        assert len(answer) >= 2
        assert answer[-2] in {0x90, 0x63, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6D, 0x6E}


class Holder(RuleBasedStateMachine):
    """A model of what was verified where, beside the chip."""

    @initialize()
    def power_up(self) -> None:
        self.chip = small_chip()
        self.tries = 3
        self.selected: bytes | None = None
        self.owner: bytes | None = None
        self.verified = False

    @rule(aid=st.sampled_from([ONE, TWO]))
    def select(self, aid: bytes) -> None:
        assert send(self.chip, f"00A4040C0A{aid.hex()}")[1] == "9000"
        if aid != self.owner:
            self.owner, self.verified = aid, False
        self.selected = aid

    @rule(value=st.sampled_from([SECRET, b"0000", b"12345"]))
    def verify(self, value: bytes) -> None:
        word = send(self.chip, f"00200098{len(value):02X}{value.hex()}")[1]
        if self.selected is None:
            assert word == "6A82"
        elif self.tries == 0:
            assert word == "6984"
        elif value == SECRET:
            self.tries, self.verified = 3, True
            assert word == "9000"
        else:
            self.tries, self.verified = self.tries - 1, False
            assert word == f"63C{self.tries}"

    @rule(apdu=apdus)
    def say_anything(self, apdu: bytes) -> None:
        if apdu[:2] in {b"\x00\xa4", b"\x00\x20", b"\x00\x24"}:
            return  # these change the model and have rules of their own
        self.chip.transmit(apdu)

    @rule()
    def reset(self) -> None:
        self.chip.reset()
        self.selected = None

    @rule()
    def lose_power(self) -> None:
        self.chip.power_off()
        self.selected = self.owner = None
        self.verified = False

    @invariant()
    def the_chip_signs_and_reads_for_the_verified_alone(self) -> None:
        expected = "6A82" if self.selected is None else "9000" if self.verified else "6982"
        assert send(self.chip, "802A0097015A00")[1] == expected
        assert send(self.chip, "00B0810001")[1] == expected
        assert send(self.chip, "00B2011400")[1] == expected

    @invariant()
    def tries_are_what_they_should_be(self) -> None:
        if self.selected is not None:
            assert send(self.chip, "00200098")[1] == f"63C{self.tries}"


TestHolder = Holder.TestCase
TestHolder.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
