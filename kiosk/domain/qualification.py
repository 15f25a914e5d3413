"""資格確認結果: what the national service answers, by the standard's element names.

Field metadata ``element`` is the element of the XML and JSON layouts (qualification.md §2); readers
and writers of both derive their tables from it, so that a name is written once.
"""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.certificates_of_benefit import (
    ElderlyRecipientCertificate,
    LimitApplicationCertificate,
    MedicalTicket,
    SpecificDiseasesCertificate,
    block,
    blocks,
    element,
    others,
)
from kiosk.domain.consent import RecordedConsent
from kiosk.domain.message_tree import Node
from kiosk.domain.secret import Private


class Validity(StrEnum):
    """QualificationValidity (OQSCD006)."""

    VALID = "1"  # 有効
    INVALID = "2"  # 無効
    INVALID_NEW_ONE_EXISTS = "3"  # 無効(新しい資格あり)
    NONE = "4"  # 該当資格なし
    SEVERAL = "5"  # 複数該当
    VALID_TICKET_NOT_REGISTERED = "6"  # 有効(未登録), 医療扶助 only


@dataclass(frozen=True, repr=False)
class Qualification(Private):
    """One ResultOfQualificationConfirmation: the standard's strings, None where absent."""

    insured_card_classification: str | None = element("InsuredCardClassification")
    insurer_number: str | None = element("InsurerNumber")  # 8 characters, padded with spaces
    insured_card_symbol: str | None = element("InsuredCardSymbol")
    insured_identification_number: str | None = element("InsuredIdentificationNumber")
    insured_branch_number: str | None = element("InsuredBranchNumber")
    personal_family_classification: str | None = element("PersonalFamilyClassification")
    insured_name: str | None = element("InsuredName")
    name: str | None = element("Name")
    name_of_other: str | None = element("NameOfOther")
    name_kana: str | None = element("NameKana")
    name_of_other_kana: str | None = element("NameOfOtherKana")
    sex1: str | None = element("Sex1")
    sex2: str | None = element("Sex2")
    birthdate: str | None = element("Birthdate")
    address: str | None = element("Address")
    post_number: str | None = element("PostNumber")
    qualification_date: str | None = element("QualificationDate")
    disqualification_date: str | None = element("DisqualificationDate")
    insured_certificate_issuance_date: str | None = element("InsuredCertificateIssuanceDate")
    insured_card_valid_date: str | None = element("InsuredCardValidDate")
    insured_card_expiration_date: str | None = element("InsuredCardExpirationDate")
    insured_partial_contribution_ratio: str | None = element("InsuredPartialContributionRatio")
    preschool_classification: str | None = element("PreschoolClassification")
    reason_of_loss: str | None = element("ReasonOfLoss")
    insurer_name: str | None = element("InsurerName")
    elderly_recipient_certificate: ElderlyRecipientCertificate | None = block(
        "ElderlyRecipientCertificateInfo", ElderlyRecipientCertificate
    )
    limit_application_cons_flg: str | None = element("LimitApplicationCertificateRelatedConsFlg")
    limit_application_cons_time: str | None = element("LimitApplicationCertificateRelatedConsTime")
    limit_application_certificate: LimitApplicationCertificate | None = block(
        "LimitApplicationCertificateRelatedInfo", LimitApplicationCertificate
    )
    specific_diseases_cons_flg: str | None = element("SpecificDiseasesCertificateRelatedConsFlg")
    specific_diseases_cons_time: str | None = element("SpecificDiseasesCertificateRelatedConsTime")
    specific_diseases_certificates: tuple[SpecificDiseasesCertificate, ...] = blocks(
        "SpecificDiseasesCertificateList",
        "SpecificDiseasesCertificateInfo",
        SpecificDiseasesCertificate,
    )
    medical_tickets: tuple[MedicalTicket, ...] = blocks(
        "PublicExpenseResultList", "MedicalTicketInfo", MedicalTicket
    )
    reference_number: str | None = element("ReferenceNumber")  # 照会番号: the clinic's own number
    arbitrary_identifier: str | None = element("ArbitraryIdentifier")
    others: tuple[Node, ...] = others()


@dataclass(frozen=True, repr=False)
class QualificationConfirmation(Private):
    """The whole answer to one qualification query made with a card.

    Times are the standard's digits: ``process_execution_time`` YYYYMMDDHHmmss, date YYYYMMDD.
    """

    process_execution_time: str
    confirmation_date: str
    medical_institution_code: str
    arbitrary_file_identifier: str
    validity: Validity | None
    results: tuple[Qualification, ...] = ()
    processing_result_status: str | None = "1"  # OQSCD004: 1 正常終了, 2 エラー
    processing_result_code: str | None = None
    processing_result_message: str | None = None
    prescription_issue_select: str | None = None  # 1 電子, 2 紙
    consents: tuple[RecordedConsent, ...] = ()
    others: tuple[Node, ...] = ()  # of the body, what has no field of its own
    header_others: tuple[Node, ...] = ()
    message_others: tuple[Node, ...] = ()  # beside header and body

    @property
    def received(self) -> bool:
        """Whether the patient may be received without staff: exactly one valid qualification."""
        return self.validity is Validity.VALID and len(self.results) == 1
