"""A person of nobody's, marked so that a leak is found: logs are searched for these values."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.certificate import CertificateState, CertificateValidity
from kiosk.domain.certificates_of_benefit import SpecificDiseasesCertificate
from kiosk.domain.check_number import CardFront, CheckNumberB
from kiosk.domain.consent import Information, RecordedConsent
from kiosk.domain.face import MatchBand
from kiosk.domain.holder import HolderProof, Portrait
from kiosk.domain.offer import Offer
from kiosk.domain.optional_questions import PublicExpense
from kiosk.domain.pin import PinTries
from kiosk.domain.qualification import Qualification, QualificationConfirmation, Validity
from kiosk.domain.token import CardKey
from kiosk.flow.visit import CardFacts, Front
from kiosk.ports.card import CardRead, TokenKind

JAPAN = ZoneInfo("Asia/Tokyo")
NOON = datetime(2026, 11, 20, 12, 0, 0, tzinfo=JAPAN)
TODAY = NOON.date()

PIN, WRONG_PIN = "4649", "9517"
PASSCODE, WRONG_PASSCODE = "8020", "7513"
NAME, KANA = "秘密　花子", "ﾋﾐﾂ ﾊﾅｺ"
SYMBOL, IDENTIFICATION = "１２－３－４", "45670089"
ADDRESS = "東京都見本市秘密町１－２－３"
RECEIPT = "receipt-5f1c9d"
REGISTRATION = "registration-0b7e42"

FRONT = CardFront("昭和55年2月17日", 2035, "2285", has_photo=True)
CHECK_NUMBER = CheckNumberB("55021720352285")
PORTRAIT = Portrait(b"marked portrait bytes")
CHALLENGE = b"marked challenge of 32 bytes....."
PROOF = HolderProof(CHALLENGE, b"marked certificate", b"marked signature")

MARKED = (
    PIN, WRONG_PIN, PASSCODE, WRONG_PASSCODE, NAME, KANA, SYMBOL, IDENTIFICATION, ADDRESS, RECEIPT,
    REGISTRATION,     "秘密", "19800217", "昭和55年", CHECK_NUMBER.digits, "marked",
)  # fmt: skip
"""Text that must turn up in no log, audit entry, repr or error message."""


def marks_in(text: str) -> list[str]:
    """Return what of the person stands in a text; a repr escapes some of it, so parts count too."""
    return [mark for mark in MARKED if mark in text]


CARD_KEY = CardKey(b"marked digest of a certificate..")
CARD = CardRead(TokenKind.CARD, CertificateValidity(date(2030, 2, 17)), PinTries(3), CARD_KEY)

PERSON = Qualification(
    insured_card_classification="01",
    insurer_number="  139998",
    insured_card_symbol=SYMBOL,
    insured_identification_number=IDENTIFICATION,
    name=NAME,
    name_kana=KANA,
    birthdate="19800217",
    address=ADDRESS,
)

ANOTHER = replace(PERSON, birthdate="19910405")
"""Somebody born on another day than what is printed on the card."""
WITH_DISEASE = replace(
    PERSON,
    specific_diseases_cons_flg="1",
    specific_diseases_cons_time="20261120120000",
    specific_diseases_certificates=(
        SpecificDiseasesCertificate(disease_category="1", self_pay="10000"),
    ),
)
INSTITUTION = "1312345670"
PUBLIC_EXPENSE = PublicExpense("指定難病", "54136015", "1234566")
OFFER = Offer(
    {Information.PHARMACISTS: True, Information.HEALTH_CHECKUPS: False},
    specific_diseases=True,
    public_expenses=(PUBLIC_EXPENSE.name,),
)
"""All that may be asked, and what was answered last time."""


def facts(
    certificate: CertificateState = CertificateState.VALID,
    tries: int = 3,
    *,
    check_number: CheckNumberB | None = CHECK_NUMBER,
    has_photo: bool | None = True,
) -> CardFacts:
    """Return what is known of an ordinary card once its front is read, but for what is told."""
    read = front(check_number, has_photo=has_photo)
    return CardFacts(PinTries(tries), certificate, read, card_key=CARD_KEY)


def front(
    check_number: CheckNumberB | None = CHECK_NUMBER, *, has_photo: bool | None = True
) -> Front:
    """Return what the first reading of an ordinary card's front ended in, but for what is told."""
    band = MatchBand.MINOR if check_number is None else MatchBand.ORDINARY
    return Front(1, check_number=check_number, has_photo=has_photo, band=band)


def confirmation(
    validity: Validity | None = Validity.VALID, results: int = 1
) -> QualificationConfirmation:
    """Return the service's answer about the person."""
    return QualificationConfirmation(
        process_execution_time="20261120120000",
        confirmation_date="20261120",
        medical_institution_code=INSTITUTION,
        arbitrary_file_identifier="fake",
        validity=validity,
        results=(PERSON,) * results,
    )


def recorded(*kinds: Information) -> tuple[RecordedConsent, ...]:
    """Return the service's record of consents given at noon."""
    return tuple(RecordedConsent(kind, NOON, NOON + timedelta(hours=24)) for kind in sorted(kinds))
