"""What judged presentations amount to: APCER and BPCER (ISO/IEC 30107-3). Pure.

Classified is what showed a usable face; what did not is a non-response and counted by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from drivers.vision.evaluation.liveness_look import Outcome, Presentation
from drivers.vision.evaluation.rates import Rate

_ATTACKS = (Outcome.PASSIVE, Outcome.BORDER)


@dataclass(frozen=True, slots=True)
class Species:
    """One kind of attack, or the living people (of one kind, if the list says kinds)."""

    name: str
    live: bool
    judged: Sequence[Presentation]

    @property
    def non_response(self) -> Rate:
        """APNRR or BPNRR: no usable face, of all that could be read."""
        return self._share((Outcome.NO_FACE,), self._readable)

    @property
    def errors(self) -> Rate:
        """APCER: let in at once, of the classified attacks. BPCER: refused, of the living."""
        return self._share(_ATTACKS if self.live else (Outcome.LET_IN,), self._classified)

    @property
    def let_in(self) -> Rate:
        """Let in at once, of the classified."""
        return self._share((Outcome.LET_IN,), self._classified)

    @property
    def asked(self) -> Rate:
        """Asked to turn the head, of the classified."""
        return self._share((Outcome.ASKED,), self._classified)

    @property
    def by_passive(self) -> Rate:
        """Called an attack by the passive models, of the classified."""
        return self._share((Outcome.PASSIVE,), self._classified)

    @property
    def by_border(self) -> Rate:
        """Called an attack for its border, of the classified."""
        return self._share((Outcome.BORDER,), self._classified)

    @property
    def turned(self) -> Sequence[Presentation]:
        """Those with frames enough for a turn of the head."""
        return [one for one in self._readable if one.turned is not None]

    @property
    def _readable(self) -> list[Presentation]:
        return [one for one in self.judged if one.outcome is not None]

    @property
    def _classified(self) -> list[Presentation]:
        return [one for one in self._readable if one.outcome is not Outcome.NO_FACE]

    @staticmethod
    def _share(what: Sequence[Outcome], of: list[Presentation]) -> Rate:
        return Rate(sum(one.outcome in what for one in of), len(of))


def worst(attacks: Sequence[Species]) -> Species | None:
    """Return the species with the highest APCER, the more certain of equals; None without any.

    The standard reports the worst: a mean over species would depend on how many there are of each.
    """
    tried = [species for species in attacks if species.errors.cases]
    return max(tried, key=lambda one: (one.errors.share, one.errors.cases), default=None)
