"""Challenge, signature, answer: each is awaited once, in this order, and has its own time."""

import pytest

from kiosk.domain.check_in import VerifiedBy
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow import states as s
from tests.fakes import people
from tests.flow.saying import FACTS, ONE, RULES, VISIT, Happening, after, of, time_is_over

QUALIFYING = s.Qualifying(VISIT, FACTS, VerifiedBy.PIN)
CHALLENGED = of(e.ChallengeReceived, challenge=people.CHALLENGE)
SIGNED = of(e.ChallengeSigned, proof=people.PROOF)


@pytest.mark.parametrize(
    ("on_the_way", "leads_to"),
    [
        ([], s.ServiceUnavailable),
        ([CHALLENGED], s.CardNotUsable),
        ([CHALLENGED, SIGNED], s.ServiceUnavailable),
    ],
)
def test_a_card_mute_while_it_signs_is_not_taken_for_a_service_that_is_down(
    on_the_way: list[Happening], leads_to: type[s.State]
) -> None:
    state, effects = after(QUALIFYING, *on_the_way, time_is_over)
    assert type(state) is leads_to
    assert (fx.ReleaseCard(ONE) in effects) is (leads_to is s.CardNotUsable)


def test_challenge_signature_and_answer_have_a_time_of_their_own() -> None:
    limits = RULES.limits
    _, effects = after(QUALIFYING, CHALLENGED, SIGNED)
    seconds = [effect.seconds for effect in effects if isinstance(effect, fx.StartTimer)]
    assert seconds == [limits.reading, limits.service]


@pytest.mark.parametrize("late", [SIGNED, of(e.SigningRefused)])
@pytest.mark.parametrize("on_the_way", [[], [CHALLENGED, SIGNED]])
def test_a_signature_that_nobody_asked_for_is_not_sent(
    on_the_way: list[Happening], late: Happening
) -> None:
    before, _ = after(QUALIFYING, *on_the_way)
    assert after(before, late) == (before, [])


def test_a_challenge_that_comes_twice_is_signed_once() -> None:
    state, effects = after(
        s.Qualifying(VISIT, FACTS, VerifiedBy.PIN),
        of(e.ChallengeReceived, challenge=b"first"),
        of(e.ChallengeReceived, challenge=b"late"),
    )
    assert isinstance(state, s.Qualifying)
    signed = [effect.challenge for effect in effects if isinstance(effect, fx.SignChallenge)]
    assert signed == [b"first"]
