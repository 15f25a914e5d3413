"""Calls in any order, on a wire in order and on a spoiled one: the port keeps its promises."""

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.holder import HolderProof
from kiosk.domain.pin import Pin
from kiosk.ports.card import CardRead, PinAccepted
from kiosk.ports.faults import CardGone, DeviceFault
from tests.drivers.mynacard.fuzz_answers import KINDS
from tests.drivers.mynacard.fuzz_holder import Holder
from tests.drivers.mynacard.fuzz_judge import Judge
from tests.drivers.mynacard.fuzz_roads import (
    BAD_FACE,
    BAD_PIN,
    FACE,
    PIN,
    READ,
    SIGN_FACE,
    SIGN_PHONE,
    SIGN_PIN,
    SIGN_STAFF,
    Call,
)
from tests.drivers.mynacard.fuzz_wire import Wire

# A spoiled certificate can hold what the library as yet only warns of.
pytestmark = pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")

RELEASE = Call("release", lambda card, holder, challenge: card.release())
CALLS = (READ, PIN, BAD_PIN, FACE, BAD_FACE, SIGN_PIN, SIGN_FACE, SIGN_STAFF, SIGN_PHONE, RELEASE)
orders = st.lists(st.sampled_from(CALLS), max_size=9).map(lambda calls: [READ, *calls])
spoiled = st.dictionaries(st.integers(1, 40), st.sampled_from(sorted(KINDS)), max_size=3)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(calls=orders, kind=st.sampled_from(["my_number", "android", "iphone"]), spoil=spoiled)
def test_calls_in_any_order(
    patients: Mapping[str, Holder], calls: list[Call], kind: str, spoil: dict[int, str]
) -> None:
    holder = patients[kind]
    wire = Wire(holder.chip, spoil.get, Random(0))
    card = holder.driver(wire)
    judge = Judge(wire, holder, authority=True)
    for number, call in enumerate(calls):
        challenge = bytes((number,)) * 32
        judge.before(call.name)
        try:
            answer = call.act(card, holder, challenge)
        except DeviceFault as fault:
            judge.fault(call.name, fault)
        else:
            if call is not RELEASE:
                judge.answer(call.name, answer, challenge)
    card.release()
    assert not wire.powered
    holder.renew()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(calls=orders)
def test_on_a_wire_in_order_a_proof_after_the_pin_needs_the_pin(
    patients: Mapping[str, Holder], calls: list[Call]
) -> None:
    holder = patients["my_number"]
    card = holder.driver(Wire(holder.chip, lambda step: None, Random(0)))
    verified = False  # by PIN or terminal, since the card has its power
    for number, call in enumerate(calls):
        try:
            answer = call.act(card, holder, bytes((number,)) * 32)
        except CardGone:
            assert call is not READ
            continue
        if isinstance(answer, CardRead) or call is RELEASE:
            verified = False
        verified |= isinstance(answer, PinAccepted) or call in (SIGN_FACE, SIGN_STAFF)
        if call is SIGN_PIN and isinstance(answer, HolderProof):
            assert verified
    card.release()
    holder.renew()


def test_a_pin_typed_again_after_the_card_was_put_back_is_not_sent_again(
    patients: Mapping[str, Holder],
) -> None:
    holder = patients["my_number"]
    wire = Wire(holder.chip, lambda step: None, Random(0))
    card = holder.driver(wire)
    for _ in range(3):
        card.read()
        card.verify_pin(Pin("9517"))
        card.release()
    assert [each.value for each in wire.verifies] == [b"9517"]
    holder.renew()
