"""What the simulated service says no to in a receipt computer's request: codes and words.

The official codes (別紙6-1) are not public; these are this project's own and begin at SIM-1001, so
that they meet none of the reception's.
"""

from enum import StrEnum


class Refused(Exception):
    """A request that gets no for an answer; carries no value of the request."""

    def __init__(self, reason: "Reason", element: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.element = element  # which element is meant, of those a request can have

    @property
    def message(self) -> str:
        """What stands in ErrorMessage and ProcessingResultMessage."""
        named = f"（{self.element}）" if self.element else ""
        return f"{self.reason.message}{named}"


class Reason(StrEnum):
    """What stands in ErrorCode and ProcessingResultCode."""

    INTERFACE_UNKNOWN = "SIM-1001"
    HEADER_WRONG = "SIM-1002"
    INSTITUTION_WRONG = "SIM-1003"
    ELEMENT_MISSING = "SIM-1004"
    ELEMENT_WRONG = "SIM-1005"
    ELEMENT_TWICE = "SIM-1006"
    TOO_MANY = "SIM-1007"
    NOBODY = "SIM-1101"
    SEVERAL = "SIM-1102"
    RECEPTION_UNKNOWN = "SIM-1201"
    RECEPTION_OTHER = "SIM-1202"
    REFERENCE_TAKEN = "SIM-1301"
    NO_CONSENT = "SIM-1401"
    NOT_VIEWABLE = "SIM-1402"

    @property
    def message(self) -> str:
        """The reason in words for the clinic."""
        return _WORDS[self]


_WORDS = {
    Reason.INTERFACE_UNKNOWN: "対応していない電文です",
    Reason.HEADER_WRONG: "電文の構成に誤りがあります",
    Reason.INSTITUTION_WRONG: "医療機関コードが一致しません",
    Reason.ELEMENT_MISSING: "必須の項目がありません",
    Reason.ELEMENT_WRONG: "項目の値に誤りがあります",
    Reason.ELEMENT_TWICE: "項目が重複しています",
    Reason.TOO_MANY: "件数が上限を超えています",
    Reason.NOBODY: "該当する資格がありません",
    Reason.SEVERAL: "複数の資格が該当しました",
    Reason.RECEPTION_UNKNOWN: "受付番号が見つかりません",
    Reason.RECEPTION_OTHER: "受付番号は別の電文のものです",
    Reason.REFERENCE_TAKEN: "照会番号は別の方に登録済みです",
    Reason.NO_CONSENT: "閲覧できる情報がありません。本人の同意をご確認ください",
    Reason.NOT_VIEWABLE: "この資格では閲覧できません",
}
