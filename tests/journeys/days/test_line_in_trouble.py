"""E13a to E13h through the whole kiosk: what the patient sees, that もう一度 works, what is kept.

The trouble begins before the challenge, while the chip signs, and before the consents; the
scenarios are those of the simulated service (qualification.md §9).
"""

import threading

import pytest

from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.proving import Awaited
from kiosk.flow.reasons import ServiceProblem
from kiosk.flow.rules import Rules
from kiosk.output.qualification_reader import read_consents
from kiosk.screens.present import present
from kiosk.screens.screen import Intent, Kind
from kiosk.screens.texts import load
from simulators.qualification.scenarios import SCENARIOS
from tests.journeys.days.cast import SERIALS
from tests.journeys.days.counter import PATIENCE, Counter

TEXTS = load()
WHO = SERIALS[0]
NEVER = ("10割", "SIM-", "エラー", "error", "HTTP", "JSON")
"""What no patient reads, however bad the line is."""
TROUBLES = {
    name: scenario.switch
    for name, scenario in SCENARIOS.items()
    if name.startswith("E13") and scenario.switch and name != "E13e"
}
trouble = pytest.mark.parametrize("switch", TROUBLES.values(), ids=TROUBLES)


HANGS = ("network_slow", "service_drip")
"""Where the line says nothing at all, the kiosk's own patience ends."""


def break_line(counter: Counter, switch: str) -> None:
    counter.served.switches()[switch]()


def until_said(counter: Counter, switch: str, waits: type[s.State], said: type[s.State]) -> None:
    """Wait until the kiosk says that there is trouble."""
    if switch in HANGS:
        counter.expect(waits)
        counter.time_passes()
    counter.expect(said)


def proof_is_on_its_way(state: s.State) -> bool:
    """Whether it left the chip, be it that nothing was ever heard of it."""
    if isinstance(state, s.Qualifying):
        return state.awaited is Awaited.ANSWER
    return isinstance(state, s.ServiceUnavailable)


def assert_kind(counter: Counter, *ways: Intent) -> None:
    """The screen offers these ways, says nothing hard, and does not look like the end."""
    screen = present(counter.state, TEXTS, Rules(), simulated=False)
    assert {*ways, Intent.GO_ON} <= {choice.intent for choice in screen.choices}
    assert screen.kind not in (Kind.DONE, Kind.NUMBER)
    assert not [word for word in NEVER if word in repr(screen)]
    assert counter.nothing_kept()


def end_well(counter: Counter) -> None:
    """Agree, be received, and find exactly that in the folder."""
    counter.expect(s.GivingConsent)
    counter.answer(t.AllAnswered, yes=True)
    one_reception(counter)


def one_reception(counter: Counter) -> None:
    shared = counter.expect(s.Done).shared
    counter.leave()
    counter.all_delivered()
    [file] = counter.face.glob("*.xml")
    given = read_consents(file.read_bytes()).given
    assert given == {one.information for one in shared}
    assert set(counter.served.consents_of(WHO).values()) == {"1"}
    assert counter.rows("SELECT count(*) FROM check_ins") == [(1,)]


@pytest.mark.parametrize(
    "switch", [one for one in TROUBLES.values() if one != "service_wrong_encoding"]
)  # a challenge is ASCII: it is the same in every encoding
def test_a_line_in_trouble_before_the_challenge_is_tried_again(
    counter: Counter, switch: str
) -> None:
    break_line(counter, switch)
    counter.verify(WHO)
    until_said(counter, switch, s.Qualifying, s.ServiceUnavailable)
    assert_kind(counter, Intent.PROVISIONAL)
    assert counter.card.challenges == []

    counter.served.up()
    counter.touch(t.WentOn)
    end_well(counter)
    assert counter.served.methods_of(WHO) == ("pin",)
    assert counter.card.asked.count("verify_pin") == 1


@trouble
def test_a_line_that_fails_with_the_proof_on_its_way_is_tried_again_with_a_fresh_challenge(
    counter: Counter, switch: str
) -> None:
    counter.card.meanwhile = lambda: break_line(counter, switch)
    counter.verify(WHO)
    counter.until(lambda: proof_is_on_its_way(counter.state), "the proof is on its way")
    until_said(counter, switch, s.Qualifying, s.ServiceUnavailable)
    assert_kind(counter, Intent.PROVISIONAL)

    counter.served.up()
    counter.touch(t.WentOn)
    end_well(counter)
    signed = counter.card.challenges
    assert len(set(signed)) == len(signed)
    if switch not in HANGS:  # there, the first answer may come after all
        assert len(signed) == 2
    assert counter.card.asked.count("verify_pin") == 1


@trouble
def test_answers_that_meet_a_line_in_trouble_are_sent_again_and_kept_once(
    counter: Counter, switch: str
) -> None:
    counter.verify(WHO)
    counter.expect(s.GivingConsent)
    break_line(counter, switch)
    counter.answer(t.AllAnswered, yes=True)
    until_said(counter, switch, s.SendingConsents, s.ConsentsNotSent)
    assert_kind(counter, Intent.WITHOUT_SHARING)

    counter.served.up()
    counter.touch(t.WentOn)
    one_reception(counter)
    assert counter.served.methods_of(WHO) == ("pin",)


def test_a_service_that_is_processing_is_waited_for_without_a_word(counter: Counter) -> None:
    break_line(counter, "service_processing")
    counter.verify(WHO)
    end_well(counter)
    assert s.ServiceUnavailable not in {type(state) for state in counter.seen}


def test_a_service_that_processes_for_longer_than_patients_wait_says_so(counter: Counter) -> None:
    counter.served.processing(10**6)
    counter.verify(WHO)
    counter.expect(s.Qualifying)
    counter.time_passes()
    assert counter.expect(s.ServiceUnavailable).why is ServiceProblem.NO_ANSWER
    assert_kind(counter, Intent.PROVISIONAL)


def test_a_late_fault_of_the_first_try_does_not_end_the_second(counter: Counter) -> None:
    counter.served.slow(30.0)
    counter.verify(WHO)
    until_said(counter, "network_slow", s.Qualifying, s.ServiceUnavailable)
    counter.touch(t.WentOn)
    counter.expect(s.Qualifying)
    seen = len(counter.seen)
    fail_late(counter)
    end_well(counter)
    assert s.ServiceUnavailable not in {type(state) for state in counter.seen[seen:]}


def test_a_late_fault_of_answers_does_not_end_their_second_sending(counter: Counter) -> None:
    counter.verify(WHO)
    counter.expect(s.GivingConsent)
    counter.served.slow(30.0)
    counter.answer(t.AllAnswered, yes=True)
    until_said(counter, "network_slow", s.SendingConsents, s.ConsentsNotSent)
    counter.touch(t.WentOn)
    counter.expect(s.SendingConsents)
    seen = len(counter.seen)
    fail_late(counter)
    one_reception(counter)
    assert s.ConsentsNotSent not in {type(state) for state in counter.seen[seen:]}


def fail_late(counter: Counter) -> None:
    """Let the call that still hangs end in rubbish; the one behind it meets a good line."""
    failed = threading.Event()

    def mend() -> None:
        counter.served.up()
        failed.set()

    counter.client.at_fault = mend
    counter.served.answer_rubbish()
    counter.served.slow(0.0)
    assert failed.wait(PATIENCE)
