"""目視確認 through the whole kiosk: at the kiosk, and from the console without a step."""

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.refusal import PortraitRefusal
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.events import VisualModeSet
from kiosk.flow.reasons import StaffReason
from kiosk.ports.desk.orders import Outcome, What
from tests.fakes.kiosk import FakeKiosk
from tests.journeys.roads import checking_visually, choosing

REASON = {"reason": VisualReason.CANNOT_OPERATE.value}


def words(kiosk: FakeKiosk) -> list[str]:
    """Return what the audit log says of looks and calls, in order."""
    said = [entry.what for entry in kiosk.records.audit]
    return [word for word in said if word.startswith(("visual", "help", "holder"))]


def order(kiosk: FakeKiosk, what: What, *, staff: int = 5) -> Outcome | None:
    """Staff order something of the patient who is there now."""
    details = REASON if what is What.CHECK_BY_EYE else None
    return kiosk.order(what, kiosk.visit.id, details, staff=staff)


def test_staff_look_from_the_desk_and_the_patient_goes_on(kiosk: FakeKiosk) -> None:
    choosing(kiosk)
    assert order(kiosk, What.CHECK_BY_EYE) is Outcome.DONE
    assert isinstance(kiosk.state, s.CheckingAtDesk)
    assert kiosk.state.portrait_shown
    assert kiosk.vision.preview() is not None

    assert order(kiosk, What.SAME_PERSON, staff=6) is Outcome.TOO_LATE  # who did not look
    assert order(kiosk, What.SAME_PERSON) is Outcome.DONE
    assert kiosk.vision.preview() is None
    assert isinstance(kiosk.state, s.GivingConsent)
    kiosk.answer(t.AllAnswered, yes=True)
    assert isinstance(kiosk.state, s.Done)
    assert kiosk.records.check_ins[0].verified_by is VerifiedBy.VISUAL_CHECK
    assert words(kiosk) == ["visual_check_begun", "visual_check", "holder_verified"]


def test_staff_see_another_person_from_the_desk(kiosk: FakeKiosk) -> None:
    choosing(kiosk)
    kiosk.touch(t.HelpAsked)
    assert order(kiosk, What.HELP_COMING) is Outcome.DONE
    assert order(kiosk, What.CHECK_BY_EYE) is Outcome.DONE
    assert order(kiosk, What.OTHER_PERSON) is Outcome.DONE
    assert isinstance(kiosk.state, s.SeeStaff)
    assert kiosk.state.why is StaffReason.VISUAL_CHECK_REFUSED
    assert words(kiosk) == [
        *("help_asked", "help_coming"),
        *("visual_check_begun", "visual_check", "visual_check_refused"),
    ]


def test_a_card_taken_while_staff_look_leaves_no_portrait_behind(kiosk: FakeKiosk) -> None:
    checking_visually(kiosk)
    assert kiosk.vision.preview() is not None
    kiosk.remove_card()
    assert kiosk.vision.preview() is None
    assert words(kiosk)[-1] == "visual_check"


def test_a_forged_card_is_found_out_while_staff_look(kiosk: FakeKiosk) -> None:
    kiosk.card.portraits.now(PortraitRefusal.NOT_AUTHENTIC)
    checking_visually(kiosk)
    assert isinstance(kiosk.state, s.SeeStaff)
    assert kiosk.state.why is StaffReason.CARD_NOT_AUTHENTIC


def test_a_card_whose_check_number_is_spared_is_looked_at_without_portrait(
    kiosk: FakeKiosk,
) -> None:
    kiosk.card.portraits.now(PortraitRefusal.CHECK_NUMBER_SPARED)
    checking_visually(kiosk)
    assert isinstance(kiosk.state, s.CheckingVisually)
    assert not kiosk.state.portrait_shown
    kiosk.answer(t.PersonConfirmed, yes=True)
    assert isinstance(kiosk.state, s.GivingConsent)


def test_in_visual_mode_every_card_waits_for_staff_until_it_is_ended(kiosk: FakeKiosk) -> None:
    kiosk.kiosk.post(VisualModeSet(on=True))
    for _ in range(2):
        choosing(kiosk)
        assert isinstance(kiosk.state, s.CheckingAtDesk)
        assert order(kiosk, What.CHECK_BY_EYE) is Outcome.DONE
        assert order(kiosk, What.SAME_PERSON) is Outcome.DONE
        assert isinstance(kiosk.state, s.GivingConsent)
        kiosk.remove_card()
    kiosk.kiosk.post(VisualModeSet(on=False))
    choosing(kiosk)
    assert isinstance(kiosk.state, s.ChoosingMethod)
