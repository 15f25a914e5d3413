"""What staff should look at in an answer: flagged, never altered, never a reason to drop it."""

from dataclasses import dataclass
from enum import StrEnum


class DoubtCode(StrEnum):
    """What is doubtful; the words for staff are in `doubt_words`."""

    # The answer as a whole (qualification.md §6.3)
    VALIDITY_MISSING = "validity_missing"
    QUALIFICATION_ENDED = "qualification_ended"  # 無効
    NEW_QUALIFICATION_EXISTS = "new_qualification_exists"  # 無効(新しい資格あり)
    NO_QUALIFICATION = "no_qualification"  # 該当資格なし
    SEVERAL_QUALIFICATIONS = "several_qualifications"  # 複数該当
    TICKET_NOT_REGISTERED = "ticket_not_registered"  # 有効(未登録): 医療券
    RECORD_MISSING = "record_missing"  # said to be valid, and nothing came
    SEVERAL_RECORDS = "several_records"
    NOTICE_FROM_SERVICE = "notice_from_service"  # ProcessingResultCode or its message
    CONFIRMED_FOR_ANOTHER_DAY = "confirmed_for_another_day"
    INSTITUTION_DIFFERS = "institution_differs"
    INSTITUTION_CODE_MALFORMED = "institution_code_malformed"

    # Characters and the person (§7.1, §2.4)
    NAME_HAS_BULLET = "name_has_bullet"  # ●: a character outside the interchange set
    ADDRESS_HAS_BULLET = "address_has_bullet"
    REFUSED_BY_CLAIMS = "refused_by_claims"  # outside JIS X 0208
    CHARACTER_SUBSTITUTED = "character_substituted"  # in the file alone: CP932 has it not
    OTHER_NAME = "other_name"  # 通称 or another name on the back of the card
    SEX_ON_BACK = "sex_on_back"

    # Form (§2, §3, §8.1-8.3)
    VALUE_MISSING = "value_missing"
    DATE_UNREADABLE = "date_unreadable"
    BIRTHDATE_IMPLAUSIBLE = "birthdate_implausible"
    UNKNOWN_CODE = "unknown_code"
    INSURER_NUMBER_MALFORMED = "insurer_number_malformed"
    INSURER_NUMBER_CHECK_DIGIT = "insurer_number_check_digit"
    INSURER_LAW_CODE_UNKNOWN = "insurer_law_code_unknown"
    INSURER_PREFECTURE_UNKNOWN = "insurer_prefecture_unknown"
    PUBLIC_EXPENSE_NUMBER = "public_expense_number"  # form or check digit
    EXPENSE_PAYER_NUMBER = "expense_payer_number"  # 公費負担者番号 of a 公費受給者証 (PMH)
    EXPENSE_RECIPIENT_NUMBER = "expense_recipient_number"
    BRANCH_NUMBER_MALFORMED = "branch_number_malformed"

    # Terms (§8.4)
    QUALIFICATION_EXPIRED = "qualification_expired"
    QUALIFICATION_NOT_BEGUN = "qualification_not_begun"
    LOST_BUT_VALID = "lost_but_valid"  # DisqualificationDate in a valid answer
    BENEFIT_OUT_OF_TERM = "benefit_out_of_term"  # 高齢受給者証, 限度額, 特定疾病, 医療券
    EXPENSE_OUT_OF_TERM = "expense_out_of_term"  # 公費受給者証 (PMH)
    CONSENT_OF_ANOTHER_DAY = "consent_of_another_day"  # it is asked for anew at each reception
    CONSENTS_PERHAPS_RECORDED = "consents_perhaps_recorded"  # taken back, the service may not know
    SPECIFIC_DISEASES_CONSENT_EXPIRED = "specific_diseases_consent_expired"

    # Age, share and kind of insurance (§8.4)
    PRESCHOOL_PAST = "preschool_past"
    ELDERLY_CERTIFICATE_MISSING = "elderly_certificate_missing"
    ELDERLY_CERTIFICATE_UNEXPECTED = "elderly_certificate_unexpected"
    LATTER_STAGE_EXPECTED = "latter_stage_expected"  # 75 or older with another insurance
    LATTER_STAGE_TOO_YOUNG = "latter_stage_too_young"
    LATTER_STAGE_RATIO_MISSING = "latter_stage_ratio_missing"
    LATTER_STAGE_FAMILY = "latter_stage_family"
    LATTER_STAGE_NUMBER_MALFORMED = "latter_stage_number_malformed"
    LATTER_STAGE_SYMBOL_UNEXPECTED = "latter_stage_symbol_unexpected"
    RATIO_UNEXPECTED = "ratio_unexpected"  # 後期's share with another insurance
    LIMIT_CLASS_OF_ANOTHER_AGE = "limit_class_of_another_age"
    LIMIT_CLASS_AND_RATIO_DIFFER = "limit_class_and_ratio_differ"


@dataclass(frozen=True)
class Doubt:
    """One doubt: a code and the element that it is about; nothing of what stands there."""

    code: DoubtCode
    element: str
    result: int = 0  # index of the ResultOfQualificationConfirmation
