"""Card faces as a forger would build them who has genuine cards, but no issuer's key."""

from functools import cache
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from drivers.mynacard.card import MyNumberCard
from kiosk.domain.holder import Portrait
from kiosk.domain.refusal import PortraitRefusal
from kiosk.ports.faults import DeviceFault
from tests.drivers.mynacard.fake_card import CHECK_NUMBER, VISUAL_AP, FakeCard, public_key, tlv
from tests.drivers.mynacard.signed_face import (
    DIGEST_INFO,
    assemble,
    authority,
    certified,
    digests_of,
    issuer_certificate,
    objects_of,
    sign_block,
    sign_verbatim,
    signed_face,
)

IDS = bytes(32)
PLAIN_INFO = bytes.fromhex("3031300D060960864801650304020105000420")
WITHOUT_NULL = bytes.fromhex("306F300B0609608648016503040201 0460")


def outcome(face: bytes, issuer: bytes) -> Portrait | PortraitRefusal | None:
    """What the driver makes of a chip that holds these; None for a fault."""
    fake = FakeCard()
    fake.files[VISUAL_AP, 0x02], fake.files[VISUAL_AP, 0x04] = face, issuer
    card = MyNumberCard(fake.open, None, (authority().public_key(),))
    card.read()
    try:
        return card.read_portrait(CHECK_NUMBER)
    except DeviceFault:
        return None


@cache
def weak(exponent: int, bits: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(exponent, bits)


def written(exponent: bytes, modulus: bytes) -> bytes:
    """A key as a card-verifiable certificate holds it."""
    return b"\x90" + bytes((len(exponent),)) + exponent + b"\x91\x82" + _two(modulus) + modulus


def _two(value: bytes) -> bytes:
    return len(value).to_bytes(2, "big")


def modulus_of(key: rsa.RSAPrivateKey) -> bytes:
    numbers = key.public_key().public_numbers()
    return numbers.n.to_bytes(key.key_size // 8, "big")


def test_the_genuine_one_passes_here_too() -> None:
    assert isinstance(outcome(signed_face(), issuer_certificate()), Portrait)


def test_an_issuer_with_a_key_of_another_kind_is_not_believed() -> None:
    """Nobody certifies such a key; should a forger find one that was, it opens nothing."""
    cube = weak(3, 2048)
    face = signed_face(issuer=cube)
    assert outcome(face, certified(IDS + written(b"\x00\x00\x03", modulus_of(cube)))) is None


@pytest.mark.parametrize("exponent", [b"\x00", b"\x01", b"\x02", b"\x01\x00\x00", b""])
def test_exponents_that_are_none(exponent: bytes) -> None:
    modulus = public_key()[-256:]
    assert outcome(signed_face(), certified(IDS + written(exponent, modulus))) is None


@pytest.mark.parametrize(
    "modulus", [b"", b"\x01", b"\xff" * 64, bytes(256), b"\x00" + b"\xff" * 128]
)
def test_a_modulus_that_is_none(modulus: bytes) -> None:
    assert outcome(signed_face(), certified(IDS + written(b"\x01\x00\x01", modulus))) is None


def test_trailing_bytes_in_a_certificate() -> None:
    assert outcome(signed_face(), certified(IDS + public_key() + b"\x00")) is None
    assert outcome(signed_face(), certified(IDS + public_key() + tlv(0x5F20, b"more"))) is None


def test_an_object_twice_in_a_certificate_is_malformed() -> None:
    doubled = certified(IDS + public_key(), more=tlv(0x5F4E, b"another body"))
    assert outcome(signed_face(), doubled) is None
    twice = IDS + written(b"\x03", public_key()[-256:]) + b"\x90\x03\x01\x00\x01"
    assert outcome(signed_face(), certified(twice)) is None


def signatures() -> dict[str, bytes]:
    """By name: what stands in DF28 beside the objects of the genuine card."""
    digests = digests_of(objects_of(signed_face()))
    info = DIGEST_INFO + digests
    garbage_behind = b"\x00\x01" + b"\xff" * 8 + b"\x00" + info
    return {
        "the digests bare": sign_verbatim(digests),
        "no parameters": sign_verbatim(WITHOUT_NULL + digests),
        "one digest over all": sign_verbatim(PLAIN_INFO + sha256(digests).digest()),
        "more behind": sign_verbatim(info + b"\x00"),
        "less": sign_verbatim(info[:-1]),
        "short padding": sign_block(garbage_behind.ljust(256, b"\x00")),
        "padding of the other kind": sign_block(
            b"\x00\x02" + b"\xaa" * (253 - len(info)) + b"\x00" + info
        ),
        "zeros for padding": sign_block(bytes(256 - len(info)) + info),
        "by another key": sign_verbatim(info, authority()),
        "one": bytes(255) + b"\x01",
        "nought": bytes(256),
        "all ones": b"\xff" * 256,
    }


@pytest.mark.parametrize("what", signatures().keys())
def test_signatures_that_are_none(what: str) -> None:
    objects = objects_of(signed_face()) | {0xDF28: tlv(0xDF28, signatures()[what])}
    face = assemble(list(objects.values()))
    assert outcome(face, issuer_certificate()) is PortraitRefusal.NOT_AUTHENTIC


@pytest.mark.parametrize("length", [0, 1, 255, 257, 512])
def test_signatures_of_another_length(length: int) -> None:
    whole = objects_of(signed_face())[0xDF28][5:].rjust(512, b"\x00")
    objects = objects_of(signed_face()) | {0xDF28: tlv(0xDF28, whole[512 - length :])}
    found = outcome(assemble(list(objects.values())), issuer_certificate())
    assert found in (None, PortraitRefusal.NOT_AUTHENTIC)


def test_lengths_written_longer_than_they_need() -> None:
    objects = objects_of(signed_face())
    value = objects[0xDF27][5:]
    objects[0xDF27] = b"\xdf\x27\x83\x00" + _two(value) + value
    found = outcome(assemble(list(objects.values())), issuer_certificate())
    assert found is PortraitRefusal.NOT_AUTHENTIC


def test_objects_that_overlap() -> None:
    """The address announces the length of itself and of the portrait behind it."""
    objects = objects_of(signed_face())
    swallowed = tlv(0xDF26, objects[0xDF26][3:] + objects[0xDF27])
    objects |= {0xDF26: swallowed, 0xDF27: b""}
    found = outcome(assemble(list(objects.values())), issuer_certificate())
    assert found is PortraitRefusal.NOT_AUTHENTIC


def test_another_portrait_where_the_table_points_beyond_the_signed_one() -> None:
    """Strangers among the objects change nothing: only what was signed is shown."""
    objects = objects_of(signed_face())
    mine = {0xDF22: tlv(0xDF2B, b"mine") + objects[0xDF22]}
    found = outcome(assemble(list((objects | mine).values())), issuer_certificate())
    genuine = outcome(signed_face(), issuer_certificate())
    assert isinstance(found, Portrait)
    assert isinstance(genuine, Portrait)
    assert found.jpeg2000 == genuine.jpeg2000
