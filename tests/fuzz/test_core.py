"""The whole core over a spoiled wire; a small share of `python -m tests.fuzz --core`."""

import shutil
import tempfile
from collections.abc import Generator, Mapping
from pathlib import Path

import pytest

from drivers.mynacard import card as card_module
from drivers.mynacard.card import MyNumberCard
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.holder import HolderProof
from tests.drivers.mynacard.fuzz_holder import Holder, holders, remembered_signatures
from tests.fuzz.core import CoreFuzzer

# A spoiled certificate can hold what the library as yet only warns of.
pytestmark = pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")

RECEPTIONS = 200
SEED = 20_261_121


@pytest.fixture(scope="module")
def patients() -> Generator[Mapping[str, Holder]]:
    folder = tempfile.mkdtemp(prefix="uk")
    with remembered_signatures():
        yield holders(Path(folder))
    shutil.rmtree(folder)


def test_hundreds_of_receptions_over_a_spoiled_wire(patients: Mapping[str, Holder]) -> None:
    tally = CoreFuzzer(patients).walk(range(SEED, SEED + RECEPTIONS))
    assert tally.roads == RECEPTIONS
    assert tally.answers >= RECEPTIONS // 2
    assert {"Done", "CardNotUsable", "ReceivedProvisionally"} <= set(tally.outcomes)


def test_a_driver_that_proves_nothing_is_found(
    patients: Mapping[str, Holder], monkeypatch: pytest.MonkeyPatch
) -> None:
    def believe(challenge: bytes, certificate: bytes, signature: bytes) -> HolderProof:
        return HolderProof(challenge, certificate, bytes(256))

    monkeypatch.setattr(card_module, "own_proof", believe)
    with pytest.raises(AssertionError, match="a proof that proves nothing was sent"):
        CoreFuzzer(patients).attempt(SEED)


def test_a_driver_with_a_bug_is_found(
    patients: Mapping[str, Holder], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(self: MyNumberCard, challenge: bytes, verified_by: VerifiedBy) -> HolderProof:
        raise IndexError

    monkeypatch.setattr(MyNumberCard, "sign", crash)
    with pytest.raises(AssertionError, match=f"seed {SEED}: "):
        CoreFuzzer(patients).attempt(SEED)
