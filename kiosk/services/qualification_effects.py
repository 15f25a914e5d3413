"""Carries out what is asked of the national service."""

from kiosk.flow import effects, events
from kiosk.ports.qualification import Confirmed, QualificationService


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
        if isinstance(answer, Confirmed):
            return events.Qualified(effect.session, answer.receipt, answer.confirmation)
        return events.QualificationRefused(effect.session, answer)

    def send_consents(self, effect: effects.SendConsents) -> events.Event:
        """Send the answers."""
        recorded = self._service.record_consents(effect.receipt, effect.consents)
        return events.ConsentsRecorded(effect.session, recorded)
