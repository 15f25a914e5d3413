"""The shapes one kiosk can have, by configuration (qualification.md §2, §4, §5)."""

from enum import StrEnum


class Shape(StrEnum):
    """Which reception this kiosk does.

    `STANDARD`: 顔認証付きカードリーダー, five steps. `HOME_VISIT`: 訪問診療, a laptop with a
    general reader; consent, PIN, read, done. `COUNTER`: 汎用カードリーダー at the desk; PIN or a
    look of staff, consent on paper, recorded by staff. `QUALIFICATION_ONLY`: 資格確認限定型; PIN,
    no medical information asked or shown.
    """

    STANDARD = "standard"
    HOME_VISIT = "home_visit"
    COUNTER = "counter"
    QUALIFICATION_ONLY = "qualification_only"
