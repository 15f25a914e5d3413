from drivers.mynacard.card import MyNumberCard
from drivers.mynacard.files import PUBLIC_FILES
from drivers.pcsc.trace import TracingConnection
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.holder import HolderProof, Portrait
from tests.drivers.mynacard.fake_card import (
    CHECK_NUMBER,
    PIN,
    PORTRAIT,
    WRONG_CHECK_NUMBER,
    WRONG_PIN,
    FakeCard,
    certificate,
)


def test_the_trace_of_a_whole_road_tells_no_secret() -> None:
    fake, lines = FakeCard(), list[str]()
    card = MyNumberCard(lambda: TracingConnection(fake.open(), lines.append, PUBLIC_FILES))
    card.read()
    card.verify_pin(WRONG_PIN)
    card.verify_pin(PIN)
    proof = card.sign(bytes(32), VerifiedBy.PIN)
    assert isinstance(proof, HolderProof)
    card.read_portrait(WRONG_CHECK_NUMBER)
    assert isinstance(card.read_portrait(CHECK_NUMBER), Portrait)
    shown = "".join(lines).replace(" ", "").lower()
    typed = (PIN.reveal(), WRONG_PIN.reveal(), CHECK_NUMBER.digits, WRONG_CHECK_NUMBER.digits)
    for secret in (*(each.encode() for each in typed), proof.signature):
        assert secret.hex() not in shown
    for file in (certificate(), PORTRAIT):
        assert not any(file[at : at + 8].hex() in shown for at in range(0, len(file) - 8, 8))
    assert b"JPKIAPICCTOKEN2".hex() in shown


def test_a_driver_at_work_shows_nothing_of_the_person() -> None:
    card = MyNumberCard(FakeCard().open)
    card.read()
    card.verify_pin(WRONG_PIN)
    proof = card.sign(bytes(32), VerifiedBy.PIN)
    portrait = card.read_portrait(CHECK_NUMBER)
    shown = f"{card!r} {proof!r} {portrait!r}"
    assert WRONG_PIN.reveal() not in shown.split()
    assert CHECK_NUMBER.digits not in shown
    assert "hidden" in repr(portrait)
