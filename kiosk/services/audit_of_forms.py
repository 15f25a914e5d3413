"""What the audit log has of a printed form (同意書): who recorded it, when, and which answers."""

from kiosk.domain.consent import Consents
from kiosk.flow import states as s
from kiosk.ports.records import AuditEntry, KeptCheckIn


def form_told(old: s.State, new: s.State) -> AuditEntry | None:
    """Say that staff recorded a form, or that what they recorded came to nothing that is known.

    Where the card is taken meanwhile, the service may have the answers and the reception has not.
    """
    session = old.visit.session
    if isinstance(new, s.SendingForm) and not isinstance(old, s.SendingForm):
        return AuditEntry("form_recorded", session, _details(new.staff, new.answers))
    if isinstance(old, s.SendingForm | s.KeepingForm) and not isinstance(
        new, s.SendingForm | s.KeepingForm | s.Done
    ):
        return AuditEntry("form_not_sent", session, {"staff": old.staff})
    return None


def form_entry(kept: KeptCheckIn, staff: int) -> AuditEntry:
    """Return the entry that is kept together with the consents of a form."""
    details = _details(staff, kept.check_in.consents)
    return AuditEntry("form_kept", kept.check_in.session, details)


def _details(staff: int, answers: Consents) -> dict[str, str | int]:
    kinds = {kind.value: int(yes) for kind, yes in sorted(answers.answers.items())}
    return {"staff": staff, **kinds}
