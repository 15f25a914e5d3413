"""What must never happen when staff look themselves (目視確認), whatever happens."""

from hypothesis import given, settings

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.session import SessionId
from kiosk.flow import effects as fx
from kiosk.flow import events as e
from kiosk.flow import states as s
from tests.flow.walks import Step, Walk, walks

often = settings(max_examples=100)


class Onlooker:
    """Notes what staff were let do in each session, from the events and not from the states."""

    def __init__(self) -> None:
        self._let_in: set[SessionId] = set()
        self._began: dict[SessionId, int] = {}
        self._said_yes: set[SessionId] = set()

    def see(self, step: Step) -> None:
        """Note one step."""
        match step.event:
            case e.PasscodeAccepted(session=session) if step.after != step.before:
                self._let_in.add(session)
            case e.DeskCheckBegun(session=session, staff=staff) if step.after != step.before:
                self._began[session] = staff
            case e.PersonConfirmed(session=session, same_person=True):
                if session in self._let_in:
                    self._said_yes.add(session)
            case e.DeskAnswered(session=session, staff=staff, same_person=True):
                if self._began.get(session) == staff:
                    self._said_yes.add(session)
            case _:
                pass

    def said_yes(self, session: SessionId) -> bool:
        """Say whether somebody who was let look has said yes in this session."""
        return session in self._said_yes


@often
@given(walks())
def test_nobody_is_verified_by_eye_but_by_whoever_was_let_look_at_this_patient(walk: Walk) -> None:
    onlooker = Onlooker()
    for step in walk.steps:
        onlooker.see(step)
        if isinstance(step.after, s.Qualifying):
            by_eye = step.after.verified_by is VerifiedBy.VISUAL_CHECK
            assert not by_eye or onlooker.said_yes(step.after.visit.session)


@often
@given(walks())
def test_a_portrait_shown_is_taken_away_once_with_whatever_ends_the_look(walk: Walk) -> None:
    on_glass: SessionId | None = None
    for step in walk.steps:
        for effect in step.effects:
            if isinstance(effect, fx.HidePortrait):
                assert on_glass == effect.session
                on_glass = None
            if isinstance(effect, fx.ShowPortrait):
                assert on_glass is None
                on_glass = effect.session
        looking = isinstance(step.after, s.CheckingVisually | s.CheckingAtDesk)
        assert on_glass is None or (looking and step.after.visit.session == on_glass)


@often
@given(walks())
def test_nobody_looks_at_a_phone_or_at_a_card_without_photo(walk: Walk) -> None:
    for step in walk.steps:
        if isinstance(step.after, s.ChoosingReason | s.CheckingVisually | s.CheckingAtDesk):
            assert not step.after.visit.token.is_phone
            assert step.after.facts.front.has_photo is not False


@often
@given(walks())
def test_a_look_is_left_or_its_staff_and_reason_stay(walk: Walk) -> None:
    for step in walk.steps:
        match step.before, step.after:
            case (s.CheckingVisually() as was, s.CheckingVisually() as now) if (
                was.visit.session == now.visit.session
            ):
                assert (was.staff, was.reason) == (now.staff, now.reason)
            case (s.CheckingAtDesk() as was, s.CheckingAtDesk() as now) if (
                was.staff is not None and was.visit.session == now.visit.session
            ):
                assert (was.staff, was.reason) == (now.staff, now.reason)
            case _:
                pass


@often
@given(walks())
def test_the_chip_is_asked_for_one_portrait_at_a_time(walk: Walk) -> None:
    """Two answers on their way could be taken for each other."""
    waited_for: set[SessionId] = set()
    for step in walk.steps:
        match step.event:
            case (
                e.PortraitRead(session=session)
                | e.CardFaceForged(session=session)
                | e.FaceNotMatched(session=session)
                | e.Faulted(session=session)
            ):
                waited_for.discard(session)
            case _:
                pass
        for effect in step.effects:
            if isinstance(effect, fx.ReadPortrait):
                assert effect.session not in waited_for
                waited_for.add(effect.session)
