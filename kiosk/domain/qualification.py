"""資格確認結果: what the national service answers, by the standard's element names.

Field metadata ``element`` is the element of the XML and JSON layouts (qualification.md §2); readers
and writers of both derive their tables from it, so that a name is written once.
"""

from collections.abc import Iterator
from dataclasses import Field, dataclass, field, fields
from enum import StrEnum
from typing import Any

from kiosk.domain.consent import RecordedConsent
from kiosk.domain.secret import Private


def _element(name: str) -> Any:  # noqa: ANN401 - dataclass fields are typed by their annotation
    return field(default=None, metadata={"element": name})


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

    insured_card_classification: str | None = _element("InsuredCardClassification")
    insurer_number: str | None = _element("InsurerNumber")  # 8 characters, padded with spaces
    insured_card_symbol: str | None = _element("InsuredCardSymbol")
    insured_identification_number: str | None = _element("InsuredIdentificationNumber")
    insured_branch_number: str | None = _element("InsuredBranchNumber")
    personal_family_classification: str | None = _element("PersonalFamilyClassification")
    insured_name: str | None = _element("InsuredName")
    name: str | None = _element("Name")
    name_of_other: str | None = _element("NameOfOther")
    name_kana: str | None = _element("NameKana")
    name_of_other_kana: str | None = _element("NameOfOtherKana")
    sex1: str | None = _element("Sex1")
    sex2: str | None = _element("Sex2")
    birthdate: str | None = _element("Birthdate")
    address: str | None = _element("Address")
    post_number: str | None = _element("PostNumber")
    qualification_date: str | None = _element("QualificationDate")
    disqualification_date: str | None = _element("DisqualificationDate")
    insured_certificate_issuance_date: str | None = _element("InsuredCertificateIssuanceDate")
    insured_card_valid_date: str | None = _element("InsuredCardValidDate")
    insured_card_expiration_date: str | None = _element("InsuredCardExpirationDate")
    insured_partial_contribution_ratio: str | None = _element("InsuredPartialContributionRatio")
    preschool_classification: str | None = _element("PreschoolClassification")
    reason_of_loss: str | None = _element("ReasonOfLoss")
    insurer_name: str | None = _element("InsurerName")
    reference_number: str | None = _element("ReferenceNumber")
    limit_application_certificate_related_cons_flg: str | None = _element(
        "LimitApplicationCertificateRelatedConsFlg"
    )
    specific_diseases_certificate_related_cons_flg: str | None = _element(
        "SpecificDiseasesCertificateRelatedConsFlg"
    )


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
    processing_result_code: str | None = None
    processing_result_message: str | None = None
    consents: tuple[RecordedConsent, ...] = ()

    @property
    def received(self) -> bool:
        """Whether the patient may be received without staff: exactly one valid qualification."""
        return self.validity is Validity.VALID and len(self.results) == 1


def element_fields() -> Iterator[tuple[Field[Any], str]]:
    """Yield the fields of `Qualification` with their element names, in the standard's order."""
    for item in fields(Qualification):
        yield item, item.metadata["element"]
