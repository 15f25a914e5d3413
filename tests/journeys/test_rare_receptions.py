"""Phones, the last try, a front that is not read, a spared card, a forged one: what is written."""

from datetime import timedelta

import pytest

from kiosk.domain.certificate import CertificateValidity
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.pin import PinTries
from kiosk.domain.refusal import CardRefusal, PortraitRefusal
from kiosk.domain.token import TokenKind
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.reasons import CardProblem
from kiosk.ports.card import CardRead, PinAccepted, PinRejected, SigningRefused
from tests.fakes import people
from tests.fakes.kiosk import FakeKiosk, HeldWorker

ANDROID = CardRead(TokenKind.ANDROID, None, PinTries(3), people.CARD_KEY)
IPHONE = CardRead(TokenKind.IPHONE, None, PinTries(0), people.CARD_KEY)
TODAY = people.NOON.date()
VALID, ENDS_SOON, LONG_OVER = (
    CertificateValidity(TODAY + timedelta(days=days)) for days in (1000, 10, -400)
)


def _written(kiosk: FakeKiosk, *words: str) -> None:
    """Hold the log to these words, and to nothing personal."""
    assert kiosk.records.words == ["card_placed", *words]
    assert not people.marks_in(repr([entry.details for entry in kiosk.records.audit]))


def _checked_in(kiosk: FakeKiosk) -> str:
    kiosk.answer(t.AllAnswered, yes=False)
    assert isinstance(kiosk.state, s.Done)
    return kiosk.records.check_ins[-1].verified_by


def test_an_iphone_is_received_by_its_own_word(kiosk: FakeKiosk) -> None:
    kiosk.card.reads.now(IPHONE)
    kiosk.place_card()
    kiosk.touch(t.PhoneChosen)
    assert _checked_in(kiosk) == VerifiedBy.PHONE
    assert kiosk.card.pins_seen == []
    assert "read_portrait" not in kiosk.card.asked
    _written(kiosk, "holder_verified", "checked_in")


def test_an_iphone_that_does_not_vouch_is_not_received(kiosk: FakeKiosk) -> None:
    kiosk.card.reads.now(IPHONE)
    kiosk.card.signatures.now(SigningRefused.NOT_PERMITTED)
    kiosk.place_card()
    kiosk.touch(t.PhoneChosen)
    assert isinstance(kiosk.state, s.CardNotUsable)
    assert kiosk.state.why is CardProblem.PHONE_NOT_APPROVED
    assert kiosk.records.check_ins == []
    assert kiosk.records.words[-1] == "card_refused"


def _android(kiosk: FakeKiosk, answer: PinAccepted | CardRefusal) -> None:
    kiosk.card.reads.now(ANDROID)
    kiosk.card.pins.now(answer)
    kiosk.place_card()
    kiosk.touch(t.PinChosen)
    kiosk.enter(people.PIN)


def test_an_android_phone_is_received_by_its_pin(kiosk: FakeKiosk) -> None:
    _android(kiosk, PinAccepted(VALID))
    assert _checked_in(kiosk) == VerifiedBy.PIN
    _written(kiosk, "holder_verified", "checked_in")


def test_a_certificate_seen_after_the_pin_is_told_before_going_on(kiosk: FakeKiosk) -> None:
    _android(kiosk, PinAccepted(ENDS_SOON))
    assert isinstance(kiosk.state, s.Noticing)
    assert "sign" not in kiosk.card.asked
    kiosk.touch(t.WentOn)
    assert _checked_in(kiosk) == VerifiedBy.PIN
    _written(kiosk, "holder_verified", "checked_in")


@pytest.mark.parametrize(
    "answer", [PinAccepted(LONG_OVER), PinAccepted(None), CardRefusal.NO_CERTIFICATE]
)
def test_an_android_phone_without_a_certificate_that_serves_ends_after_the_pin(
    kiosk: FakeKiosk, answer: PinAccepted | CardRefusal
) -> None:
    _android(kiosk, answer)
    assert isinstance(kiosk.state, s.CardNotUsable)
    assert "sign" not in kiosk.card.asked
    _written(kiosk, "card_refused")


def test_the_last_try_is_written_as_the_patients_choice(kiosk: FakeKiosk) -> None:
    kiosk.card.pins.now(PinRejected(PinTries(1)), PinAccepted())
    kiosk.place_card()
    kiosk.touch(t.PinChosen)
    kiosk.enter(people.PIN)
    assert isinstance(kiosk.state, s.LastPinTry)
    kiosk.touch(t.WentOn)
    kiosk.enter(people.PIN)
    assert _checked_in(kiosk) == VerifiedBy.PIN
    _written(kiosk, "pin_rejected", "last_pin_try", "holder_verified", "checked_in")


def test_a_front_that_is_not_read_is_written_each_time_it_was_asked_for(kiosk: FakeKiosk) -> None:
    kiosk.face.fronts.now(None)
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    kiosk.touch(t.FaceChosen)
    assert isinstance(kiosk.state, s.FaceRefused)
    assert "read_portrait" not in kiosk.card.asked
    _written(kiosk, "face_refused", "face_refused")


@pytest.mark.parametrize(
    ("refusal", "word"),
    [
        (PortraitRefusal.CHECK_NUMBER_SPARED, "face_refused"),
        (PortraitRefusal.CHECK_NUMBER_WRONG, "face_refused"),
        (PortraitRefusal.NOT_AUTHENTIC, "card_not_authentic"),
    ],
)
def test_a_card_whose_face_is_spared_or_forged_leaves_one_word(
    kiosk: FakeKiosk, refusal: PortraitRefusal, word: str
) -> None:
    kiosk.card.portraits.now(refusal)
    kiosk.place_card()
    kiosk.touch(t.FaceChosen)
    _written(kiosk, word)


def test_a_card_that_falls_mute_at_the_signature_is_said_to_be_unreadable() -> None:
    card, service = HeldWorker(), HeldWorker()
    kiosk = FakeKiosk(workers={"card": card, "service": service})
    kiosk.place_card()
    card.carry_out()
    kiosk.touch(t.PinChosen)
    kiosk.enter(people.PIN)
    card.carry_out()
    service.carry_out()  # the challenge is there, the card says nothing any more
    assert isinstance(kiosk.state, s.Qualifying)
    kiosk.time_passes()
    assert isinstance(kiosk.state, s.CardNotUsable)
    assert kiosk.state.why is CardProblem.UNREADABLE
    _written(kiosk, "holder_verified", "card_refused")
    card.carry_out()  # the signature comes after all
    service.carry_out()
    assert kiosk.service.verified_by == []
    kiosk.stop()
