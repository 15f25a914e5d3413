"""Spoiled answers at every step of every road: no crash, no hang, no wrong acceptance, no leak.

A small share of `python -m tests.fuzz`; a failure names the seed that walks its road again.
"""

import logging
from collections.abc import Generator, Mapping
from random import Random

import pytest

from drivers.mynacard import card as card_module
from drivers.mynacard.card import MyNumberCard
from drivers.mynacard.refused_values import RefusedValues
from kiosk.domain.holder import HolderProof
from kiosk.domain.pin import Pin
from kiosk.ports.card import PinAccepted
from kiosk.ports.faults import DeviceFault
from tests.drivers.mynacard.fuzz_answers import KINDS, LISTED
from tests.drivers.mynacard.fuzz_holder import Holder
from tests.drivers.mynacard.fuzz_run import Fuzzer
from tests.drivers.mynacard.fuzz_sweep import STEPS, Step, sweep

# A spoiled certificate can hold what the library as yet only warns of.
pytestmark = pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")

ANSWERS = 3_000
SEED = 20_261_121
WORDS = sorted(
    {int.from_bytes(word, "big") for word in LISTED}
    | {high << 8 | Random(high).randrange(256) for high in range(256)}
    | {0x6300 | low for low in range(256)}
)
"""Every status word of the list, one of every SW1, and all that begin as a counter does."""


@pytest.fixture
def patient(patients: Mapping[str, Holder]) -> Generator[Holder]:
    yield patients["my_number"]
    patients["my_number"].renew()


def test_thousands_of_spoiled_answers(patients: Mapping[str, Holder]) -> None:
    fuzzer = Fuzzer(patients)
    fuzzer.walk(range(SEED, SEED + 100_000), ANSWERS)
    assert fuzzer.tally.answers >= ANSWERS
    assert set(fuzzer.tally.spoiled) == set(KINDS)
    assert {"CardRead", "HolderProof", "PinAccepted", "Portrait"} <= set(fuzzer.tally.outcomes)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_status_word_means_what_it_says(patient: Holder, step: Step) -> None:
    found = sweep(patient, step, WORDS)
    assert found.total() == len(WORDS)
    assert len(found) >= 2


# ---------------------------------------------------------------- the fuzzer itself can fail


class Careless(RefusedValues):
    """Remembers nothing."""

    def hold(self, card: bytes, value: str) -> bool:
        return False


def finds(patients: Mapping[str, Holder], what: str) -> None:
    with pytest.raises(AssertionError, match=what):
        Fuzzer(patients).walk(range(SEED, SEED + 3_000), ANSWERS)


def test_a_driver_that_repeats_a_refused_value_is_found(
    patients: Mapping[str, Holder], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_module, "RefusedValues", Careless)
    finds(patients, "sent a refused value again; seed [0-9]+: .* step [0-9]+")


def test_a_driver_that_believes_any_signature_is_found(
    patients: Mapping[str, Holder], monkeypatch: pytest.MonkeyPatch
) -> None:
    def believe(challenge: bytes, certificate: bytes, signature: bytes) -> HolderProof:
        return HolderProof(challenge, certificate, signature)

    monkeypatch.setattr(card_module, "own_proof", believe)
    finds(patients, "a proof that proves nothing")


def test_a_driver_that_says_too_much_is_found(
    patients: Mapping[str, Holder], monkeypatch: pytest.MonkeyPatch
) -> None:
    def talk(self: MyNumberCard, pin: Pin) -> PinAccepted:
        logging.getLogger("drivers").debug("the PIN is %s", pin.reveal())
        return PinAccepted()

    monkeypatch.setattr(MyNumberCard, "verify_pin", talk)
    finds(patients, "the log tells|accepted what was never sent")


def test_a_driver_that_crashes_is_found(
    patients: Mapping[str, Holder], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(self: DeviceFault) -> str:
        raise IndexError

    monkeypatch.setattr(DeviceFault, "__str__", crash)
    finds(patients, "IndexError out of the driver")
