"""Judges every call of a spoiled road: what the driver may answer, and what it must never do."""

from collections import Counter

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from kiosk.domain.fault import Device
from kiosk.domain.holder import HolderProof, Portrait
from kiosk.domain.refusal import CardRefusal, PortraitRefusal
from kiosk.ports.card import CardRead, PinAccepted, PinIsLocked, PinRejected, SigningRefused
from kiosk.ports.faults import DeviceFault
from tests.drivers.mynacard.fuzz_holder import Holder
from tests.drivers.mynacard.fuzz_wire import OK, Wire

ANSWERS = {
    "read": (CardRead, CardRefusal),
    "verify_pin": (PinAccepted, PinRejected, PinIsLocked, CardRefusal),
    "read_portrait": (Portrait, PortraitRefusal),
    "sign": (HolderProof, SigningRefused),
}


class Broken(AssertionError):
    """An invariant does not hold; says which. Holds nothing personal."""


def must(condition: object, what: str) -> None:
    """Raise `Broken` unless the condition holds."""
    if not condition:
        raise Broken(what)


class Judge:
    """Looks at every call of one road."""

    def __init__(self, wire: Wire, holder: Holder, *, authority: bool) -> None:
        self._wire, self._holder, self._authority = wire, holder, authority
        self._verifies_before = 0
        self._refused: set[tuple[tuple[bytes, bytes], bytes]] = set()
        self.outcomes: Counter[str] = Counter()

    def before(self, name: str) -> None:
        """Note where the wire stands before a call."""
        self._wire.begin_call()
        self._verifies_before = len(self._wire.verifies)
        if name == "read":
            self._refused.clear()  # another patient may stand there now

    def fault(self, name: str, fault: DeviceFault) -> None:
        """Judge a call that ended in a fault."""
        self._sent(name)
        must(fault.fault.device in (Device.CARD, Device.READER), f"a fault of {fault.fault}")
        told = [str(fault), repr(fault), *getattr(fault, "__notes__", ())]
        chained = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        must(chained is None, f"{name}: a fault drags {type(chained).__name__} along")
        must(not self._holder.leaks_in(" ".join(told)), f"{name}: a fault tells who it was")
        self.outcomes[f"fault {fault.fault.device}: {fault.fault.code}"] += 1

    def answer(self, name: str, answer: object, challenge: bytes) -> None:
        """Judge a call that answered."""
        self._sent(name)
        kind = name.partition(",")[0].partition(" ")[0]
        must(isinstance(answer, ANSWERS[kind]), f"{name} answered {type(answer).__name__}")
        if isinstance(answer, PinAccepted):
            self._accepted(name)
        if isinstance(answer, Portrait) and self._authority:
            same = answer.jpeg2000 == self._holder.portrait
            must(same and answer.jpeg2000, "a portrait that nobody signed")
        if isinstance(answer, HolderProof):
            must(answer.challenge == challenge, "a proof for another challenge")
            must(proves(answer), "a proof that proves nothing")
        if not isinstance(answer, Portrait | HolderProof):
            must(not self._holder.leaks_in(repr(answer)), f"{name}: an answer tells who it is")
        word = f" {answer.value}" if isinstance(answer, CardRefusal | PortraitRefusal) else ""
        self.outcomes[type(answer).__name__ + word] += 1

    def _sent(self, name: str) -> None:
        """At most one VERIFY a call, and never again a value that the driver was told is wrong."""
        now = self._wire.verifies[self._verifies_before :]
        must(len(now) <= 1, f"{name} sent {len(now)} values")
        for each in now:
            must((each.key, each.value) not in self._refused, f"{name} sent a refused value again")
            if each.told[:1] == b"\x63" and len(each.told) == 2 and each.told[1] & 0xF0 == 0xC0:
                self._refused.add((each.key, each.value))

    def _accepted(self, name: str) -> None:
        """A PIN counts as right when the chip said so, or somebody on the wire did."""
        now = self._wire.verifies[self._verifies_before :]
        must(now, f"{name}: accepted what was never sent")
        right = now[-1].said == OK and now[-1].value == self._holder.pin.reveal().encode()
        must(right or self._wire.spoiled_in_call, f"{name}: accepted what the chip refused")


def proves(proof: HolderProof) -> bool:
    """Tell whether the signature holds under the certificate beside it."""
    key = x509.load_der_x509_certificate(proof.certificate).public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        return False
    try:
        key.verify(proof.signature, proof.challenge, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True
