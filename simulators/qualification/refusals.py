"""The simulated service's refusals, by the codes of the package's table."""

from enum import StrEnum


class Refusal(StrEnum):
    """What stands in ErrorCode; the official codes are not public."""

    CHALLENGE_STALE = "SIM-0001"
    SIGNATURE_WRONG = "SIM-0002"
    CERTIFICATE_UNKNOWN = "SIM-0003"
    CERTIFICATE_EXPIRED = "SIM-0004"
    CERTIFICATE_REVOKED = "SIM-0005"
    NOT_REGISTERED = "SIM-0006"
    RECEIPT_UNKNOWN = "SIM-0007"
    RECEIPT_ANSWERED = "SIM-0008"
    NO_CONSENT_IN_GRACE = "SIM-0009"
    CERTIFICATE_SUSPENDED = "SIM-0010"
    STILL_PROCESSING = "SIM-0011"
    REGISTRATION_STALE = "SIM-0012"
    NO_CONSENT_HERE = "SIM-0013"
    MALFORMED = "SIM-0400"
    BUSY = "SIM-0503"

    @property
    def message(self) -> str:
        """What stands in ErrorMessage."""
        return _MESSAGES[self]


_MESSAGES = {
    Refusal.CHALLENGE_STALE: "チャレンジが無効です",
    Refusal.SIGNATURE_WRONG: "署名を検証できません",
    Refusal.CERTIFICATE_UNKNOWN: "証明書を検証できません",
    Refusal.CERTIFICATE_EXPIRED: "証明書の有効期間が満了しています",
    Refusal.CERTIFICATE_REVOKED: "証明書が失効しています",
    Refusal.NOT_REGISTERED: "健康保険証利用登録がありません",
    Refusal.RECEIPT_UNKNOWN: "受付が見つかりません",
    Refusal.RECEIPT_ANSWERED: "同意は登録済みです",
    Refusal.NO_CONSENT_IN_GRACE: "証明書の有効期間満了後は同意を登録できません",
    Refusal.CERTIFICATE_SUSPENDED: "証明書が一時停止されています",
    Refusal.STILL_PROCESSING: "処理中です",
    Refusal.REGISTRATION_STALE: "利用登録の申込みが無効です",
    Refusal.NO_CONSENT_HERE: "資格確認限定の読み取り機からは同意を登録できません",
    Refusal.MALFORMED: "電文が不正です",
    Refusal.BUSY: "混雑しています",
}

NOTICES = {
    "SIM-0101": "電子証明書の有効期限が近づいています",
    "SIM-0102": "電子証明書の有効期限が切れています。資格確認のみ可能です",
}
