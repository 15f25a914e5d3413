"""Carries out what is asked of the card, and turns what the slot sees into events."""

import itertools

from kiosk.domain.certificate import CertificateState, CertificateValidity
from kiosk.domain.holder import HolderProof, Portrait
from kiosk.domain.pin import PinTries
from kiosk.domain.refusal import CardRefusal, PortraitRefusal
from kiosk.domain.session import SessionId
from kiosk.flow import effects, events
from kiosk.flow.reasons import CardProblem, FaceProblem
from kiosk.flow.visit import CardFacts
from kiosk.ports.card import (
    Card,
    PinAccepted,
    PinIsLocked,
    PinRejected,
    SlotEvent,
)
from kiosk.ports.clock import Clock
from kiosk.services.runner import Post


class CardEffects:
    """The card worker's work; every APDU of a session in order, on one thread."""

    def __init__(self, card: Card, clock: Clock) -> None:
        self._card = card
        self._clock = clock

    def read(self, effect: effects.ReadCard) -> events.Event:
        """Read what step 1 needs of the chip."""
        answer = self._card.read()
        if isinstance(answer, CardRefusal):
            return events.CardRefused(effect.session, CardProblem(answer.value))
        state, month = self._shown(answer.certificate)
        facts = CardFacts(
            answer.pin_tries, state, card_key=answer.card_key, certificate_month=month
        )
        return events.CardRead(effect.session, facts, answer.kind)

    def _shown(
        self, certificate: CertificateValidity | None
    ) -> tuple[CertificateState | None, str | None]:
        today = self._clock.now().date()
        return (certificate.state(today), certificate.month(today)) if certificate else (None, None)

    def verify_pin(self, effect: effects.VerifyPin) -> events.Event:
        """Send the PIN once and say what the chip said."""
        match self._card.verify_pin(effect.pin):
            case PinAccepted(certificate=certificate):
                return events.PinAccepted(effect.session, *self._shown(certificate))
            case PinRejected(tries=tries):
                return events.PinRejected(effect.session, tries)
            case PinIsLocked():
                return events.PinRejected(effect.session, PinTries(0))
            case CardRefusal() as refusal:
                return events.CardRefused(effect.session, CardProblem(refusal.value))

    def read_portrait(self, effect: effects.ReadPortrait) -> events.Event:
        """Open the 券面事項確認AP and read the portrait."""
        answer = self._card.read_portrait(effect.check_number)
        match answer:
            case Portrait():
                return events.PortraitRead(effect.session, answer)
            case PortraitRefusal.NOT_AUTHENTIC:
                return events.CardFaceForged(effect.session)
            case _:
                return events.FaceNotMatched(effect.session, FaceProblem(answer.value))

    def sign(self, effect: effects.SignChallenge) -> events.Event:
        """Let the user key sign the challenge."""
        answer = self._card.sign(effect.challenge, effect.verified_by)
        if isinstance(answer, HolderProof):
            return events.ChallengeSigned(effect.session, answer)
        return events.SigningRefused(effect.session)

    def release(self, effect: effects.ReleaseCard) -> None:
        """Power the card off."""
        del effect
        self._card.release()


class SlotEvents:
    """Gives each card placed a session of its own."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._sessions = itertools.count(1)

    def report(self, seen: SlotEvent) -> None:
        """Turn what the slot saw into an event; called from the watching thread."""
        match seen:
            case SlotEvent.CARD_PLACED:
                self._post(events.CardPlaced(SessionId(next(self._sessions))))
            case SlotEvent.CARD_REMOVED:
                self._post(events.CardRemoved())
            case SlotEvent.READER_LOST:
                self._post(events.ReaderLost())
            case SlotEvent.READER_BACK:
                self._post(events.ReaderBack())
