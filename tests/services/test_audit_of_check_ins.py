"""What the audit log says of a check-in: the door, the validity, every answer as a code."""

from kiosk.domain.check_in import CheckIn, VerifiedBy
from kiosk.domain.consent import Consents, Information
from kiosk.domain.optional_questions import OptionalAnswers, PrescriptionIssue
from kiosk.domain.qualification import Validity
from kiosk.domain.session import SessionId
from kiosk.ports.records import AuditEntry, KeptCheckIn
from kiosk.services.audit import check_in_entry
from tests.fakes import people

ONE = SessionId(1)


def test_a_check_in_is_written_with_its_door_and_every_answer() -> None:
    answers = Consents({Information.PHARMACISTS: True, Information.HEALTH_CHECKUPS: False})
    check_in = CheckIn(ONE, VerifiedBy.FACE, answers, people.confirmation())
    entry = check_in_entry(KeptCheckIn("", check_in))
    expected = {
        "by": "face",
        "validity": "1",
        "PharmacistsInfo": 1,
        "SpecificHealthCheckupsInfo": 0,
    }
    assert entry == AuditEntry("checked_in", ONE, expected)


def test_optional_answers_and_validity_are_written_as_codes() -> None:
    ended = people.confirmation(Validity.INVALID)
    options = OptionalAnswers(
        specific_diseases=True, public_expense=False, prescription=PrescriptionIssue.PAPER
    )
    check_in = CheckIn(ONE, VerifiedBy.PIN, Consents(), ended, options)
    assert check_in_entry(KeptCheckIn("", check_in)).details == {
        "by": "pin",
        "validity": "2",
        "specific_diseases": 1,
        "public_expense": 0,
        "prescription": "2",
    }
