"""Phones, the last try of any PIN, forged card faces: roads that few go, step by step."""

from dataclasses import replace

import pytest

from kiosk.domain.certificate import CertificateState
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.pin import Pin, PinTries
from kiosk.domain.token import TokenKind
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.reasons import CardProblem, FaceProblem, StaffReason
from kiosk.flow.visit import CardFacts
from tests.fakes import people
from tests.flow.saying import (
    FACTS,
    ONE,
    VISIT,
    Happening,
    after,
    choosing,
    digits,
    of,
    rejected,
    removed,
    time_is_over,
)

READING = s.ReadingCard(VISIT)
UNSEEN = CardFacts(PinTries(3), None)
ANDROID, IPHONE = TokenKind.ANDROID, TokenKind.IPHONE
AT_PIN = s.CheckingPin(replace(VISIT, token=ANDROID), UNSEEN)


def test_an_android_phone_is_asked_for_its_pin_before_its_certificate_is_known() -> None:
    state, effects = after(READING, of(e.CardRead, facts=UNSEEN, token=ANDROID))
    assert isinstance(state, s.ChoosingMethod)
    assert state.visit.token is ANDROID
    state, effects = after(state, of(e.PinChosen), *digits("4649"))
    assert fx.VerifyPin(ONE, Pin("4649")) in effects


@pytest.mark.parametrize(
    ("shown", "leads_to"),
    [
        (CertificateState.VALID, s.Qualifying),
        (CertificateState.EXPIRES_SOON, s.Noticing),
        (CertificateState.IN_GRACE, s.Noticing),
        (CertificateState.EXPIRED, s.CardNotUsable),
        (None, s.CardNotUsable),  # unknown is never taken for good
    ],
)
def test_a_certificate_shown_after_the_pin_is_looked_at_before_going_on(
    shown: CertificateState | None, leads_to: type[s.State]
) -> None:
    state, effects = after(AT_PIN, of(e.PinAccepted, certificate=shown))
    assert type(state) is leads_to
    assert (fx.RequestChallenge(ONE, question=1) in effects) is (leads_to is s.Qualifying)
    assert (fx.ReleaseCard(ONE) in effects) is (leads_to is s.CardNotUsable)


def test_the_notice_after_the_pin_leads_past_the_doors() -> None:
    state, _ = after(AT_PIN, of(e.PinAccepted, certificate=CertificateState.IN_GRACE))
    state, effects = after(state, time_is_over, of(e.WentOn), of(e.WentOn))
    assert isinstance(state, s.Qualifying)
    assert state.verified_by is VerifiedBy.PIN
    assert state.facts.certificate is CertificateState.IN_GRACE
    assert fx.RequestChallenge(ONE, question=1) in effects


def test_a_certificate_already_noticed_is_not_noticed_twice() -> None:
    facts = people.facts(CertificateState.IN_GRACE)
    accepted = of(e.PinAccepted, certificate=CertificateState.IN_GRACE)
    assert isinstance(after(s.CheckingPin(VISIT, facts), accepted)[0], s.Qualifying)


def test_a_phone_may_turn_out_to_hold_no_certificate() -> None:
    state, effects = after(AT_PIN, of(e.CardRefused, why=CardProblem.NO_CERTIFICATE))
    assert isinstance(state, s.CardNotUsable)
    assert state.why is CardProblem.NO_CERTIFICATE
    assert fx.ReleaseCard(ONE) in effects


def test_an_iphone_vouches_for_its_holder() -> None:
    state, _ = after(READING, of(e.CardRead, facts=UNSEEN, token=IPHONE))
    state, effects = after(state, of(e.PhoneChosen))
    assert isinstance(state, s.Qualifying)
    assert state.verified_by is VerifiedBy.PHONE
    assert effects[0] == fx.RequestChallenge(ONE, question=1)
    state, effects = after(state, of(e.ChallengeReceived, challenge=people.CHALLENGE))
    assert effects[0] == fx.SignChallenge(ONE, people.CHALLENGE, VerifiedBy.PHONE)


@pytest.mark.parametrize(
    ("by", "leads_to"),
    [
        (VerifiedBy.PHONE, s.CardNotUsable(VISIT, CardProblem.PHONE_NOT_APPROVED)),
        (VerifiedBy.PIN, s.SeeStaff(VISIT, StaffReason.SIGNING_REFUSED)),
        (VerifiedBy.FACE, s.SeeStaff(VISIT, StaffReason.SIGNING_REFUSED)),
    ],
)
def test_who_can_do_something_about_a_signature_refused(
    by: VerifiedBy, leads_to: s.CardNotUsable | s.SeeStaff
) -> None:
    asked = of(e.ChallengeReceived, challenge=people.CHALLENGE)
    state, effects = after(s.Qualifying(VISIT, FACTS, by), asked, of(e.SigningRefused))
    assert replace(state, visit=VISIT) == leads_to
    assert fx.ReleaseCard(ONE) in effects


@pytest.mark.parametrize("token", [TokenKind.CARD, TokenKind.OLD_CARD])
def test_a_card_that_hides_its_certificate_is_not_used(token: TokenKind) -> None:
    state, _ = after(READING, of(e.CardRead, facts=UNSEEN, token=token))
    assert isinstance(state, s.CardNotUsable)
    assert state.why is CardProblem.UNREADABLE


def test_what_lies_in_the_reader_is_remembered_for_the_words_until_it_is_gone() -> None:
    state, _ = after(READING, of(e.CardRead, facts=UNSEEN, token=IPHONE), removed)
    assert isinstance(state, s.Interrupted)
    assert state.visit.token is IPHONE
    state, _ = after(state, lambda _: e.CardPlaced(ONE))
    assert state.visit.token is TokenKind.CARD


ONE_LEFT = replace(FACTS, pin_tries=PinTries(1))


@pytest.mark.parametrize(
    ("state", "happening"),
    [
        (choosing(ONE_LEFT), of(e.PinChosen)),
        (s.CheckingPin(VISIT, FACTS), rejected(1)),
    ],
)
def test_the_last_try_is_the_patients_own_decision(state: s.State, happening: Happening) -> None:
    warned, effects = after(state, happening)
    assert isinstance(warned, s.LastPinTry)
    assert fx.ShuffleKeypad(ONE) not in effects
    still, effects = after(warned, *digits("4649"))
    assert still is warned  # no pad, nothing typed, nothing sent
    assert not effects
    assert isinstance(after(warned, of(e.WentBack))[0], s.ChoosingMethod)
    state, effects = after(warned, of(e.WentOn), *digits("4649"))
    assert isinstance(state, s.CheckingPin)
    assert fx.VerifyPin(ONE, Pin("4649")) in effects


def test_a_forged_card_face_leaves_no_door_but_the_staffs() -> None:
    state, effects = after(s.ReadingPortrait(VISIT, FACTS), of(e.CardFaceForged))
    assert isinstance(state, s.SeeStaff)
    assert state.why is StaffReason.CARD_NOT_AUTHENTIC
    assert fx.ReleaseCard(ONE) in effects
    for touch in (e.PinChosen, e.FaceChosen, e.StaffChosen, e.WentBack, e.WentOn):
        assert after(state, of(touch)) == (state, [])


@pytest.mark.parametrize(
    "why",
    [
        FaceProblem.CHECK_NUMBER_WRONG,
        FaceProblem.CHECK_NUMBER_SPARED,
        FaceProblem.PORTRAIT_TOO_SMALL,
    ],
)
def test_a_portrait_that_cannot_be_had_closes_the_face_door_alone(why: FaceProblem) -> None:
    state, _ = after(s.ReadingPortrait(VISIT, FACTS), of(e.FaceNotMatched, why=why))
    assert isinstance(state, s.FaceRefused)
    assert state.facts.no_face is why
    assert after(state, of(e.FaceChosen)) == (state, [])
    assert isinstance(after(state, of(e.PinChosen))[0], s.EnteringPin)
    assert isinstance(after(state, of(e.StaffChosen))[0], s.EnteringPasscode)
