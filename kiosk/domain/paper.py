"""When the card does not do it: what happened, what is at hand, how it was confirmed.

qualification.md §6.3. A `Situation` is a row of its table, an `Evidence` one thing that staff hold
or have done, a `Way` the recorded way of confirmation that evidence opens (`paper_decision`).
"""

from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Situation(StrEnum):
    """What happened, as staff see it."""

    VALID = "valid"  # 有効: compare with the chart
    ENDED = "ended"  # 無効
    NEW_ONE = "new_one"  # 無効(新しい資格あり)
    NOT_FOUND = "not_found"  # 該当資格なし
    SEVERAL = "several"  # 複数該当
    TICKET = "ticket"  # 有効(未登録): 医療券
    CERTIFICATE_GRACE = "certificate_grace"  # expired, and within the three months
    CERTIFICATE_UNUSABLE = "certificate_unusable"  # longer expired, revoked, 一時停止
    PIN_LOCKED = "pin_locked"
    NOT_MATCHED = "not_matched"  # the face did not open the way
    NO_SERVICE = "no_service"  # reader, network or power is out
    BULLET = "bullet"  # ● in the name
    NO_CARD = "no_card"  # none here, or not registered as insurance card
    CARD_DOUBTED = "card_doubted"  # perhaps forged, or another's: it counts for nothing


class Evidence(StrEnum):
    """One thing that staff hold in their hand, or have found out."""

    CARD = "card"  # the My Number card, its photo compared with the patient
    CERTIFICATE = "certificate"  # 資格確認書
    PORTAL_PDF = "portal_pdf"  # マイナポータル 資格情報 as PDF
    PORTAL_SCREEN = "portal_screen"
    NOTICE = "notice"  # 資格情報のお知らせ
    OLD_CARD = "old_card"  # 保険証 of before 2024-12-02
    SCHOOL_STAFF = "school_staff"  # a teacher or carer came along
    UNCHANGED = "unchanged"  # the patient says so, and the chart says the same
    STATEMENT = "statement"  # 被保険者資格申立書, signed
    ANSWER = "answer"  # the terminal's answer fits patient and chart
    KIOSK = "kiosk"  # face, PIN or eye opened the way after all
    APP = "app"  # マイナ資格確認アプリ answered 有効
    GENERAL_READER = "general_reader"  # 汎用リーダー answered 有効
    QUERY = "query"  # a query by 記号・番号, or a second one, answered 有効
    INSURER = "insurer"  # the insurer said so by telephone
    WELFARE = "welfare"  # 福祉事務所 said so by telephone


class Way(StrEnum):
    """How the qualification was confirmed; at most 32 characters, kept for good."""

    ANSWER = "answer"
    KIOSK = "kiosk"
    APP = "app"
    GENERAL_READER = "general_reader"
    ONLINE_BY_NUMBER = "online_by_number"
    CERTIFICATE = "certificate"
    PORTAL_PDF_AND_CARD = "portal_pdf_and_card"
    PORTAL_SCREEN_AND_CARD = "portal_screen_and_card"
    NOTICE_AND_CARD = "notice_and_card"
    INSURER = "insurer"
    WELFARE = "welfare"
    SCHOOL = "school"
    ORAL = "oral"
    OLD_CARD = "old_card"
    STATEMENT = "statement"


class Visits(StrEnum):
    """Whether the clinic knows the patient."""

    FIRST = "first"  # 初診
    RETURNING = "returning"  # 再診


WITHOUT_CARD: Final = frozenset({Situation.NO_CARD, Situation.CARD_DOUBTED})
"""Where no card can be counted on."""

_BY_NEEDS: Final = MappingProxyType(
    {
        "see_staff.insurance_ended": Situation.ENDED,
        "see_staff.insurance_changed": Situation.NEW_ONE,
        "see_staff.insurance_not_found": Situation.NOT_FOUND,
        "see_staff.insurance_unclear": Situation.NOT_FOUND,
        "see_staff.insurance_several": Situation.SEVERAL,
        "see_staff.insurance_to_choose": Situation.SEVERAL,
        "see_staff.insurance_ticket": Situation.TICKET,
        "see_staff.certificate_revoked": Situation.CERTIFICATE_UNUSABLE,
        "see_staff.certificate_suspended": Situation.CERTIFICATE_UNUSABLE,
        "see_staff.certificate_expired": Situation.CERTIFICATE_UNUSABLE,
        "see_staff.certificate_unknown": Situation.CERTIFICATE_UNUSABLE,
        "see_staff.not_registered": Situation.NO_CARD,
        "see_staff.signing_refused": Situation.NO_SERVICE,
        "see_staff.internal": Situation.NO_SERVICE,
        "see_staff.perhaps_kept": Situation.NO_SERVICE,
        "see_staff.proof_invalid": Situation.CARD_DOUBTED,
        "see_staff.card_not_authentic": Situation.CARD_DOUBTED,
        "see_staff.card_of_another": Situation.CARD_DOUBTED,
        "see_staff.visual_check_refused": Situation.CARD_DOUBTED,
        "card.unreadable": Situation.CERTIFICATE_UNUSABLE,
        "card.no_certificate": Situation.CERTIFICATE_UNUSABLE,
        "card.certificate_expired": Situation.CERTIFICATE_UNUSABLE,
        "card.not_my_number_card": Situation.NO_CARD,
        "card.old_card": Situation.NO_CARD,
        "card.phone_not_approved": Situation.NOT_MATCHED,
        "pin_locked": Situation.PIN_LOCKED,
        "visual_check": Situation.NOT_MATCHED,
        "passcode_paused": Situation.NOT_MATCHED,
        "attack": Situation.CARD_DOUBTED,
        "provisional": Situation.NO_SERVICE,
        "not_kept": Situation.NO_SERVICE,
        "interrupted": Situation.NO_SERVICE,
    }
)
_BY_GROUP: Final = MappingProxyType(
    {"face": Situation.NOT_MATCHED, "service": Situation.NO_SERVICE}
)


def situation_of(needs: str | None) -> Situation | None:
    """Return the situation that a visit's needs speak of; None where staff must say."""
    if needs is None:
        return None
    return _BY_NEEDS.get(needs) or _BY_GROUP.get(needs.partition(".")[0])
