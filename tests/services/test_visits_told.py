"""What staff see of a visit: where it stands, what is needed of them, how it ended."""

from collections.abc import Callable, Generator
from dataclasses import astuple, replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from kiosk.domain.certificate import CertificateValidity
from kiosk.domain.fault import Device
from kiosk.domain.language import Language
from kiosk.domain.pin import PinTries
from kiosk.domain.qualification import Validity
from kiosk.domain.session import SessionId
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.visit import Front
from kiosk.ports.board import MACHINE, VisitOutcome
from kiosk.ports.card import CardRead, PinAccepted, PinRejected, TokenKind
from kiosk.ports.faults import DeviceFault
from kiosk.ports.qualification import Confirmed
from kiosk.services.board import BoardKeeper
from kiosk.services.visit_ids import VisitIds
from kiosk.services.visit_record import begun, went_on
from tests.fakes import people
from tests.fakes.board import FakeBoard
from tests.fakes.clock import FakeClock
from tests.fakes.kiosk import FakeKiosk, HeldWorker
from tests.fakes.people import NOON
from tests.flow.saying import FACTS, ONE, VISIT, choosing
from tests.flow.walks import Walk, walks


@pytest.fixture
def kiosk() -> Generator[FakeKiosk]:
    made = FakeKiosk()
    yield made
    made.stop()


def receive(kiosk: FakeKiosk) -> None:
    kiosk.place_card()
    kiosk.touch(t.PinChosen)
    kiosk.enter(people.PIN)
    kiosk.answer(t.AllAnswered, yes=True)


def call_for_help(kiosk: FakeKiosk) -> None:
    kiosk.place_card()
    kiosk.touch(t.HelpAsked)


def test_a_visit_is_told_from_the_card_to_its_end(kiosk: FakeKiosk) -> None:
    kiosk.card.pins.now(PinRejected(PinTries(2)), PinAccepted())
    kiosk.place_card()
    begun = kiosk.visit
    assert (begun.state, begun.step, begun.outcome) == ("choosing_method", 2, None)
    assert kiosk.board.kiosk is not None
    assert (kiosk.board.kiosk.state, kiosk.board.kiosk.visit) == ("choosing_method", begun.id)

    kiosk.touch(t.PinChosen)
    kiosk.enter(people.WRONG_PIN)
    kiosk.enter(people.PIN)
    kiosk.answer(t.AllAnswered, yes=True)
    done = kiosk.visit
    assert (done.state, done.step, done.outcome) == ("done", 5, VisitOutcome.RECEIVED)
    assert (done.verified_by, done.pin_failures, done.ended_at) == ("pin", 1, None)
    assert (done.certificate, done.certificate_month) == ("valid", None)

    kiosk.remove_card()
    assert (kiosk.visit.id, kiosk.visit.ended_at) == (begun.id, people.NOON)
    assert kiosk.board.kiosk.visit is None


def test_the_month_in_which_a_certificate_ends_is_told_once_it_was_read(kiosk: FakeKiosk) -> None:
    soon = CertificateValidity(date(2026, 12, 9))
    kiosk.card.reads.now(replace(people.CARD, certificate=soon))
    kiosk.place_card()
    assert kiosk.visit.certificate_month == "2026-12"
    kiosk.remove_card()
    kiosk.card.reads.now(CardRead(TokenKind.ANDROID, None, PinTries(3), people.CARD_KEY))
    kiosk.card.pins.now(PinAccepted(soon))
    kiosk.place_card()
    assert kiosk.visit.certificate_month is None
    kiosk.touch(t.PinChosen)
    kiosk.enter(people.PIN)
    assert kiosk.visit.certificate_month == "2026-12"


def test_a_visit_and_the_reception_it_ends_in_have_one_id(kiosk: FakeKiosk) -> None:
    receive(kiosk)
    assert [kept.reception for kept in kiosk.records.kept] == [kiosk.visit.id]


def test_the_next_card_is_another_visit(kiosk: FakeKiosk) -> None:
    receive(kiosk)
    first = kiosk.visit
    kiosk.remove_card()
    kiosk.place_card()
    assert kiosk.visit.id != first.id
    assert kiosk.board.visits[first.id].outcome is VisitOutcome.RECEIVED


def test_ids_are_another_runs_for_the_same_sessions() -> None:
    assert VisitIds().of(SessionId(1)) != VisitIds().of(SessionId(1))


@pytest.mark.parametrize(
    ("end", "outcome"),
    [
        (FakeKiosk.remove_card, VisitOutcome.LEFT),
        (FakeKiosk.lose_reader, VisitOutcome.BROKEN),
        (lambda kiosk: kiosk.touch(t.GaveUp), VisitOutcome.GAVE_UP),
    ],
)
def test_how_a_visit_ended_is_told(
    kiosk: FakeKiosk, end: Callable[[FakeKiosk], None], outcome: VisitOutcome
) -> None:
    kiosk.place_card()
    end(kiosk)
    assert kiosk.visit.outcome is outcome


def test_a_visit_that_nobody_touches_has_timed_out(kiosk: FakeKiosk) -> None:
    kiosk.place_card()
    kiosk.time_passes()
    kiosk.time_passes()
    assert kiosk.visit.outcome is VisitOutcome.TIMED_OUT
    assert kiosk.visit.needs == "card_left"
    kiosk.remove_card()
    assert kiosk.visit.needs is None


def test_a_reception_whose_insurance_staff_look_at_is_received_and_needs_them(
    kiosk: FakeKiosk,
) -> None:
    answer = Confirmed(people.RECEIPT, people.confirmation(Validity.INVALID))
    kiosk.service.confirmations.now(answer)
    receive(kiosk)
    assert kiosk.visit.outcome is VisitOutcome.RECEIVED
    kiosk.remove_card()
    assert kiosk.visit.needs == "see_staff.insurance_ended"


def test_who_called_for_help_and_left_still_needs_it(kiosk: FakeKiosk) -> None:
    call_for_help(kiosk)
    assert (kiosk.visit.needs, kiosk.visit.needs_since) == ("help", people.NOON)
    assert kiosk.visit.help_asked == 1
    kiosk.remove_card()
    assert (kiosk.visit.needs, kiosk.visit.outcome) == ("help", VisitOutcome.LEFT)


def test_who_called_for_help_and_was_received_after_all_needs_nobody(kiosk: FakeKiosk) -> None:
    call_for_help(kiosk)
    kiosk.touch(t.WentBack)
    assert kiosk.visit.needs is None
    kiosk.touch(t.PinChosen)
    kiosk.enter(people.PIN)
    kiosk.answer(t.AllAnswered, yes=True)
    kiosk.remove_card()
    assert (kiosk.visit.needs, kiosk.visit.outcome) == (None, VisitOutcome.RECEIVED)


def test_a_card_taken_while_it_was_kept_is_perhaps_received() -> None:
    records = HeldWorker()
    kiosk = FakeKiosk(workers={"records": records})
    receive(kiosk)
    assert kiosk.visit.state == "checking_in"
    kiosk.remove_card()
    assert (kiosk.visit.needs, kiosk.visit.outcome) == ("interrupted", VisitOutcome.LEFT)
    records.carry_out()
    assert [kept.reception for kept in kiosk.records.kept] == [kiosk.visit.id]
    kiosk.stop()


def test_the_reader_and_the_camera_are_told_when_they_are_lost_and_when_they_are_back(
    kiosk: FakeKiosk,
) -> None:
    kiosk.lose_camera()
    kiosk.lose_reader()
    kiosk.place_card()
    kiosk.remove_card()
    kiosk.lose_reader()
    _ = kiosk.kiosk.board and kiosk.kiosk.board.writer.write()
    assert kiosk.board.kiosk is not None
    assert (kiosk.board.kiosk.reader_fault, kiosk.board.kiosk.camera_fault) == ("lost", "lost")
    kiosk.bring_reader_back()
    kiosk.bring_camera_back()
    _ = kiosk.kiosk.board and kiosk.kiosk.board.writer.write()
    assert (kiosk.board.kiosk.reader_fault, kiosk.board.kiosk.camera_fault) == (None, None)


def test_the_time_of_each_step_is_told_and_the_machines_beside_it(kiosk: FakeKiosk) -> None:
    kiosk.place_card()
    kiosk.clock.passes(timedelta(seconds=4))
    kiosk.touch(t.PinChosen)
    kiosk.clock.passes(timedelta(seconds=7))
    kiosk.enter(people.PIN)
    assert kiosk.visit.milliseconds["2"] == 4000
    assert kiosk.visit.milliseconds["3"] == 7000
    assert kiosk.visit.milliseconds[MACHINE] == 0


def test_the_language_of_the_patient_is_told(kiosk: FakeKiosk) -> None:
    kiosk.place_card()
    kiosk.kiosk.post(e.LanguageChosen(Language.ENGLISH))
    assert kiosk.visit.language == "en"


def test_a_visit_under_way_when_the_kiosk_is_switched_off_is_broken(kiosk: FakeKiosk) -> None:
    kiosk.place_card()
    kiosk.stop()
    assert kiosk.board.visit.outcome is VisitOutcome.BROKEN
    assert kiosk.board.visit.ended_at is not None
    assert kiosk.board.ended
    assert kiosk.board.closed


def test_records_that_take_nothing_do_not_stop_a_reception_and_every_end_is_told_later(
    kiosk: FakeKiosk,
) -> None:
    kiosk.board.broken = DeviceFault(Device.RECORDS, "disk_full")
    for _ in range(3):
        receive(kiosk)
        assert kiosk.kiosk.board is not None
        kiosk.kiosk.board.writer.write()
        kiosk.remove_card()
    assert kiosk.board.visits == {}
    kiosk.board.broken = None
    _ = kiosk.visit
    outcomes = [visit.outcome for visit in kiosk.board.visits.values()]
    assert outcomes == [VisitOutcome.RECEIVED] * 3
    assert all(visit.ended_at for visit in kiosk.board.visits.values())


@given(walk=walks())
def test_nothing_personal_is_ever_told_and_every_visit_ends_with_an_outcome(walk: Walk) -> None:
    board, clock = FakeBoard(), FakeClock()
    keeper = BoardKeeper(board, VisitIds(), clock, walk.steps[0].before)
    for step in walk.steps:
        if step.after is not step.before:
            clock.passes(timedelta(milliseconds=10))
            keeper.note(step.before, step.event, step.after)
            keeper.writer.write()
    keeper.stop()
    assert board.kiosk is not None
    told = [astuple(replace(visit, id="")) for visit in board.visits.values()]  # ids are chance
    said = repr(told) + repr(replace(board.kiosk, visit=None))
    assert people.marks_in(said) == []
    for visit in board.visits.values():
        assert visit.ended_at is not None
        assert visit.outcome is not None
        assert 1 <= visit.step <= 5
        assert (visit.needs is None) == (visit.needs_since is None)
        assert len(visit.state) <= 32
        assert len(visit.needs or "") <= 64


def test_a_portrait_is_missing_only_once_it_is_not_coming_any_more() -> None:
    desk = s.CheckingAtDesk(VISIT, FACTS, 5, VisualReason.UNWELL)
    coming = replace(FACTS, portrait_asked=True)
    sent = replace(desk, portrait_sent=True)
    told = {
        desk: False,  # nobody asks the chip
        replace(desk, facts=coming): None,
        replace(desk, facts=replace(FACTS, front=Front(1, pending=True))): None,
        sent: None,
        replace(sent, portrait_shown=False): False,
        replace(sent, portrait_shown=True): True,
        s.OfferingHelp(VISIT, replace(sent, portrait_shown=True)): None,
        replace(desk, staff=None, reason=None): None,  # visual mode, nobody has begun
    }
    record = begun("v-1", choosing(), NOON)
    seen = {
        state: went_on(record, choosing(), e.HelpAsked(ONE), state, NOON, 0).record.portrait_shown
        for state in told
    }
    assert seen == told
