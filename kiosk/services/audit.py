"""The audit log writes itself: a pure function of (old state, event, new state).

`CATALOGUE` lists every word it can write; details never hold personal data.
"""

from kiosk.domain.check_in import ProvisionalCheckIn
from kiosk.domain.optional_questions import OptionalAnswers, OptionalQuestion
from kiosk.domain.session import NO_SESSION
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.aside import beneath
from kiosk.flow.looking import Look, look_of
from kiosk.flow.reasons import FaceProblem, StaffReason
from kiosk.ports.records import AuditEntry, Folder, KeptCheckIn
from kiosk.ports.voice import VoiceEvent
from kiosk.services.audit_of_forms import form_told

CATALOGUE = {
    "card_placed": "a card came into the reader; a session began",
    "card_refused": "the card cannot be used, and why",
    "pin_rejected": "the chip rejected a PIN; tries left",
    "last_pin_try": "the patient chose to risk the last try of the PIN",
    "pin_locked": "the chip takes no PIN any more",
    "face_refused": "the face did not match or could not be compared, and why",
    "presentation_attack": "なりすましのおそれ - カメラの前をお確かめください - "
    "what stood before the camera was not taken for a person: staff should look",
    "face_door_closed": "this card may try no more by face today, or the tries cannot be counted",
    "holder_verified": "the holder was verified, and by which door",
    "passcode_rejected": "a wrong staff passcode",
    "passcode_paused": "the staff passcode pauses",
    "visual_check_begun": "目視確認を始めた - staff began to look, where and for which reason",
    "visual_check": "目視確認の結果 - what staff saw, or that they did not answer",
    "visual_check_refused": "staff say it is not the person on the card",
    "service_unavailable": "the national service did not answer in time",
    "registration_offered": "保険証利用登録 is not done; the patient was asked whether to apply",
    "registration_applied": "the patient applied for 保険証利用登録",
    "card_not_authentic": "券面データの署名が正しくありません（偽造のおそれ） - "
    "the signature over the card face does not hold: the card may be forged",
    "card_of_another": "カードに印刷された生年月日が保険の情報と違います（別人のおそれ） - "
    "the print is of another day of birth than the answer: two cards may have been used",
    "see_staff": "the kiosk could not finish, and why",
    "checked_in": "a reception was kept, by which door, with which validity and answers",
    "form_recorded": "同意書を記録した - staff recorded a signed form: who, and which answers",
    "form_kept": "同意書の内容が登録された - the service recorded them and the reception has them",
    "form_not_sent": "同意書の内容を送れなかった - the answers did not arrive, or the card was "
    "taken meanwhile: the service may have them all the same",
    "provisional": "仮受付 - a reception was kept that the service could not be asked about",
    "provisional_settled": "仮受付の確認完了 - the service answered for it, or staff confirmed it "
    "on paper",
    "request_answered": "レセコンの要求 - a request file was answered, and how it ended",
    "query_answered": "職員の照会の結果 - a query of staff has ended, and how",
    "not_kept": "the records could not keep a reception",
    "session_interrupted": "the card was taken before the end",
    "session_timed_out": "nobody touched the screen any more",
    "help_asked": "職員を呼んだ - the patient called staff",
    "help_coming": "職員が向かった - staff said on the console that they are coming",
    "gave_up": "the patient ended the reception",
    "card_left_behind": "the card still lies in the reader after the end",
    "delivery_waits": "レセコンのフォルダに書けません - a folder of the receipt computer takes no "
    "files, and why; they wait",
    "delivery_resumed": "a folder of the receipt computer takes files again",
    "file_set_aside": "渡せないファイルがあります - a file could not be delivered by itself; "
    "those behind it were",
    "fault": "a device failed, with its code",
    "voice_silent": "音声が出ません - there is no sound device, or the voice does not work; "
    "the kiosk goes on without",
    "voice_heard": "the voice sounds again",
    "out_of_service": "a device without which nobody can be received is gone",
    "in_service": "the reader is back",
    "broken": "a bug; the type of the error",
}


def audit_entries(old: s.State, event: e.Event, new: s.State) -> tuple[AuditEntry, ...]:
    """Say what a transition owes the audit log, in order.

    The check-in itself is absent here: its entry is written in its own transaction.
    """
    said = (_looked(old, event, new), form_told(old, new), _entry_of(old, event, new))
    return tuple(entry for entry in said if entry is not None)


def _looked(old: s.State, event: e.Event, new: s.State) -> AuditEntry | None:
    """Every use of 目視確認: who, why, where, and what came of it."""
    was, now = look_of(beneath(old)), look_of(beneath(new))
    if was is None and now is not None:
        return _entry("visual_check_begun", new, **_look(now))
    if was is None or now is not None:
        return None
    return _entry("visual_check", old, **_look(was), outcome=_outcome(event))


def _look(look: Look) -> dict[str, str | int]:
    return {
        "staff": "clinic" if look.staff is None else look.staff,
        "reason": look.reason.value if look.reason else "",
        "at": "kiosk" if isinstance(look, s.CheckingVisually) else "console",
    }


def _outcome(event: e.Event) -> str:
    match event:
        case e.PersonConfirmed(same_person=same) | e.DeskAnswered(same_person=same):
            return "same_person" if same else "other_person"
        case _:
            return "unanswered"  # left, stopped, timed out, or the card was taken


def _entry_of(old: s.State, event: e.Event, new: s.State) -> AuditEntry | None:
    if isinstance(event, e.Faulted) and event.session == old.visit.session:
        not_kept = isinstance(new, s.CheckInNotKept | s.ProvisionalNotKept)
        what = "not_kept" if not_kept else "fault"
        return _entry(what, old, device=event.device.value, code=event.code)
    if isinstance(event, e.Broken) and event.session == old.visit.session:
        return _entry("broken", old, error=event.error)
    if isinstance(event, e.FaceDoorClosed) and new != old:
        return _entry("face_door_closed", new, why=event.why.value)
    if isinstance(event, e.HelpComing) and new != old:
        return _entry("help_coming", new)
    if isinstance(event, e.HelpAsked) and new.visit.call is not old.visit.call:
        return _entry("help_asked", new)
    if type(new) is type(old) and not isinstance(new, s.TakeCard):
        return None
    return _arrived(old, event, new)


def _arrived(old: s.State, event: e.Event, new: s.State) -> AuditEntry | None:
    match new:
        case s.ReadingCard():
            return _entry("card_placed", new)
        case s.CardNotUsable(why=why):
            return _entry("card_refused", new, why=why.value)
        case s.FaceRefused(why=why) if not isinstance(old, s.AskingStillThere | s.OfferingHelp):
            return _face_refused(new, why)
        case s.OfferingHelp() if isinstance(event, e.HelpAsked):
            return _entry("help_asked", new)
        case s.SeeStaff(why=why):
            return _at_staff(event, new, why)
        case s.Qualifying() | s.OfferingRegistration() | s.Registering() | s.ServiceUnavailable():
            return _of_the_service(old, new)
        case s.EnteringPin() if isinstance(old, s.LastPinTry):
            return _entry("last_pin_try", new)
        case s.LastPinTry() | s.EnteringPin() | s.PinLocked():
            return _rejected(old, event)
        case s.EnteringPasscode() | s.PasscodePaused():
            return _rejected(old, event)
        case _:
            return _ended(old, event, new)


def _of_the_service(old: s.State, new: s.State) -> AuditEntry | None:
    match new:
        case s.Qualifying(verified_by=by) if not isinstance(old, s.ServiceUnavailable):
            return _entry("holder_verified", new, by=by.value)
        case s.OfferingRegistration() if isinstance(old, s.Qualifying):
            return _entry("registration_offered", new)
        case s.Registering():
            return _entry("registration_applied", new)
        case s.ServiceUnavailable() if isinstance(old, s.Qualifying | s.Registering):
            return _entry("service_unavailable", new)
        case _:
            return None


def _at_staff(event: e.Event, new: s.SeeStaff, why: StaffReason) -> AuditEntry:
    if isinstance(event, e.QualificationRefused) and event.code:
        return _entry("see_staff", new, why=why.value, code=event.code)
    match why:
        case StaffReason.VISUAL_CHECK_REFUSED:
            return _entry("visual_check_refused", new)
        case StaffReason.CARD_NOT_AUTHENTIC:
            return _entry("card_not_authentic", new)
        case StaffReason.CARD_OF_ANOTHER:
            return _entry("card_of_another", new)
        case _:
            return _entry("see_staff", new, why=why.value)


def _face_refused(new: s.FaceRefused, why: FaceProblem) -> AuditEntry:
    if why is FaceProblem.NOT_LIVE:
        return _entry("presentation_attack", new, tries=new.visit.face_failures)
    return _entry("face_refused", new, why=why.value)


def _rejected(old: s.State, event: e.Event) -> AuditEntry | None:
    match event:
        case e.PinRejected(tries=tries) if tries.locked:
            return _entry("pin_locked", old)
        case e.PinRejected(tries=tries):
            return _entry("pin_rejected", old, tries_left=tries.left)
        case e.PasscodeRejected(tries_left=left):
            return _entry("passcode_rejected", old, tries_left=left)
        case e.PasscodeRefused(seconds=seconds):
            return _entry("passcode_paused", old, seconds=seconds)
        case _:
            return None


def _ended(old: s.State, event: e.Event, new: s.State) -> AuditEntry | None:
    match new:
        case s.Interrupted():
            return _entry("session_interrupted", old, step=type(old).__name__)
        case s.TakeCard(reminders=0) if isinstance(event, e.TimedOut):
            ended = isinstance(old, s.Done | s.ReceivedProvisionally)
            what = "card_left_behind" if ended else "session_timed_out"
            return _entry(what, old, step=type(old).__name__)
        case s.TakeCard() if isinstance(event, e.GaveUp):
            return _entry("gave_up", old, step=type(old).__name__)
        case s.OutOfService(device=device):
            return _entry("out_of_service", old, device=device.value)
        case s.WaitingForCard() if isinstance(old, s.OutOfService):
            return _entry("in_service", old)
        case _:
            return None


def check_in_entry(kept: KeptCheckIn) -> AuditEntry:
    """Return the entry that is kept together with the check-in."""
    check_in = kept.check_in
    details: dict[str, str | int] = {"by": check_in.verified_by.value}
    if validity := check_in.confirmation.validity:
        details["validity"] = validity.value
    if kept.doubts:
        details["doubts"] = " ".join(sorted({doubt.code.value for doubt in kept.doubts}))
    for kind, yes in sorted(check_in.consents.answers.items()):
        details[kind.value] = int(yes)
    details |= _optional(check_in.options)
    return AuditEntry("checked_in", check_in.session, details)


def _optional(options: OptionalAnswers) -> dict[str, str | int]:
    """Return the answers to what was asked besides, as codes; nothing of what was not asked."""
    prescription = options.prescription and options.prescription.value
    answers = (
        (OptionalQuestion.SPECIFIC_DISEASES, options.specific_diseases),
        (OptionalQuestion.PUBLIC_EXPENSE, options.public_expense),
    )
    told: dict[str, str | int] = {one.value: int(yes) for one, yes in answers if yes is not None}
    return told | ({OptionalQuestion.PRESCRIPTION.value: prescription} if prescription else {})


def provisional_entry(check_in: ProvisionalCheckIn) -> AuditEntry:
    """Return the entry that is kept together with a provisional reception."""
    return AuditEntry("provisional", check_in.session, {"by": check_in.verified_by.value})


def settled_entry(validity: str | None) -> AuditEntry:
    """Return the entry of a provisional reception that the service has answered for."""
    return AuditEntry("provisional_settled", NO_SESSION, {"validity": validity or "none"})


def request_entry(interface: str, result: str, substituted: int = 0) -> AuditEntry:
    """Return the entry kept with an answer: SegmentOfResult, or the kiosk's own error code.

    `substituted` elements hold a 〓, for Shift_JIS lacks a character of theirs.
    """
    details: dict[str, str | int] = {"interface": interface, "result": result}
    if substituted:
        details["substituted"] = substituted
    return AuditEntry("request_answered", NO_SESSION, details)


def query_entry(kind: str, result: str) -> AuditEntry:
    """Return the entry of a query of staff: its validity, or why there is no answer."""
    return AuditEntry("query_answered", NO_SESSION, {"kind": kind, "result": result})


def folder_entry(folder: Folder, code: str | None) -> AuditEntry:
    """Return the entry of a folder that begins to fail, with its code, or works again."""
    where: dict[str, str | int] = {"folder": folder.value}
    if code is None:
        return AuditEntry("delivery_resumed", NO_SESSION, where)
    return AuditEntry("delivery_waits", NO_SESSION, {**where, "code": code})


def set_aside_entry(folder: Folder, number: int, code: str) -> AuditEntry:
    """Return the entry of a file that fails by itself; `number` is the outbox's."""
    details: dict[str, str | int] = {"folder": folder.value, "file": number, "code": code}
    return AuditEntry("file_set_aside", NO_SESSION, details)


def _entry(what: str, state: s.State, **details: str | int) -> AuditEntry:
    return AuditEntry(what, state.visit.session, details)


def voice_entry(event: VoiceEvent) -> AuditEntry:
    """Say that the kiosk cannot be heard, or can again."""
    return AuditEntry(event.value, NO_SESSION)
