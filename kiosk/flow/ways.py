"""Ways that several steps lead to: ends with the card still there, proof, sending, keeping."""

from dataclasses import replace

from kiosk.domain.check_in import CheckIn, VerifiedBy
from kiosk.domain.consent import Consents
from kiosk.domain.optional_questions import OptionalAnswers
from kiosk.flow.effects import KeepCheckIn, ReleaseCard, RequestChallenge, SendConsents
from kiosk.flow.reasons import CardLeft, CardProblem, StaffReason
from kiosk.flow.states import (
    CardNotUsable,
    CheckingIn,
    Qualifying,
    SeeStaff,
    SendingConsents,
    TakeCard,
)
from kiosk.flow.transition import Transition, to
from kiosk.flow.visit import CardFacts, Form, Questions, Visit


def not_usable(visit: Visit, why: CardProblem) -> Transition:
    """Say kindly that this card cannot go on; the chip is powered off at once."""
    return to(CardNotUsable(visit, why), ReleaseCard(visit.session))


def leave(visit: Visit, why: CardLeft) -> Transition:
    """End the reception with the card still in the reader: ask for it until it is taken."""
    return to(TakeCard(visit, why), ReleaseCard(visit.session))


def see_staff(visit: Visit, why: StaffReason) -> Transition:
    """End where only staff can go on."""
    return to(SeeStaff(visit, why), ReleaseCard(visit.session))


def asking(visit: Visit) -> Visit:
    """Count a question to the service: from now on a fault of an older one is stale."""
    return replace(visit, question=visit.question + 1)


def verified(visit: Visit, facts: CardFacts, by: VerifiedBy) -> Transition:
    """HolderVerified: the one road behind all doors begins with a fresh challenge."""
    visit = asking(visit)
    challenge = RequestChallenge(visit.session, question=visit.question)
    return to(Qualifying(visit, facts, by), challenge)


def send(
    visit: Visit, questions: Questions, answers: Consents, options: OptionalAnswers
) -> Transition:
    """Send the answers; the service takes the same ones more than once."""
    visit = asking(visit)
    effect = SendConsents(
        visit.session, questions.receipt, answers, options, question=visit.question
    )
    return to(SendingConsents(visit, questions, answers, options), effect)


def keep(visit: Visit, check_in: CheckIn, form: Form | None = None) -> Transition:
    """Step 5 begins: the chip has done its part and is powered off."""
    effects = (KeepCheckIn(visit.session, check_in), ReleaseCard(visit.session))
    return to(CheckingIn(visit, check_in, form), *effects)
