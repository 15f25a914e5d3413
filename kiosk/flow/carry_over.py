"""前回の同意の引継ぎ: what was answered last time, as far as it answers what is asked now.

Consent is asked at each visit (qualification.md §4.2): this only tells what 「前回と同じ」 means.
"""

from typing import Protocol

from kiosk.domain.consent import ConsentItem, Consents
from kiosk.domain.offer import Offer


class Asking(Protocol):
    """What asks for consent, and what is known of last time."""

    @property
    def items(self) -> tuple[ConsentItem, ...]:
        """The questions, in order."""
        ...

    @property
    def offer(self) -> Offer:
        """What the service has told; nothing before it was asked."""
        ...


def last_answer(questions: Asking, item: ConsentItem) -> bool | None:
    """Return last time's answer to an item; None where there is none.

    One item may set two flags: answered apart last time, they are no answer to the two at once.
    """
    told = {questions.offer.previous.get(kind) for kind in item.covers}
    return told.pop() if len(told) == 1 else None


def last_answers(questions: Asking) -> Consents | None:
    """Return last time's answers; None unless there is one to every item asked now."""
    answers = Consents()
    for item in questions.items:
        yes = last_answer(questions, item)
        if yes is None:
            return None
        answers = answers.answered(item, yes=yes)
    return answers if questions.items else None
