"""Code tables of the qualification answer (OQSCD, qualification.md §3), by element.

New codes appear before they are published (証区分 for 資格確認書, for example): one that is missing
here is for staff to look at, never a reason to refuse the answer.
"""

from types import MappingProxyType
from typing import Final

from kiosk.domain.age import SHARES, AgeClass

PUBLIC_ASSISTANCE: Final = "A1"
"""被保険者証区分 of 医療扶助: no insurance of its own, no share by age."""

FAMILY: Final = "2"
"""本人・家族の別: 家族."""

PRESCHOOL: Final = "1"
"""未就学区分: 未就学該当."""

CONSENT_EXPIRED: Final = "2"
"""特定疾病療養受療証 同意フラグ: 同意有効期限切れ."""

_SEX: Final = frozenset("123")

LIMIT_CLASSES: Final = MappingProxyType(
    {
        "A01": "ア",
        "A02": "イ",
        "A03": "ウ",
        "A04": "エ",
        "A05": "オ",
        "A06": "オ(境)",
        "B01": "現役並みⅢ",
        "B02": "現役並みⅡ",
        "B03": "現役並みⅠ",
        "B04": "一般",
        "B05": "低所得Ⅱ",
        "B06": "低所得Ⅰ",
        "B07": "低所得Ⅰ(老福)",
        "B08": "低所得Ⅰ(境)",
        "B09": "一般Ⅱ",
        "B10": "一般Ⅰ",
    }
)
"""適用区分 (OQSCD012): A below 70, B from 70 on."""

CODES: Final = MappingProxyType(
    {
        "InsuredCardClassification": frozenset(
            {"01", "02", "03", "04", "05", "06", "07", PUBLIC_ASSISTANCE}
        ),
        "PersonalFamilyClassification": frozenset({"1", FAMILY}),
        "Sex1": _SEX,
        "Sex2": _SEX,
        "PreschoolClassification": frozenset({"0", PRESCHOOL}),
        "ReasonOfLoss": frozenset({"01", "02", "03", "99"}),
        "InsuredPartialContributionRatio": SHARES[AgeClass.LATTER_STAGE],
        "ElderlyRecipientContributionRatio": SHARES[AgeClass.ELDERLY],
        "LimitApplicationCertificateRelatedConsFlg": frozenset("01"),
        "LimitApplicationCertificateClassification": frozenset({"01", "02", "03"}),
        "LimitApplicationCertificateClassificationFlag": frozenset(LIMIT_CLASSES),
        "SpecificDiseasesCertificateRelatedConsFlg": frozenset({"0", "1", CONSENT_EXPIRED}),
        "SpecificDiseasesDiseaseCategory": frozenset("123"),
        "PrescriptionIssueSelect": frozenset("12"),
    }
)
"""The codes known for an element."""
