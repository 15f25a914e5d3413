"""Carries out what is asked of the national service."""

from kiosk.domain.refusal import Refused
from kiosk.domain.session import SessionId
from kiosk.flow import effects, events
from kiosk.ports.qualification import Confirmed, NotRegistered, QualificationService


class QualificationEffects:
    """The service worker's work."""

    def __init__(self, service: QualificationService) -> None:
        self._service = service

    def request_challenge(self, effect: effects.RequestChallenge) -> events.Event:
        """Fetch a fresh challenge."""
        return events.ChallengeReceived(effect.session, self._service.request_challenge())

    def confirm(self, effect: effects.ConfirmQualification) -> events.Event:
        """Send the signed challenge."""
        answer = self._service.confirm(effect.proof, effect.verified_by)
        if isinstance(answer, NotRegistered):
            return events.RegistrationOffered(effect.session, answer.registration)
        return _told(effect.session, answer)

    def register(self, effect: effects.Register) -> events.Event:
        """Apply for 保険証利用登録."""
        return _told(effect.session, self._service.register(effect.registration))

    def send_consents(self, effect: effects.SendConsents) -> events.Event:
        """Send the answers."""
        told = self._service.record_answers(effect.receipt, effect.consents, effect.options)
        return events.ConsentsRecorded(
            effect.session, told.consents, told.confirmation, told.public_expenses
        )


def _told(session: SessionId, answer: Confirmed | Refused) -> events.Event:
    if isinstance(answer, Confirmed):
        return events.Qualified(session, answer.receipt, answer.confirmation, answer.offer)
    return events.QualificationRefused(session, answer.why, answer.code)
