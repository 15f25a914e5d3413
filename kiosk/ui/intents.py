"""What each touch means to the flow."""

from collections.abc import Callable, Mapping
from typing import Final

from kiosk.domain.language import Language
from kiosk.domain.session import SessionId
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import touches as t
from kiosk.flow.events import Event, LanguageChosen, PreferencesChosen
from kiosk.flow.visit import Panel
from kiosk.screens.screen import Choice, Intent


def _because(reason: VisualReason) -> Callable[[SessionId], t.Touch]:
    return lambda session: t.ReasonChosen(session, reason)


_EVENTS: Final[Mapping[Intent, Callable[[SessionId], t.Touch]]] = {
    Intent.FACE: t.FaceChosen,
    Intent.PIN: t.PinChosen,
    Intent.STAFF: t.StaffChosen,
    Intent.PHONE: t.PhoneChosen,
    Intent.CORRECT: t.DigitCorrected,
    Intent.CONFIRM: t.DigitsConfirmed,
    Intent.GO_ON: t.WentOn,
    Intent.GO_BACK: t.WentBack,
    Intent.HELP: t.HelpAsked,
    Intent.GIVE_UP: t.GaveUp,
    Intent.MORE_TIME: t.MoreTimeAsked,
    Intent.REASON_FACE_AND_PIN: _because(VisualReason.FACE_AND_PIN),
    Intent.REASON_CANNOT_OPERATE: _because(VisualReason.CANNOT_OPERATE),
    Intent.REASON_UNWELL: _because(VisualReason.UNWELL),
    Intent.REASON_MACHINE: _because(VisualReason.MACHINE),
    Intent.SAME_PERSON: lambda session: t.PersonConfirmed(session, same_person=True),
    Intent.OTHER_PERSON: lambda session: t.PersonConfirmed(session, same_person=False),
    Intent.AGREE_TO_ALL: lambda session: t.AllAnswered(session, yes=True),
    Intent.AGREE_TO_NONE: lambda session: t.AllAnswered(session, yes=False),
    Intent.ONE_BY_ONE: t.OneByOneChosen,
    Intent.YES: lambda session: t.ItemAnswered(session, yes=True),
    Intent.NO: lambda session: t.ItemAnswered(session, yes=False),
    Intent.LAST_ANSWERS: t.LastAnswersChosen,
    Intent.OPTION_FIRST: lambda session: t.OptionAnswered(session, first=True),
    Intent.OPTION_SECOND: lambda session: t.OptionAnswered(session, first=False),
    Intent.REGISTER: t.RegistrationChosen,
    Intent.PROVISIONAL: t.ProvisionalChosen,
    Intent.WITHOUT_SHARING: t.WithoutSharingChosen,
    Intent.LANGUAGES: lambda session: t.PanelOpened(session, Panel.LANGUAGES),
    Intent.COMFORT: lambda session: t.PanelOpened(session, Panel.COMFORT),
    Intent.CLOSE_PANEL: t.PanelClosed,
}


def event_of(choice: Choice, session: SessionId) -> Event:
    """Return the event of a touch on a screen of `session`."""
    match choice.sets:
        case None:
            return _EVENTS[choice.intent](session)
        case Language():
            return LanguageChosen(choice.sets)
        case preferences:
            return PreferencesChosen(preferences)
