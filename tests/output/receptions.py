"""Receptions of nobody, for the tests of records and output."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.check_in import CheckIn, VerifiedBy
from kiosk.domain.consent import Consents, Information, RecordedConsent
from kiosk.domain.qualification import Qualification, QualificationConfirmation, Validity
from kiosk.domain.session import SessionId

JAPAN = ZoneInfo("Asia/Tokyo")
NOON = datetime(2026, 11, 20, 12, 0, 0, tzinfo=JAPAN)

QUALIFICATION = Qualification(
    insured_card_classification="01",
    insurer_number="  139998",
    insured_card_symbol="１２－３",
    insured_identification_number="4567",
    insured_branch_number="01",
    personal_family_classification="1",
    name="秘密　花子",
    name_kana="ﾋﾐﾂ ﾊﾅｺ",
    sex1="2",
    birthdate="19800217",
    address="東京都見本市秘密町１－２－３",
    post_number="199-9901",
    insurer_name="見本市",
    limit_application_cons_flg="0",
)


def recorded(*kinds: Information) -> tuple[RecordedConsent, ...]:
    """Consents as the service records them at noon."""
    return tuple(RecordedConsent(kind, NOON, NOON + timedelta(hours=24)) for kind in kinds)


def confirmation(
    *results: Qualification, consents: tuple[RecordedConsent, ...] = ()
) -> QualificationConfirmation:
    """An answer with one valid qualification unless told otherwise."""
    return QualificationConfirmation(
        process_execution_time="20261120120000",
        confirmation_date="20261120",
        medical_institution_code="1319999999",
        arbitrary_file_identifier="QUJDREVGR0hJSks=",
        validity=Validity.VALID,
        results=results or (QUALIFICATION,),
        consents=consents,
    )


def reception(**changes: object) -> CheckIn:
    """A reception by face: medication consented to, operations refused."""
    made = CheckIn(
        session=SessionId(7),
        verified_by=VerifiedBy.FACE,
        consents=Consents({Information.OPERATION: False, Information.PHARMACISTS: True}),
        confirmation=confirmation(consents=recorded(Information.PHARMACISTS)),
    )
    return replace(made, **changes)  # pyright: ignore[reportArgumentType] - fields by name
