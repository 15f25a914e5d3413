"""Which of the five steps a state belongs to."""

from kiosk.flow import states as s
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
        case s.GivingConsent() | s.AnsweringOption():
            return 4
        case s.SendingConsents() | s.ConsentsNotSent():
            return 4
        case s.CheckingIn() | s.CheckInNotKept() | s.Done():
            return 5
        case s.TakeCard(why=why):
            return 5 if why is CardLeft.FINISHED else 0
        case s.AskingStillThere(back=back) | s.OfferingHelp(back=back):
            return step(back)
        case _:
            return 3
