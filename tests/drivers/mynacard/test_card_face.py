import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.mynacard.card import MyNumberCard
from kiosk.domain.holder import Portrait
from kiosk.domain.refusal import PortraitRefusal
from kiosk.ports.faults import DeviceFault
from tests.drivers.mynacard.fake_card import (
    CHECK_NUMBER,
    PORTRAIT,
    VISUAL_AP,
    FakeCard,
    key,
    public_key,
    tlv,
)
from tests.drivers.mynacard.signed_face import (
    assemble,
    authority,
    issuer_certificate,
    objects_of,
    signed_face,
)

FACE, ISSUER = (VISUAL_AP, 0x02), (VISUAL_AP, 0x04)


def fake_card(face: bytes | None = None, issuer: bytes | None = None) -> FakeCard:
    fake = FakeCard()
    fake.files[FACE] = signed_face() if face is None else face
    fake.files[ISSUER] = issuer_certificate() if issuer is None else issuer
    return fake


def read_portrait(fake: FakeCard) -> Portrait | PortraitRefusal:
    card = MyNumberCard(fake.open, None, (authority().public_key(),))
    card.read()
    return card.read_portrait(CHECK_NUMBER)


def test_a_signed_portrait_is_read() -> None:
    portrait = read_portrait(fake_card())
    assert isinstance(portrait, Portrait)
    assert portrait.jpeg2000 == PORTRAIT


FORGED = PortraitRefusal.NOT_AUTHENTIC


@pytest.mark.parametrize(
    ("tag", "content"),
    [
        (0xDF22, b"19800218"),
        (0xDF23, b"2"),
        (0xDF24, public_key()[:-1] + b"\x01"),
        (0xDF25, b"name imagE"),
        (0xDF26, b"address imagE"),
        (0xDF27, PORTRAIT[::-1]),
        (0xDF27, b""),
        (0xDF28, bytes(256)),
    ],
)
def test_no_object_can_be_exchanged_under_the_same_signature(tag: int, content: bytes) -> None:
    objects = objects_of(signed_face()) | {tag: tlv(tag, content)}
    assert read_portrait(fake_card(assemble(list(objects.values())))) is FORGED


def test_a_portrait_left_out_is_no_card_without_photo() -> None:
    objects = objects_of(signed_face()) | {0xDF27: b""}
    assert read_portrait(fake_card(assemble(list(objects.values())))) is FORGED


def test_the_signature_of_another_card_does_not_serve() -> None:
    other = objects_of(signed_face(birth_date=b"19900101"))
    objects = objects_of(signed_face()) | {0xDF28: other[0xDF28]}
    assert read_portrait(fake_card(assemble(list(objects.values())))) is FORGED


def test_an_issuer_without_the_authority_behind_it_is_refused() -> None:
    fake = fake_card()
    card = MyNumberCard(fake.open, None, (key().public_key(),))
    card.read()
    assert card.read_portrait(CHECK_NUMBER) is FORGED


@pytest.mark.parametrize("portrait", [b"", None])
def test_a_card_without_photo_is_signed_too(portrait: bytes | None) -> None:
    assert read_portrait(fake_card(signed_face(portrait))) is PortraitRefusal.NO_PHOTO


@pytest.mark.parametrize("chip_key", [None, authority()], ids=["no key", "another key"])
def test_a_card_face_copied_into_another_chip_is_refused(
    chip_key: rsa.RSAPrivateKey | None,
) -> None:
    fake = fake_card()
    fake.chip_key = chip_key
    assert read_portrait(fake) is FORGED
    card = MyNumberCard(fake.open, None, (authority().public_key(),), prove_chip=False)
    card.read()
    assert isinstance(card.read_portrait(CHECK_NUMBER), Portrait)


def test_an_old_signature_of_the_chip_proves_nothing() -> None:
    fake = fake_card()
    first: list[bytes] = []

    def replay(command: bytes, right: bytes) -> bytes:
        if command[:4] == b"\x80\x2a\x00\x00":
            first.append(right)
            return first[0]
        return right

    fake.tamper = replay
    assert isinstance(read_portrait(fake), Portrait)
    assert read_portrait(fake) is FORGED


def test_a_chip_that_fails_while_it_signs_is_a_fault_and_no_forgery() -> None:
    fake = fake_card()
    fake.tamper = lambda command, right: b"\x6f\x00" if command[1] == 0x2A else right
    with pytest.raises(DeviceFault, match="unexpected_status"):
        read_portrait(fake)


def test_what_is_not_signed_is_not_read() -> None:
    fake, answers = fake_card(), list[bytes]()
    fake.tamper = lambda command, right: answers.append(right) or right
    assert isinstance(read_portrait(fake), Portrait)
    assert not any(b"20350217" in answer or b"code image" in answer for answer in answers)


def table_of(face: bytes, tag: int, offset: int) -> bytes:
    """Let the table lead to `offset` for a tag."""
    at = 5 + 3 + 2 * (tag - 0xDF22)
    return face[:at] + offset.to_bytes(2, "big") + face[at + 2 :]


@pytest.mark.parametrize("offset", [0, 1, 25, 26, 300, 0x7FFF, 0xFFFF])
def test_a_table_that_leads_astray_opens_nothing(offset: int) -> None:
    with pytest.raises(DeviceFault, match="malformed_tlv"):
        read_portrait(fake_card(table_of(signed_face(), 0xDF28, offset)))


def test_a_portrait_twice_is_malformed() -> None:
    objects = objects_of(signed_face())
    doubled = objects | {0xDF26: objects[0xDF26] + tlv(0xDF27, b"mine")}
    with pytest.raises(DeviceFault, match="malformed_tlv"):
        read_portrait(fake_card(assemble(list(doubled.values()))))


@pytest.mark.parametrize("issuer", [b"", b"\xff" * 568, issuer_certificate()[:-1]])
def test_a_malformed_issuer_certificate_is_a_fault(issuer: bytes) -> None:
    with pytest.raises(DeviceFault):
        read_portrait(fake_card(issuer=issuer))


def test_a_certificate_that_vouches_for_another_issuer_is_refused() -> None:
    changed = bytearray(issuer_certificate())
    changed[-300] ^= 1
    assert read_portrait(fake_card(issuer=bytes(changed))) is FORGED


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
    assert (outcome in (None, FORGED)) is (bytes(issuer) != issuer_certificate())


def assert_the_portrait_or_none(fake: FakeCard) -> Portrait | PortraitRefusal | None:
    try:
        outcome = read_portrait(fake)
    except DeviceFault:
        return None
    if isinstance(outcome, Portrait):
        assert outcome.jpeg2000 == PORTRAIT
    return outcome
