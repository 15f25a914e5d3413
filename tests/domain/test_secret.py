"""What is private shows itself to nobody, by whatever road it is asked."""

import copy
import json
import pickle
import traceback
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from kiosk.domain.check_in import CheckIn, VerifiedBy
from kiosk.domain.consent import Consents
from kiosk.domain.face import MatchBand, MatchScore
from kiosk.domain.pin import Digits, Passcode, Pin
from kiosk.domain.secret import Private
from kiosk.domain.session import SessionId
from kiosk.flow import effects, events, states
from kiosk.flow.visit import Questions, Visit
from kiosk.ports.records import OutboxItem, PasscodeHash, ResultFile
from kiosk.ports.vision import PreviewFrame
from tests.fakes import people

ONE = SessionId(1)
FILE = ResultFile("face.xml", b"marked content")
CHECK_IN = CheckIn(ONE, VerifiedBy.PIN, Consents(), people.confirmation())
PRIVATE: list[Private] = [
    Pin(people.PIN),
    Passcode(people.PASSCODE),
    Digits(people.PIN),
    people.PORTRAIT,
    people.PROOF,
    people.FRONT,
    people.CHECK_NUMBER,
    people.CARD_KEY,
    MatchScore(0.4649),
    people.PERSON,
    people.confirmation(),
    CHECK_IN,
    FILE,
    OutboxItem(1, FILE, 0),
    PasscodeHash("marked hash"),
    PreviewFrame(1, 1, b"abc", 1),
]
ROADS: list[Callable[[Private], object]] = [
    str,
    lambda value: f"{value}",
    lambda value: f"{value:>20}",
    lambda value: "%s" % value,  # noqa: UP031 - the road that logging takes
    "{}".format,
    pickle.dumps,
    copy.copy,
    copy.deepcopy,
    json.dumps,
    lambda value: json.dumps([{"who": value}]),
    lambda value: pickle.dumps([value]),
]


@pytest.mark.parametrize("value", PRIVATE, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("road", range(len(ROADS)))
def test_what_is_private_has_no_text_and_is_neither_pickled_nor_copied(
    value: Private, road: int
) -> None:
    with pytest.raises(TypeError) as refused:
        ROADS[road](value)
    assert not _leaks("".join(traceback.format_exception_only(refused.value)))


@pytest.mark.parametrize("value", PRIVATE, ids=lambda value: type(value).__name__)
def test_the_repr_of_what_is_private_is_its_kind_alone(value: Private) -> None:
    assert repr(value) == f"<{type(value).__name__} hidden>"
    assert not _leaks(f"{[value]!r} {value!r:>30}")


@dataclass(frozen=True)
class _Holding:
    what: Private
    more: tuple[Private, ...]


@pytest.mark.parametrize("value", PRIVATE, ids=lambda value: type(value).__name__)
def test_a_dataclass_that_holds_it_hides_it_too(value: Private) -> None:
    assert not _leaks(str(_Holding(value, (value,))))
    with pytest.raises(TypeError):
        pickle.dumps(_Holding(value, ()))


@pytest.mark.parametrize(
    "value",
    [
        states.EnteringPin(Visit(ONE), people.facts(), Digits(people.PIN)),
        states.GivingConsent(
            Visit(ONE), Questions(VerifiedBy.PIN, people.RECEIPT, people.confirmation(), ())
        ),
        states.CheckingIn(Visit(ONE), CHECK_IN),
        effects.VerifyPin(ONE, Pin(people.PIN)),
        effects.CheckPasscode(ONE, Passcode(people.PASSCODE)),
        effects.ReadPortrait(ONE, people.CHECK_NUMBER),
        effects.MatchFace(ONE, people.PORTRAIT, 12.0, MatchBand.ORDINARY),
        effects.SignChallenge(ONE, people.CHALLENGE, VerifiedBy.PIN),
        effects.SendConsents(ONE, people.RECEIPT, Consents()),
        events.ChallengeReceived(ONE, people.CHALLENGE),
        events.ChallengeSigned(ONE, people.PROOF),
        events.Qualified(ONE, people.RECEIPT, people.confirmation()),
        events.CardRead(ONE, people.facts()),
    ],
    ids=lambda value: type(value).__name__,
)
def test_states_effects_and_events_hide_what_they_carry(value: object) -> None:
    assert not _leaks(repr(value))


def test_neither_a_key_pressed_nor_the_order_of_the_pad_is_shown() -> None:
    shuffled = (7, 1, 9, 0, 3, 2, 8, 6, 5, 4)
    typing = states.EnteringPin(Visit(ONE), people.facts(), keypad=shuffled)
    staff = states.EnteringPasscode(Visit(ONE), people.facts(), keypad=shuffled)
    shown = repr([typing, staff, events.KeypadShuffled(ONE, shuffled)])
    assert "7, 1, 9" not in shown
    assert repr(events.DigitPressed(ONE, 7)) == repr(events.DigitPressed(ONE, 8))


def _leaks(text: str) -> list[str]:
    return [mark for mark in (*people.MARKED, "abc", "0.4649") if mark in text]
