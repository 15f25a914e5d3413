"""Who the examples of the screens are about: invented, and marked.

`MARKS` are the words that would show if anything personal reached a screen.
"""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Final

from kiosk.domain.certificate import CertificateState
from kiosk.domain.check_in import CheckIn, ProvisionalCheckIn, VerifiedBy
from kiosk.domain.check_number import CheckNumberB
from kiosk.domain.consent import ConsentItem, Information, consent_to_all
from kiosk.domain.face import MatchBand
from kiosk.domain.offer import Offer
from kiosk.domain.optional_questions import OptionalQuestion
from kiosk.domain.pin import PinTries
from kiosk.domain.qualification import Qualification, QualificationConfirmation, Validity
from kiosk.domain.session import SessionId
from kiosk.flow.visit import CardFacts, Front, Questions, Visit

TYPED: Final = "8642"
CHECK_NUMBER: Final = "55123120991234"
RECEIPT: Final = "receipt-マル秘"
REGISTRATION: Final = "registration-マル秘"
NAME: Final = "模範 花子"
KANA: Final = "ﾓﾊﾝ ﾊﾅｺ"
NUMBER: Final = "31415926"
ADDRESS: Final = "架空県見本市例町一丁目"
MARKS: Final = (
    TYPED, CHECK_NUMBER, RECEIPT, REGISTRATION, NAME, KANA, NUMBER, ADDRESS, "1955", "10割",
    "精神", "子ども医療",
)  # fmt: skip

JAPAN = timezone(timedelta(hours=9))
ORDER = (7, 2, 9, 4, 0, 6, 1, 8, 3, 5)
IDLE = Visit()
VISIT = Visit(SessionId(7), staff_door=True, timer=3)
FRONT = Front(1, check_number=CheckNumberB(CHECK_NUMBER), has_photo=True, band=MatchBand.ORDINARY)
FACTS = CardFacts(PinTries(3), CertificateState.VALID, FRONT)
LOCKED = replace(FACTS, pin_tries=PinTries(0))
CONFIRMATION = QualificationConfirmation(
    process_execution_time="20261120103000",
    confirmation_date="20261120",
    medical_institution_code="1310000000",
    arbitrary_file_identifier="",
    validity=Validity.VALID,
    results=(
        Qualification(
            name=NAME,
            name_kana=KANA,
            address=ADDRESS,
            birthdate="19551231",
            insured_identification_number=NUMBER,
        ),
    ),
)
ITEMS = (
    ConsentItem.OPERATION,
    ConsentItem.DIAGNOSIS_AND_MEDICATION,
    ConsentItem.HEALTH_CHECKUPS,
)
QUESTIONS = Questions(VerifiedBy.FACE, RECEIPT, CONFIRMATION, ITEMS)
CARRIED = replace(
    QUESTIONS,
    offer=Offer(
        {kind: kind is not Information.HEALTH_CHECKUPS for kind in Information},
        specific_diseases=True,
        public_expenses=("自立支援医療（精神通院）", "子ども医療費助成"),
    ),
    options=tuple(OptionalQuestion),
)
MORE = ("小児慢性特定疾病医療費助成", "ひとり親家庭等医療費助成")
FEW = replace(QUESTIONS, items=(ConsentItem.MEDICATION, ConsentItem.HEALTH_CHECKUPS))
PROVISIONAL = ProvisionalCheckIn(VISIT.session, VerifiedBy.PIN)
CHECK_IN = CheckIn(VISIT.session, VerifiedBy.FACE, consent_to_all(ITEMS), CONFIRMATION)
GIVEN = datetime(2026, 11, 20, 10, 30, tzinfo=JAPAN)
