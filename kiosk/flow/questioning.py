"""What a patient is asked in step 4, by the service's answer, the card and the clinic's rules."""

from kiosk.domain.certificate import CertificateState
from kiosk.domain.check_in import CheckIn, VerifiedBy
from kiosk.domain.consent import Consents, items_to_ask
from kiosk.domain.offer import Offer
from kiosk.domain.optional_questions import NOTHING_ASKED, OptionalQuestion
from kiosk.domain.qualification import QualificationConfirmation
from kiosk.domain.shape import ConsentWay
from kiosk.flow.events import Qualified
from kiosk.flow.reasons import StaffReason
from kiosk.flow.rules import Rules
from kiosk.flow.same_person import contradicts
from kiosk.flow.shared import unshared
from kiosk.flow.states import AnsweringOption, GivingConsent, Qualifying, Registering
from kiosk.flow.transition import Transition, to
from kiosk.flow.visit import Form, Questions, Visit
from kiosk.flow.ways import keep, see_staff, send


def qualified(state: Qualifying | Registering, event: Qualified, rules: Rules) -> Transition:
    """Ask what there is to ask, or check in at once where there is nothing.

    Whom the print contradicts is asked nothing: the face would have opened another's records.
    """
    visit, confirmation = state.visit, event.confirmation
    if contradicts(state.facts, state.verified_by, confirmation):
        return see_staff(visit, StaffReason.CARD_OF_ANOTHER)
    in_grace = state.facts.certificate is CertificateState.IN_GRACE
    # Without one valid qualification there is nothing to share: staff look at it after check-in.
    asks = confirmation.received and visit.shape.consent is not ConsentWay.NEVER
    items = items_to_ask(rules.information) if asks and not in_grace else ()
    options = _options(rules, event.offer, in_grace=in_grace) if asks else ()
    return _ask(
        visit,
        Questions(state.verified_by, event.receipt, confirmation, items, event.offer, options),
    )


def _ask(visit: Visit, questions: Questions) -> Transition:
    """Ask as the shape of the kiosk does; what was answered before is sent only now."""
    given = visit.consented or Consents()
    match visit.shape.consent:
        case ConsentWay.ON_GLASS if questions.items:
            return to(GivingConsent(visit, questions))
        case ConsentWay.ON_PAPER:
            form = Form(questions.verified_by, questions.receipt, questions.items)
            return _keep_unasked(visit, questions, form if form.items else None)
        case ConsentWay.FIRST if questions.items and given.answers:
            if questions.options:
                return to(AnsweringOption(visit, questions, given))
            return send(visit, questions, given, NOTHING_ASKED)
        case _ if questions.options:
            return to(AnsweringOption(visit, questions))
        case _:
            return _keep_unasked(visit, questions)


def _keep_unasked(visit: Visit, questions: Questions, form: Form | None = None) -> Transition:
    check_in = _unasked(visit, questions.verified_by, questions.confirmation)
    return keep(visit, check_in, form)


def _unasked(visit: Visit, by: VerifiedBy, confirmation: QualificationConfirmation) -> CheckIn:
    return CheckIn(
        visit.session,
        by,
        Consents(),
        unshared(confirmation),  # nobody was asked at this visit
        face_failures=visit.face_failures,
    )


def _options(rules: Rules, offer: Offer, *, in_grace: bool) -> tuple[OptionalQuestion, ...]:
    """Return the optional questions that have a point, in their order.

    In the months of grace after expiry a certificate serves for the qualification alone
    (qualification.md §4.2): what else the service may know of the patient is not asked for.
    """
    has_a_point = {
        OptionalQuestion.SPECIFIC_DISEASES: offer.specific_diseases and not in_grace,
        OptionalQuestion.PUBLIC_EXPENSE: bool(offer.public_expenses) and not in_grace,
        OptionalQuestion.PRESCRIPTION: True,
    }
    return tuple(one for one in OptionalQuestion if one in rules.options and has_a_point[one])
