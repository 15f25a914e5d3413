"""What devices answer becomes events: every outcome has one."""

from collections.abc import Callable

import pytest

from kiosk.domain.certificate import CertificateState, CertificateValidity
from kiosk.domain.face import FaceGuidance, FaceVerdict, MatchBand
from kiosk.domain.holder import Portrait
from kiosk.domain.pin import Pin
from kiosk.domain.refusal import CardRefusal, FaceImpossible, PortraitRefusal
from kiosk.domain.session import SessionId
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow.reasons import CardProblem, FaceProblem
from kiosk.flow.visit import CardFacts
from kiosk.ports.card import CardRead, PinAccepted, SlotEvent, TokenKind
from kiosk.ports.vision import FaceResult
from kiosk.services.card_effects import CardEffects, SlotEvents
from kiosk.services.clock import SystemClock
from kiosk.services.keypad import shuffle_keypad
from kiosk.services.vision_effects import VisionEffects
from tests.fakes import people
from tests.fakes.card import FakeCard
from tests.fakes.clock import FakeClock
from tests.fakes.vision import FakeVision

ONE = SessionId(1)
MONTH = people.TODAY.isoformat()[:7]
MATCH = fx.MatchFace(ONE, people.PORTRAIT, 12.0, MatchBand.ORDINARY)


def test_a_keypad_is_shuffled_every_time_and_lacks_no_digit() -> None:
    pads = [shuffle_keypad(fx.ShuffleKeypad(ONE)) for _ in range(50)]
    assert all(sorted(pad.keypad) == list(range(10)) for pad in pads)
    assert all(pad.session == ONE for pad in pads)
    assert len({pad.keypad for pad in pads}) > 40
    assert {pad.keypad[0] for pad in pads} > {pads[0].keypad[0]}


WHY = {
    FaceVerdict.NOT_MATCHED: FaceProblem.NOT_MATCHED,
    FaceVerdict.UNSURE: FaceProblem.UNSURE,
    FaceVerdict.NOT_LIVE: FaceProblem.CHALLENGE,
    FaceVerdict.ATTACK: FaceProblem.NOT_LIVE,
}


@pytest.mark.parametrize("verdict", FaceVerdict)
def test_only_a_verdict_above_the_threshold_is_a_match(verdict: FaceVerdict) -> None:
    vision, posted = FakeVision(), list[e.Event]()
    vision.answers.now(FaceResult(verdict))
    answer = VisionEffects(vision, posted.append).match(MATCH)
    assert answer == (e.FaceNotMatched(ONE, WHY[verdict]) if verdict in WHY else e.FaceMatched(ONE))
    assert posted == [e.FaceGuided(ONE, vision.guidance[0])]


@pytest.mark.parametrize("impossible", FaceImpossible)
def test_no_verdict_is_no_match(impossible: FaceImpossible) -> None:
    vision = FakeVision()
    vision.answers.now(impossible)
    answer = VisionEffects(vision, lambda event: None).match(MATCH)
    stopped = impossible is FaceImpossible.STOPPED
    assert answer is None if stopped else isinstance(answer, e.FaceNotMatched)


@pytest.mark.parametrize("refusal", CardRefusal)
def test_every_refusal_of_a_card_has_a_screen(refusal: CardRefusal) -> None:
    card = FakeCard()
    card.reads.now(refusal)
    answer = CardEffects(card, FakeClock()).read(fx.ReadCard(ONE))
    assert answer == e.CardRefused(ONE, CardProblem(refusal.value))


def test_a_certificate_is_judged_by_the_day_in_japan() -> None:
    card = FakeCard()
    validity = CertificateValidity(people.TODAY)
    card.reads.now(CardRead(TokenKind.IPHONE, validity, people.CARD.pin_tries, people.CARD_KEY))
    answer = CardEffects(card, FakeClock()).read(fx.ReadCard(ONE))
    expires_soon = CertificateState.EXPIRES_SOON
    facts = CardFacts(
        people.CARD.pin_tries, expires_soon, card_key=people.CARD_KEY, certificate_month=MONTH
    )
    assert answer == e.CardRead(ONE, facts, TokenKind.IPHONE)
    assert str(SystemClock().now().tzinfo) == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (None, (None, None)),
        (CertificateValidity(people.TODAY), (CertificateState.EXPIRES_SOON, MONTH)),
    ],
)
def test_a_certificate_shown_after_the_pin_is_judged_then(
    shown: CertificateValidity | None, told: tuple[CertificateState | None, str | None]
) -> None:
    card = FakeCard()
    card.reads.now(CardRead(TokenKind.ANDROID, None, people.CARD.pin_tries, people.CARD_KEY))
    card.pins.now(PinAccepted(shown))
    effects = CardEffects(card, FakeClock())
    unseen = CardFacts(people.CARD.pin_tries, None, card_key=people.CARD_KEY)
    assert effects.read(fx.ReadCard(ONE)) == e.CardRead(ONE, unseen, TokenKind.ANDROID)
    assert effects.verify_pin(fx.VerifyPin(ONE, Pin(people.PIN))) == e.PinAccepted(ONE, *told)


def test_a_token_may_turn_out_to_hold_no_certificate_after_the_pin() -> None:
    card = FakeCard()
    card.pins.now(CardRefusal.NO_CERTIFICATE)
    answer = CardEffects(card, FakeClock()).verify_pin(fx.VerifyPin(ONE, Pin(people.PIN)))
    assert answer == e.CardRefused(ONE, CardProblem.NO_CERTIFICATE)


@pytest.mark.parametrize("refusal", PortraitRefusal)
def test_every_refusal_of_a_portrait_has_words_of_its_own(refusal: PortraitRefusal) -> None:
    card = FakeCard()
    card.portraits.now(refusal)
    effect = fx.ReadPortrait(ONE, people.CHECK_NUMBER)
    answer = CardEffects(card, FakeClock()).read_portrait(effect)
    forged = refusal is PortraitRefusal.NOT_AUTHENTIC
    expected = e.CardFaceForged(ONE) if forged else None
    assert answer == (expected or e.FaceNotMatched(ONE, FaceProblem(refusal.value)))


def test_every_card_placed_begins_a_session_of_its_own() -> None:
    posted: list[e.Event] = []
    slot = SlotEvents(posted.append)
    for seen in (*SlotEvent, SlotEvent.CARD_PLACED):
        slot.report(seen)
    assert posted == [
        e.CardPlaced(SessionId(1)),
        e.CardRemoved(),
        e.ReaderLost(),
        e.ReaderBack(),
        e.CardPlaced(SessionId(2)),
    ]


class LateVision(FakeVision):
    """A match that is left in the moment between the worker taking it up and its beginning."""

    def __init__(self) -> None:
        super().__init__()
        self.leave: Callable[[], None] = lambda: None

    def match(
        self,
        portrait: Portrait,
        seconds: float,
        guide: Callable[[FaceGuidance], None],
        band: MatchBand = MatchBand.ORDINARY,
    ) -> FaceResult | FaceImpossible:
        self.leave()
        self.asked.clear()  # what came before the beginning stopped nothing
        return super().match(portrait, seconds, guide, band)


def test_a_match_left_in_the_moment_it_begins_is_stopped_and_says_nothing() -> None:
    vision, posted = LateVision(), list[e.Event]()
    effects = VisionEffects(vision, posted.append)
    vision.leave = lambda: effects.stop_matching(fx.StopMatching(ONE))
    assert effects.match(MATCH) is None
    assert vision.asked == ["match", "stop_matching"]
    assert not posted
