from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.mynacard.card import MyNumberCard
from drivers.mynacard.card_face import AuthorityUnusable, authority_from_file
from kiosk.domain.holder import Portrait
from kiosk.domain.refusal import PortraitRefusal
from kiosk.ports.faults import DeviceFault
from tests.drivers.mynacard.fake_card import CHECK_NUMBER, PORTRAIT, VISUAL_AP, FakeCard, key
from tests.drivers.mynacard.signed_face import authority, issuer_certificate, signed_face

FACE, ISSUER = (VISUAL_AP, 0x02), (VISUAL_AP, 0x04)


def fake_card(face: bytes | None = None, issuer: bytes | None = None) -> FakeCard:
    fake = FakeCard()
    fake.files[FACE] = signed_face() if face is None else face
    fake.files[ISSUER] = issuer_certificate() if issuer is None else issuer
    return fake


def read_portrait(fake: FakeCard) -> Portrait | PortraitRefusal:
    card = MyNumberCard(fake.open, None, authority().public_key())
    card.read()
    return card.read_portrait(CHECK_NUMBER)


def test_a_signed_portrait_is_read() -> None:
    portrait = read_portrait(fake_card())
    assert isinstance(portrait, Portrait)
    assert portrait.jpeg2000 == PORTRAIT


def test_somebody_elses_portrait_under_the_same_signature_is_refused() -> None:
    face = signed_face().replace(PORTRAIT, PORTRAIT[::-1])
    with pytest.raises(DeviceFault, match="card_face_not_authentic"):
        read_portrait(fake_card(face))


def test_an_issuer_without_the_authority_behind_it_is_refused() -> None:
    fake = fake_card()
    card = MyNumberCard(fake.open, None, key().public_key())
    card.read()
    with pytest.raises(DeviceFault, match="card_face_not_authentic"):
        card.read_portrait(CHECK_NUMBER)


def test_a_card_without_photo_needs_no_signature() -> None:
    assert read_portrait(fake_card(signed_face(b""))) is PortraitRefusal.NO_PHOTO


@pytest.mark.parametrize("issuer", [b"", b"\xff" * 568, issuer_certificate()[:-1] + b"\x00"])
def test_a_broken_issuer_certificate_opens_nothing(issuer: bytes) -> None:
    with pytest.raises(DeviceFault):
        read_portrait(fake_card(issuer=issuer))


@settings(deadline=None, max_examples=200)
@given(position=st.integers(0, len(signed_face()) - 1), byte=st.integers(0, 255))
def test_no_wrong_byte_in_the_card_face_yields_another_portrait(position: int, byte: int) -> None:
    face = bytearray(signed_face())
    face[position] = byte
    assert_the_portrait_or_none(fake_card(bytes(face)))


@settings(deadline=None, max_examples=200)
@given(position=st.integers(0, 567), byte=st.integers(0, 255))
def test_a_wrong_byte_in_the_issuer_certificate_is_noticed(position: int, byte: int) -> None:
    issuer = bytearray(issuer_certificate())
    issuer[position] = byte
    outcome = assert_the_portrait_or_none(fake_card(issuer=bytes(issuer)))
    assert (outcome is None) is (bytes(issuer) != issuer_certificate())


def assert_the_portrait_or_none(fake: FakeCard) -> Portrait | PortraitRefusal | None:
    try:
        outcome = read_portrait(fake)
    except DeviceFault:
        return None
    if isinstance(outcome, Portrait):
        assert outcome.jpeg2000 == PORTRAIT
    return outcome


def test_the_authority_is_loaded_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "authority.pem"
    public_key = authority().public_key()
    file.write_bytes(public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    assert authority_from_file(file).public_numbers() == public_key.public_numbers()


def test_files_that_are_no_authority(tmp_path: Path) -> None:
    file = tmp_path / "authority.pem"
    other = ec.generate_private_key(ec.SECP256R1()).public_key()
    for content in (
        b"no key",
        other.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
    ):
        file.write_bytes(content)
        with pytest.raises(AuthorityUnusable):
            authority_from_file(file)
