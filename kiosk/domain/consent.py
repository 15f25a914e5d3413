"""Consent to sharing medical information (qualification.md §4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Information(StrEnum):
    """A kind of medical information with a consent flag of its own; values name the flag."""

    OPERATION = "OperationInfo"  # 手術情報
    DIAGNOSIS = "DiagnosisInfo"  # 診療情報
    PHARMACISTS = "PharmacistsInfo"  # 薬剤情報
    HEALTH_CHECKUPS = "SpecificHealthCheckupsInfo"  # 特定健診情報


class ConsentItem(StrEnum):
    """A question the patient is asked; one screen each."""

    OPERATION = "operation"
    DIAGNOSIS_AND_MEDICATION = "diagnosis_and_medication"
    DIAGNOSIS = "diagnosis"
    MEDICATION = "medication"
    HEALTH_CHECKUPS = "health_checkups"

    @property
    def covers(self) -> frozenset[Information]:
        """The flags that this question's answer sets."""
        return _COVERS[self]


_COVERS = {
    ConsentItem.OPERATION: frozenset({Information.OPERATION}),
    ConsentItem.DIAGNOSIS_AND_MEDICATION: frozenset(
        {Information.DIAGNOSIS, Information.PHARMACISTS}
    ),
    ConsentItem.DIAGNOSIS: frozenset({Information.DIAGNOSIS}),
    ConsentItem.MEDICATION: frozenset({Information.PHARMACISTS}),
    ConsentItem.HEALTH_CHECKUPS: frozenset({Information.HEALTH_CHECKUPS}),
}


def items_to_ask(enabled: Iterable[Information]) -> tuple[ConsentItem, ...]:
    """Turn the kinds a clinic has enabled into questions, in the official order.

    手術, then 診療・薬剤 (one question where both are enabled), then 特定健診.
    """
    kinds = frozenset(enabled)
    items: list[ConsentItem] = []
    if Information.OPERATION in kinds:
        items.append(ConsentItem.OPERATION)
    if {Information.DIAGNOSIS, Information.PHARMACISTS} <= kinds:
        items.append(ConsentItem.DIAGNOSIS_AND_MEDICATION)
    elif Information.DIAGNOSIS in kinds:
        items.append(ConsentItem.DIAGNOSIS)
    elif Information.PHARMACISTS in kinds:
        items.append(ConsentItem.MEDICATION)
    if Information.HEALTH_CHECKUPS in kinds:
        items.append(ConsentItem.HEALTH_CHECKUPS)
    return tuple(items)


@dataclass(frozen=True)
class Consents:
    """The answers of one reception: every kind that was asked for, yes or no."""

    answers: Mapping[Information, bool] = field(default_factory=dict[Information, bool])

    @property
    def given(self) -> frozenset[Information]:
        """The kinds consented to."""
        return frozenset(kind for kind, yes in self.answers.items() if yes)

    def answered(self, item: ConsentItem, *, yes: bool) -> "Consents":
        """Return the answers with one question more."""
        return Consents({**self.answers, **dict.fromkeys(item.covers, yes)})


def consent_to_all(items: Iterable[ConsentItem], *, yes: bool = True) -> Consents:
    """「すべて同意」(or refused): one touch, recorded item by item."""
    return Consents({kind: yes for item in items for kind in item.covers})


@dataclass(frozen=True)
class RecordedConsent:
    """A consent as the national service recorded it: it serves 24 hours."""

    information: Information
    consented_at: datetime
    available_until: datetime
