"""Which of the five steps a state belongs to, and which of those that a shape shows."""

from typing import Final

from kiosk.domain.shape import Stage
from kiosk.flow import states as s
from kiosk.flow.aside import beneath
from kiosk.flow.reasons import CardLeft


def step(state: s.State) -> int:
    """Return 1 to 5, or 0 where the steps do not apply."""
    match state:
        case s.Interrupted() | s.OutOfService() | s.SeeStaff():
            return 0
        case s.ReceivedProvisionally() | s.NumberInSight():
            return 0  # the fifth step is called 完了, and this is not
        case s.Noticing(verified_by=by) if by is not None:
            return 3
        case s.WaitingForCard() | s.ReadingCard() | s.CardNotUsable() | s.Noticing():
            return 1
        case s.ChoosingMethod() | s.PinLocked():
            return 2
        case s.ConsentingFirst() | s.GivingConsent() | s.AnsweringOption():
            return 4
        case s.SendingConsents() | s.ConsentsNotSent():
            return 4
        case s.CheckingIn() | s.CheckInNotKept() | s.Done():
            return 5
        case s.ConsentOnPaper() | s.SendingForm() | s.KeepingForm():
            return 5
        case s.TakeCard(why=why):
            return 5 if why is CardLeft.FINISHED else 0
        case s.AskingStillThere(back=back) | s.OfferingHelp(back=back):
            return step(back)
        case _:
            return 3


_STAGES: Final = (Stage.CARD, Stage.METHOD, Stage.IDENTITY, Stage.CONSENT, Stage.DONE)
_PROVING: Final = (Stage.IDENTITY, Stage.PIN)


def shown_step(state: s.State) -> int:
    """Return which of the steps of its shape a state belongs to, from 1; 0 as in `step`.

    A step that the shape has not belongs to the proof: choosing a way leads to it, and what is sent
    after a home visit's proof is the end of it.
    """
    number = step(state)
    if number == 0:
        return 0
    stage, steps = _STAGES[number - 1], state.visit.shape.steps
    after_proof = stage is Stage.CONSENT and not isinstance(beneath(state), s.ConsentingFirst)
    if stage in steps and not (after_proof and state.visit.consented is not None):
        return steps.index(stage) + 1
    return next(steps.index(one) for one in _PROVING if one in steps) + 1
