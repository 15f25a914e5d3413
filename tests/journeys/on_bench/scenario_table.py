"""What must come of every scenario of the service: buttons touched, last screen, file, sidecar.

All by PIN, but for the cards that have none: there staff look (`by`). The clinic asks everything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kiosk.screens.screen import Intent
from simulators.personas.insured import INFORMATION
from tests.journeys.on_bench.clinic import Touched

ALL_KINDS = frozenset(INFORMATION)
ALL: Touched = ("consent", Intent.AGREE_TO_ALL)
AS_LAST_TIME: Touched = ("consent", Intent.LAST_ANSWERS)
ELECTRONIC, PAPER = {"prescription": "1"}, {"prescription": "2"}
KEPT = ("card_placed", "holder_verified", "checked_in")
LOOKED_AT = ("card_placed", "visual_check_begun", "visual_check", *KEPT[1:])
FOR_STAFF = (*KEPT, "see_staff")
REFUSED = ("card_placed", "holder_verified", "see_staff")


def option(number: int, question: str, *, first: bool) -> Touched:
    """Return the answer to an optional question: the screen's first choice, or its other."""
    chosen = Intent.OPTION_FIRST if first else Intent.OPTION_SECOND
    return f"option.{question}:{number}", chosen


def electronic(number: int = 0) -> Touched:
    """電子処方箋."""
    return option(number, "prescription", first=True)


def paper(number: int = 0) -> Touched:
    """紙の処方箋."""
    return option(number, "prescription", first=False)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One reception. Elements of the file are those of the first result."""

    touched: tuple[Touched, ...] = ()
    ends: str = "done"
    by: str = "pin"
    notice: str = ""
    """What is to be read before the choice of a method."""
    validity: str | None = "1"
    """QualificationValidity; None: there is no file."""
    shared: frozenset[str] = frozenset()
    says: Mapping[str, str] = field(default_factory=dict[str, str])
    """What the scenario is about, by element, blocks with a slash; empty: it is not there."""
    notice_from_service: str = ""
    lost: Mapping[str, str] = field(default_factory=dict[str, str])
    """What stands in the file in place of what its encoding lacks."""
    warnings: tuple[str, ...] = ()
    """Code and element, in order."""
    options: Mapping[str, str | bool] = field(default_factory=dict[str, str | bool])
    listed: tuple[str, ...] = ()
    """Certificates that the patient is asked about by name."""
    expenses: tuple[str, ...] = ()
    """Numbers of the 受給者証 (PMH) that are used."""
    audit: tuple[str, ...] = KEPT

    @property
    def asked(self) -> bool:
        """Whether consent is asked for."""
        return any(place.startswith("consent") for place, _ in self.touched)


def received(*touched: Touched, **extra: object) -> Row:
    """Return the row of somebody who agrees to everything and wants an electronic prescription."""
    row = Row(touched=(ALL, *(touched or (electronic(),))), shared=ALL_KINDS, options=ELECTRONIC)
    return replace(row, **extra)


def for_staff(ends: str, validity: str, *warnings: str, **extra: object) -> Row:
    """Return the row of somebody who is asked nothing, is kept, and is sent to staff."""
    row = Row(ends=f"see_staff.{ends}", validity=validity, warnings=warnings, audit=FOR_STAFF)
    return replace(row, **extra)


DISEASE = "SpecificDiseasesCertificateList/SpecificDiseasesCertificateInfo"
DISEASE_FLAG = "SpecificDiseasesCertificateRelatedConsFlg"
LIMIT = "LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateClassificationFlag"
LIMIT_FLAG = "LimitApplicationCertificateRelatedConsFlg"
TICKET = "PublicExpenseResultList/MedicalTicketInfo"

ROWS: Mapping[str, Row] = {
    "N1": received(paper(), options=PAPER, says={"InsurerNumber": "06139992", LIMIT_FLAG: "0"}),
    "N2": Row(
        touched=(AS_LAST_TIME, electronic()),
        shared=frozenset({"DiagnosisInfo", "PharmacistsInfo"}),
        options=ELECTRONIC,
    ),
    "N3": received(
        by="visual_check",
        audit=LOOKED_AT,
        says={"InsuredPartialContributionRatio": "020", LIMIT_FLAG: "1", LIMIT: "B09"},
    ),
    "N4": received(
        says={
            "ElderlyRecipientCertificateInfo/ElderlyRecipientContributionRatio": "020",
            LIMIT_FLAG: "1",
            LIMIT: "B04",
        }
    ),
    "N5": received(says={"InsurerNumber": "  139998", "PreschoolClassification": "1"}),
    "N6": received(
        says={"Name": "●﨑　德子"},
        warnings=("name_has_bullet Name", "refused_by_claims Name", "address_has_bullet Address"),
    ),
    "N7": received(
        says={"NameOfOther": "森　ゆかり", "Sex1": "3", "Sex2": "2"},
        warnings=("other_name NameOfOther", "sex_on_back Sex2"),
    ),
    "N8a": received(
        option(0, "specific_diseases", first=True),
        electronic(1),
        by="visual_check",
        audit=LOOKED_AT,
        options=ELECTRONIC | {"specific_diseases": True},
        says={DISEASE_FLAG: "1", f"{DISEASE}/SpecificDiseasesDiseaseCategory": "3"},
    ),
    "N8b": received(
        option(0, "specific_diseases", first=False),
        electronic(1),
        options=ELECTRONIC | {"specific_diseases": False},
        says={DISEASE_FLAG: "0", DISEASE: "", "ReferenceNumber": "00019890108"},
    ),
    "N8c": received(
        option(0, "specific_diseases", first=True),
        electronic(1),
        options=ELECTRONIC | {"specific_diseases": True},
        says={DISEASE_FLAG: "1", f"{DISEASE}/SpecificDiseasesSelfPay": "10000"},
    ),
    "N9a": for_staff(
        "insurance_ticket",
        "6",
        "ticket_not_registered QualificationValidity",
        says={"InsuredCardClassification": "A1", TICKET: ""},
    ),
    "N9b": received(
        says={"InsuredCardClassification": "A1", f"{TICKET}/PublicExpenseNumber": "12139994"}
    ),
    "N10a": received(
        option(0, "public_expense", first=True),
        electronic(1),
        options=ELECTRONIC | {"public_expense": True},
        listed=("指定難病",),
        expenses=("54139993", "1234566"),
    ),
    "N10b": received(
        option(0, "public_expense", first=False),
        electronic(1),
        options=ELECTRONIC | {"public_expense": False},
        listed=("子ども医療費",),
    ),
    "N11a": received(),
    "N11b": received(paper(), options=PAPER),
    "N12": replace(
        received(),
        touched=(("offering_registration", Intent.REGISTER), ALL, electronic()),
        audit=(*KEPT[:2], "registration_offered", "registration_applied", "checked_in"),
    ),
    "E1": for_staff(
        "insurance_ended",
        "2",
        "qualification_ended QualificationValidity",
        says={"ReasonOfLoss": "03", "DisqualificationDate": "20260930"},
    ),
    "E2": for_staff(
        "insurance_changed",
        "3",
        "new_qualification_exists QualificationValidity",
        "several_records ResultList",
    ),
    "E3": for_staff("insurance_not_found", "4", "no_qualification QualificationValidity"),
    "E4": for_staff("insurance_several", "5", "several_qualifications QualificationValidity"),
    "E5": received(
        notice="noticing.expires_soon",
        notice_from_service="SIM-0101",
        warnings=("notice_from_service ProcessingResultMessage",),
    ),
    "E6": Row(
        touched=(electronic(),),
        notice="noticing.in_grace",
        options=ELECTRONIC,
        notice_from_service="SIM-0102",
        warnings=("notice_from_service ProcessingResultMessage",),
        says={"OperationInfoConsFlg": "", "PharmacistsInfoConsFlg": "", DISEASE_FLAG: "0"},
    ),
    "E7a": Row(
        ends="card_not_usable.certificate_expired",
        validity=None,
        audit=("card_placed", "card_refused"),
    ),
    "E7b": Row(ends="see_staff.certificate_revoked", validity=None, audit=REFUSED),
    "E7c": Row(ends="see_staff.certificate_suspended", validity=None, audit=REFUSED),
}

IN_SHIFT_JIS: Mapping[str, Row] = {
    "N3": ROWS["N3"],
    "N5": replace(
        ROWS["N5"],
        lost={"InsuredName": "桃井　〓彦"},
        warnings=("character_substituted InsuredName",),
    ),
    "N6": ROWS["N6"],
}
"""The same where the receipt computer wants Shift_JIS: CP932 has 﨑 and 德, but not 𠮷."""
