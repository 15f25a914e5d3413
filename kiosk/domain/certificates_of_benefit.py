"""Certificates that come with a qualification (qualification.md §2.4), by the standard's names.

Field metadata ``element`` is the element of the layouts; every value is the standard's string, None
where absent. Dates are YYYYMMDD.
"""

from dataclasses import dataclass, field
from typing import Any

from kiosk.domain.message_tree import Node
from kiosk.domain.secret import Private


def element(name: str) -> Any:  # noqa: ANN401 - dataclass fields are typed by their annotation
    """Declare a field that holds the text of an element."""
    return field(default=None, metadata={"element": name})


def block(name: str, kind: type[Any]) -> Any:  # noqa: ANN401 - as above
    """Declare a field that holds a block of elements."""
    return field(default=None, metadata={"element": name, "block": kind})


def blocks(name: str, each: str, kind: type[Any]) -> Any:  # noqa: ANN401 - as above
    """Declare a field that holds the blocks named `each` in a list element."""
    return field(default=(), metadata={"element": name, "each": each, "block": kind})


def others() -> Any:  # noqa: ANN401 - as above
    """Declare the field that keeps what has no field of its own, so that nothing is dropped."""
    return field(default=(), metadata={"others": True})


@dataclass(frozen=True, repr=False)
class ElderlyRecipientCertificate(Private):
    """高齢受給者証 (70 to 74 years): ElderlyRecipientCertificateInfo."""

    date: str | None = element("ElderlyRecipientCertificateDate")
    valid_start_date: str | None = element("ElderlyRecipientValidStartDate")
    valid_end_date: str | None = element("ElderlyRecipientValidEndDate")
    contribution_ratio: str | None = element("ElderlyRecipientContributionRatio")
    others: tuple[Node, ...] = others()


@dataclass(frozen=True, repr=False)
class LimitApplicationCertificate(Private):
    """限度額適用認定証 and its kin: LimitApplicationCertificateRelatedInfo."""

    classification: str | None = element("LimitApplicationCertificateClassification")  # OQSCD011
    classification_flag: str | None = element(
        "LimitApplicationCertificateClassificationFlag"
    )  # 適用区分, OQSCD012
    date: str | None = element("LimitApplicationCertificateDate")
    valid_start_date: str | None = element("LimitApplicationCertificateValidStartDate")
    valid_end_date: str | None = element("LimitApplicationCertificateValidEndDate")
    long_term_date: str | None = element("LimitApplicationCertificateLongTermDate")  # 長期入院該当
    others: tuple[Node, ...] = others()


@dataclass(frozen=True, repr=False)
class SpecificDiseasesCertificate(Private):
    """特定疾病療養受療証: a SpecificDiseasesCertificateInfo of SpecificDiseasesCertificateList."""

    disease_category: str | None = element("SpecificDiseasesDiseaseCategory")  # OQSCD013
    date: str | None = element("SpecificDiseasesCertificateDate")
    valid_start_date: str | None = element("SpecificDiseasesValidStartDate")
    valid_end_date: str | None = element("SpecificDiseasesValidEndDate")
    self_pay: str | None = element("SpecificDiseasesSelfPay")  # yen a month
    others: tuple[Node, ...] = others()


@dataclass(frozen=True, repr=False)
class MedicalTicket(Private):
    """医療券・調剤券 (医療扶助): one MedicalTicketInfo of PublicExpenseResultList."""

    ticket_type: str | None = element("TicketType")
    valid_date: str | None = element("MedicalTicketValidDate")
    expiration_date: str | None = element("MedicalTicketExpirationDate")
    issue_number: str | None = element("IssueNumber")
    treatment_month: str | None = element("MedicalTreatmentMonth")
    designated_institution_code: str | None = element("DesignatedMedicalInstitutionCode")
    designated_institution_flag: str | None = element("DesignatedMedicalInstitutionFlag")
    designated_institution_name: str | None = element("DesignatedMedicalInstitutionName")
    prescription_issuer_code: str | None = element("PrescriptionIssuerMedicalInstitutionCode")
    prescription_issuer_name: str | None = element("PrescriptionIssuerMedicalInstitutionName")
    injury_name_1: str | None = element("InjuryName1")
    injury_name_2: str | None = element("InjuryName2")
    injury_name_3: str | None = element("InjuryName3")
    treatment_type: str | None = element("MedicalTreatmentType")
    self_pay_amount: str | None = element("SelfPayAmount")
    district_contact_name: str | None = element("DistrictContactName")
    handling_contact_name: str | None = element("HandlingContactName")
    single_or_combined_use: str | None = element("SingleOrCombinedUse")
    status_of_social_insurance: str | None = element("StatusOfSocialInsurance")
    consistency_flag: str | None = element("ConsistencyFlag")
    status_of_infection: str | None = element("StatusOfInfecton")  # the layout's own spelling
    status_of_elderly_medical_care: str | None = element("StatusOfElderlyMedicalCare")
    status_of_prefectural_expenses: str | None = element("StatusOfPrefecturalExpenses")
    remarks_1: str | None = element("Remarks1")
    remarks_2: str | None = element("Remarks2")
    remarks_3: str | None = element("Remarks3")
    others: tuple[Node, ...] = others()
