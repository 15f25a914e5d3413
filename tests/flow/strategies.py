"""Events at random: anything that can happen, in any state, of this session or of another."""

from collections.abc import Callable

from hypothesis import strategies as st

from kiosk.domain.certificate import CertificateState
from kiosk.domain.consent import Consents, Information, RecordedConsent
from kiosk.domain.face import FaceGuidance, MatchBand
from kiosk.domain.fault import Device
from kiosk.domain.language import Language
from kiosk.domain.offer import Offer
from kiosk.domain.optional_questions import OptionalQuestion
from kiosk.domain.pin import PinTries
from kiosk.domain.preferences import Preferences
from kiosk.domain.qualification import QualificationConfirmation, Validity
from kiosk.domain.refusal import QualificationRefusal
from kiosk.domain.session import SessionId
from kiosk.domain.shape import Shape
from kiosk.domain.token import TokenKind
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import events as e
from kiosk.flow import states as s
from kiosk.flow.looking import UNREADABLE
from kiosk.flow.reasons import CardProblem, FaceProblem
from kiosk.flow.rules import Rules
from kiosk.flow.visit import CardFacts, Front, Panel
from tests.fakes import people

Make = Callable[[SessionId], e.SessionEvent]
"""An event that still waits for its session."""

informations = st.frozensets(st.sampled_from(Information))
records: st.SearchStrategy[tuple[RecordedConsent, ...]] = informations.map(
    lambda kinds: people.recorded(*kinds)
)
certificates = st.sampled_from([*CertificateState, CertificateState.VALID, None])
options = st.frozensets(st.sampled_from(OptionalQuestion))
shapes = st.sampled_from(
    [Shape.STANDARD] * 7
    + [Shape.HOME_VISIT, Shape.COUNTER, Shape.COUNTER, Shape.QUALIFICATION_ONLY]
)
rules = st.builds(
    Rules, information=informations, options=options, face_tries=st.integers(1, 3), shape=shapes
)
forms: st.SearchStrategy[Consents] = st.builds(
    Consents, st.dictionaries(st.sampled_from(Information), st.booleans())
)
offers = st.builds(
    Offer,
    previous=st.dictionaries(st.sampled_from(Information), st.booleans()),
    specific_diseases=st.booleans(),
    public_expenses=st.sampled_from([(), ("指定難病",)]),
)
facts = st.builds(
    CardFacts,
    pin_tries=st.builds(PinTries, st.integers(0, 3)),
    certificate=certificates,
    card_key=st.sampled_from([people.CARD_KEY, people.CARD_KEY, people.CARD_KEY, None]),
)
fronts = st.builds(
    Front,
    reading=st.sampled_from([1, 1, 1, 2, 2, 3]),
    check_number=st.sampled_from([people.CHECK_NUMBER, None]),
    has_photo=st.sampled_from([True, True, False, None]),
    camera=st.sampled_from([True, True, True, False]),
    band=st.sampled_from(MatchBand),
)
tokens = st.sampled_from([TokenKind.CARD, TokenKind.CARD, TokenKind.ANDROID, TokenKind.IPHONE])
confirmations = st.builds(
    QualificationConfirmation,
    process_execution_time=st.just("20261120120000"),
    confirmation_date=st.just("20261120"),
    medical_institution_code=st.just("1312345670"),
    arbitrary_file_identifier=st.just("fake"),
    validity=st.sampled_from([Validity.VALID, Validity.VALID, Validity.INVALID, None]),
    results=st.sampled_from(
        [(), (people.PERSON,), (people.PERSON,) * 2, (people.WITH_DISEASE,), (people.ANOTHER,)]
    ),
    consents=records,
)


def _of(kind: Callable[..., e.SessionEvent], **fields: st.SearchStrategy[object]) -> "Makes":
    return st.fixed_dictionaries(dict(fields)).map(lambda values: _made(kind, values))


def _made(kind: Callable[..., e.SessionEvent], values: dict[str, object]) -> Make:
    return lambda session: kind(session, **values)


Makes = st.SearchStrategy[Make]
_yes_or_no = st.booleans()
_accounts = st.sampled_from([None, 5, 5, 6])
_staff = st.sampled_from([5, 5, 5, 6])
_reasons = st.sampled_from(VisualReason)
_CLOSED = st.sampled_from([FaceProblem.TRIES_SPENT, FaceProblem.UNCOUNTED])

TOUCHES: tuple[Makes, ...] = (
    _of(e.FaceChosen),
    _of(e.PinChosen),
    _of(e.StaffChosen),
    _of(e.PhoneChosen),
    _of(e.DigitPressed, digit=st.integers(0, 9)),
    _of(e.DigitCorrected),
    _of(e.DigitsConfirmed),
    _of(e.WentOn),
    _of(e.WentBack),
    _of(e.HelpAsked),
    _of(e.GaveUp),
    _of(e.ReasonChosen, reason=_reasons),
    _of(e.PersonConfirmed, same_person=_yes_or_no),
    _of(e.AllAnswered, yes=_yes_or_no),
    _of(e.OneByOneChosen),
    _of(e.ItemAnswered, yes=_yes_or_no),
    _of(e.LastAnswersChosen),
    _of(e.OptionAnswered, first=_yes_or_no),
    _of(e.RegistrationChosen),
    _of(e.ProvisionalChosen),
    _of(e.WithoutSharingChosen),
    _of(e.PanelOpened, panel=st.sampled_from(Panel)),
    _of(e.PanelClosed),
)
_QUALIFIED = _of(
    e.Qualified, receipt=st.just(people.RECEIPT), confirmation=confirmations, offer=offers
)
_RECORDED = _of(
    e.ConsentsRecorded,
    recorded=records,
    confirmation=st.none() | confirmations,
    public_expenses=st.sampled_from([(), (people.PUBLIC_EXPENSE,)]),
)
_OFFERED = _of(e.RegistrationOffered, registration=st.just(people.REGISTRATION))
_CODES = st.sampled_from(["card_gone", "unreachable", "still_processing"])
ANSWERS: tuple[Makes, ...] = (
    _of(e.CardRead, facts=facts, token=tokens),
    _of(e.FrontRead, front=fronts),
    _of(e.CardRefused, why=st.sampled_from(CardProblem)),
    _of(e.StaffDoorFound, open=_yes_or_no),
    _of(e.KeypadShuffled, keypad=st.just(tuple(range(9, -1, -1)))),
    _of(e.PinAccepted, certificate=certificates),
    _of(e.PinRejected, tries=st.builds(PinTries, st.integers(0, 2))),
    _of(e.PortraitRead, portrait=st.just(people.PORTRAIT)),
    _of(e.CardFaceForged),
    _of(e.FaceTryCharged, left=st.integers(0, 9)),
    _of(e.FaceDoorClosed, why=_CLOSED),
    _of(e.FaceGuided, guidance=st.sampled_from(FaceGuidance)),
    _of(e.FaceMatched),
    _of(e.FaceNotMatched, why=st.sampled_from(FaceProblem)),
    _of(e.PortraitShown, shown=_yes_or_no),
    _of(e.PasscodeAccepted, staff=_accounts),
    _of(e.PasscodeRejected, tries_left=st.integers(1, 4)),
    _of(e.PasscodeRefused, seconds=st.integers(1, 60)),
    _of(e.ChallengeReceived, challenge=st.just(people.CHALLENGE)),
    _of(e.ChallengeSigned, proof=st.just(people.PROOF)),
    _of(e.SigningRefused),
    _QUALIFIED,
    _OFFERED,
    _of(e.QualificationRefused, why=st.sampled_from(QualificationRefusal)),
    _RECORDED,
    _of(e.CheckInKept),
    _of(e.FormKept),
    _of(e.ProvisionalKept, number=st.integers(1, 99)),
    _of(e.TimedOut, timer=st.integers(0, 30)),
    _of(
        e.Faulted,
        device=st.sampled_from(Device),
        code=_CODES,
        question=st.integers(0, 4),
    ),
    _of(e.Broken, error=st.just("ValueError")),
)
_DESK: tuple[Makes, ...] = (
    _of(e.DeskCheckBegun, staff=_staff, reason=_reasons),
    _of(e.DeskAnswered, staff=_staff, same_person=_yes_or_no),
    _of(e.DeskCheckStopped),
)
_FORM = _of(e.FormRecorded, staff=_staff, answers=forms)
DESK: tuple[Makes, ...] = (*_DESK, _of(e.HelpComing), _FORM)
preferences = st.builds(
    Preferences, voice=_yes_or_no, fixed_keypad=_yes_or_no, more_time=_yes_or_no
)
of_a_session: Makes = st.one_of(*TOUCHES, *ANSWERS, *DESK)
of_the_world: st.SearchStrategy[e.Event] = st.one_of(
    st.sampled_from(
        [e.CardRemoved(), e.ReaderLost(), e.ReaderBack(), e.CameraLost(), e.CameraBack()]
    ),
    st.builds(e.LanguageChosen, st.sampled_from(Language)),
    st.builds(e.PreferencesChosen, preferences),
    st.builds(e.VisualModeSet, _yes_or_no),
)

_COMMON: tuple[Makes, ...] = (_of(e.WentOn), _of(e.WentBack))
_PAD: tuple[Makes, ...] = (
    _of(e.DigitPressed, digit=st.integers(0, 9)),
    _of(e.DigitPressed, digit=st.integers(0, 9)),
    _of(e.DigitsConfirmed),
)
_DOORS: tuple[Makes, ...] = (
    _of(e.FaceChosen),
    _of(e.PinChosen),
    _of(e.StaffChosen),
    _of(e.PhoneChosen),
    _of(e.FrontRead, front=fronts),
    _of(e.StaffDoorFound, open=st.just(value=True)),
    _of(e.DeskCheckBegun, staff=_staff, reason=_reasons),
)
_LOOKING: tuple[Makes, ...] = (
    _of(e.PortraitRead, portrait=st.just(people.PORTRAIT)),
    _of(e.PortraitRead, portrait=st.just(people.PORTRAIT)),
    _of(e.PortraitShown, shown=_yes_or_no),
    _of(e.FaceNotMatched, why=st.sampled_from(sorted(UNREADABLE))),
    _of(e.CardFaceForged),
    _of(e.FrontRead, front=fronts),
)
_CONSENT: tuple[Makes, ...] = (
    _of(e.AllAnswered, yes=_yes_or_no),
    _of(e.OneByOneChosen),
    _of(e.LastAnswersChosen),
    _of(e.ItemAnswered, yes=_yes_or_no),
    _of(e.ItemAnswered, yes=_yes_or_no),
    _of(e.WentBack),
)
_SERVICE_FAULT = _of(e.Faulted, device=st.just(Device.SERVICE), code=st.just("unreachable"))
_RECORDS_FAULT = _of(e.Faulted, device=st.just(Device.RECORDS), code=st.just("disk_full"))
USEFUL: dict[type[s.State], tuple[Makes, ...]] = {
    s.ReadingCard: (
        _of(e.CardRead, facts=facts, token=tokens),
        _of(e.FrontRead, front=fronts),
        _of(e.StaffDoorFound, open=_yes_or_no),
    ),
    s.Noticing: _COMMON,
    s.ChoosingMethod: _DOORS,
    s.PinLocked: _DOORS,
    s.LastPinTry: _COMMON,
    s.FaceRefused: _DOORS,
    s.EnteringPin: _PAD,
    s.CheckingPin: (
        _of(e.PinAccepted, certificate=certificates),
        _of(e.PinRejected, tries=st.builds(PinTries, st.integers(0, 2))),
    ),
    s.ReadingPortrait: (
        _of(e.PortraitRead, portrait=st.just(people.PORTRAIT)),
        _of(e.FaceTryCharged, left=st.integers(0, 9)),
        _of(e.FrontRead, front=fronts),
    ),
    s.MatchingFace: (
        _of(e.FaceMatched),
        _of(e.FaceNotMatched, why=st.sampled_from(FaceProblem)),
        _of(e.WentBack),
    ),
    s.EnteringPasscode: _PAD,
    s.CheckingPasscode: (
        _of(e.PasscodeAccepted, staff=_accounts),
        _of(e.PasscodeRejected, tries_left=st.integers(1, 4)),
        _of(e.PasscodeRefused, seconds=st.integers(1, 60)),
    ),
    s.PasscodePaused: _COMMON,
    s.ChoosingReason: (_of(e.ReasonChosen, reason=_reasons),),
    s.CheckingVisually: (*_LOOKING, _of(e.PersonConfirmed, same_person=_yes_or_no)),
    s.CheckingAtDesk: (*_LOOKING, *_DESK),
    s.Qualifying: (
        _of(e.ChallengeReceived, challenge=st.just(people.CHALLENGE)),
        _of(e.ChallengeSigned, proof=st.just(people.PROOF)),
        _QUALIFIED,
        _OFFERED,
        _SERVICE_FAULT,
    ),
    s.OfferingRegistration: (_of(e.RegistrationChosen), _of(e.WentBack)),
    s.Registering: (_QUALIFIED, _SERVICE_FAULT),
    s.ServiceUnavailable: (_of(e.WentOn), _of(e.ProvisionalChosen)),
    s.KeepingProvisional: (_of(e.ProvisionalKept, number=st.integers(1, 99)), _RECORDS_FAULT),
    s.ProvisionalNotKept: _COMMON,
    s.GivingConsent: _CONSENT,
    s.AnsweringOption: (_of(e.OptionAnswered, first=_yes_or_no), _of(e.WentBack)),
    s.SendingConsents: (_RECORDED, _SERVICE_FAULT),
    s.ConsentsNotSent: (_of(e.WentOn), _of(e.WithoutSharingChosen)),
    s.CheckingIn: (_of(e.CheckInKept), _RECORDS_FAULT),
    s.CheckInNotKept: _COMMON,
    s.ConsentingFirst: _CONSENT,
    s.ConsentOnPaper: (_FORM,),
    s.SendingForm: (_RECORDED, _SERVICE_FAULT),
    s.KeepingForm: (_of(e.FormKept), _RECORDS_FAULT),
    s.AskingStillThere: _COMMON,
    s.OfferingHelp: (*_COMMON, _of(e.HelpComing), _DESK[0], _DESK[1]),
}
"""What leads on from a state: random walks prefer it, else they would never come to consent."""
