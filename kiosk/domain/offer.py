"""What a service's answer lets the kiosk ask of this patient."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.domain.consent import Information
from kiosk.domain.secret import Private


@dataclass(frozen=True, repr=False)
class Offer(Private):
    """What may be asked beside the consents, and what they were last time (前回の同意の引継ぎ)."""

    previous: Mapping[Information, bool] = field(default_factory=dict[Information, bool])
    specific_diseases: bool = False  # there is a 特定疾病療養受療証 to share
    public_expenses: tuple[str, ...] = ()  # names of 公費受給者証 (PMH) that may be used


NO_OFFER = Offer()
"""Nothing beside the consents, nothing known of last time."""
