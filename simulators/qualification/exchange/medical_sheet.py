"""What stands at the head of a document of medical information, whatever it is written in."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, repr=False)
class Sheet:
    """Whose document it is, of when, and for whom."""

    name: str
    kana: str
    birth: date
    sex: str  # OQSCD007: 1 男, 2 女, 3 未設定
    institution: str
    file_identifier: str  # of the request, empty where it had none
    made_at: datetime  # Japanese time
