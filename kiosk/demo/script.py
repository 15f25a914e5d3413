"""The six patients of the demonstration, each as a person would do it."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.demo.development import STAFF_PASSCODE
from kiosk.demo.stage import Stage
from kiosk.domain.check_in import VerifiedBy
from kiosk.flow import states as s
from kiosk.screens.screen import Intent


@dataclass(frozen=True)
class Patient:
    """Who comes, what they do, and how it must end."""

    name: str
    title: str
    act: Callable[[Stage], None]
    verified_by: VerifiedBy


def _by_pin(stage: Stage) -> None:
    stage.stand("ume")  # who comes next, and needs some time to be drawn
    stage.picture("waiting")
    stage.place("hanako")
    stage.expect(s.ChoosingMethod, "choose")
    stage.tap(Intent.PIN)
    stage.expect(s.EnteringPin, "pin")
    stage.type("1234")
    stage.expect(s.GivingConsent, "consent")
    stage.tap(Intent.AGREE_TO_ALL)
    stage.expect(s.Done, "done")
    stage.expect(s.TakeCard, "take-your-card")


def _by_face(stage: Stage) -> None:
    stage.be_ready("ume")
    stage.place("ume")
    stage.expect(s.ChoosingMethod)
    stage.be_recognised("face", "face-turn-asked", "face-turned")
    stage.expect(s.GivingConsent)
    stage.tap(Intent.ONE_BY_ONE)
    for number, answer in enumerate((Intent.YES, Intent.YES, Intent.NO), 1):
        stage.wait(lambda asking=number - 1: getattr(stage.state, "asking", -1) == asking)
        stage.expect(s.GivingConsent, f"consent-item-{number}")
        stage.tap(answer)
    stage.expect(s.Done, "done-some-shared")


def _wrong_then_right(stage: Stage) -> None:
    stage.stand("ren")
    stage.tap(Intent.LANGUAGES)
    stage.look()
    stage.picture("languages")
    stage.tap_named("English")
    stage.picture("waiting-english")
    stage.place("taro")
    stage.expect(s.ChoosingMethod, "choose-english")
    stage.tap(Intent.PIN)
    stage.expect(s.EnteringPin)
    stage.type("9999")
    stage.wait(lambda: isinstance(stage.state, s.EnteringPin) and stage.state.was_wrong)
    stage.expect(s.EnteringPin, "pin-wrong-two-left")
    stage.type("5678")
    stage.expect(s.GivingConsent, "consent-english")
    stage.tap(Intent.AGREE_TO_NONE)
    stage.expect(s.Done, "done-nothing-shared")


def _locked_then_face(stage: Stage) -> None:
    stage.be_ready("ren")
    stage.place("ren")
    stage.expect(s.ChoosingMethod)
    stage.tap(Intent.PIN)
    for left in (2, 1, 0):
        if left == 0:
            stage.expect(s.LastPinTry, "pin-last-try")
            stage.tap(Intent.GO_ON)
        stage.expect(s.EnteringPin)
        stage.type(f"999{left}")  # each time another: a refused one is not sent again
        stage.wait(lambda tries=left: _tries_left(stage) == tries)
    stage.expect(s.PinLocked, "pin-locked")
    stage.be_recognised()
    stage.expect(s.GivingConsent)
    stage.tap(Intent.AGREE_TO_ALL)
    stage.expect(s.Done, "done-after-lock")


def _tries_left(stage: Stage) -> int:
    state = stage.state
    waiting = isinstance(state, s.LastPinTry | s.EnteringPin | s.PinLocked)
    return state.facts.pin_tries.left if waiting else -1


def _by_staff(stage: Stage) -> None:
    stage.place("jiro")
    stage.expect(s.ChoosingMethod)
    stage.tap(Intent.STAFF)
    stage.expect(s.EnteringPasscode, "staff-passcode")
    stage.type(STAFF_PASSCODE)
    stage.expect(s.ChoosingReason, "staff-reason")
    stage.tap(Intent.REASON_CANNOT_OPERATE)
    stage.expect(s.CheckingVisually, "staff-visual-check")
    stage.tap(Intent.SAME_PERSON)
    stage.expect(s.GivingConsent)
    stage.tap(Intent.AGREE_TO_ALL)
    stage.expect(s.Done, "done-by-staff")


def _by_phone(stage: Stage) -> None:
    stage.place("mei")
    stage.expect(s.ChoosingMethod, "choose-iphone")
    stage.tap(Intent.PHONE)
    stage.expect(s.GivingConsent)
    stage.tap(Intent.AGREE_TO_ALL)
    stage.expect(s.Done, "done-by-iphone")


_ONCE_WRONG = "一度まちがえて暗証番号 one wrong PIN, then right"
_LOCKED = "三度まちがえてロック、顔認証 third wrong PIN locks, then face"

PATIENTS = (
    Patient("hanako", "暗証番号 PIN", _by_pin, VerifiedBy.PIN),
    Patient("ume", "顔認証 face", _by_face, VerifiedBy.FACE),
    Patient("taro", _ONCE_WRONG, _wrong_then_right, VerifiedBy.PIN),
    Patient("ren", _LOCKED, _locked_then_face, VerifiedBy.FACE),
    Patient("jiro", "職員の目視確認 staff visual check", _by_staff, VerifiedBy.VISUAL_CHECK),
    Patient("mei", "iPhone", _by_phone, VerifiedBy.PHONE),
)
