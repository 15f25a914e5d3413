"""What is allowed from one date to another (経過措置): given from outside, with its source.

The dates change by notices of the ministry; they stand in a file that ships with the project.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RuleCode(StrEnum):
    """What has a beginning or an end."""

    OLD_CARD_ALONE = "old_card_alone"  # the 保険証 of before 2024-12-02 still valid by itself
    OLD_PAPER_WITH_QUERY = "old_paper_with_query"  # it, or the お知らせ alone, if a query succeeds
    CERTIFICATE_FOR_ALL_LATTER_STAGE = "certificate_for_all_latter_stage"  # 資格確認書 for all 75+
    APP_AT_THE_COUNTER = "app_at_the_counter"  # マイナ資格確認アプリ where the reader is out
    SCHOOL_COPIES = "school_copies"  # schoolchildren accompanied by staff


class Certainty(StrEnum):
    """How sure a rule is: qualification.md's marks."""

    OFFICIAL = "A"
    SECONDARY = "B"
    UNCONFIRMED = "C"


class Standing(StrEnum):
    """How a rule stands on a day."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    OVER = "over"


@dataclass(frozen=True)
class DatedRule:
    """A permission, its first and last day (None: open), and who says so."""

    first: date | None
    last: date | None
    source: str
    certainty: Certainty

    def holds(self, day: date) -> bool:
        """Tell whether it is in force on a day, both ends included."""
        return self.standing(day) is Standing.IN_FORCE

    def standing(self, day: date) -> "Standing":
        """Say how it stands on a day."""
        if self.first is not None and day < self.first:
            return Standing.NOT_YET
        return Standing.OVER if self.last is not None and self.last < day else Standing.IN_FORCE


@dataclass(frozen=True)
class UnknownNumbers:
    """What a claim carries where no number was found (不詳, §6.3)."""

    insurer: str
    insurer_where_refused: str
    filler_digits: int  # of 記号 and of 番号; unconfirmed


@dataclass(frozen=True)
class PaperRules:
    """All of them."""

    dated: Mapping[RuleCode, DatedRule]
    unknown: UnknownNumbers
    help_desk: str

    def allow(self, code: RuleCode, day: date) -> bool:
        """Tell whether a permission is in force; one that is not written down is not."""
        rule = self.dated.get(code)
        return rule is not None and rule.holds(day)
