"""From a list of presentations to judged ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from drivers.vision.evaluation.engines import with_liveness
from drivers.vision.evaluation.lists import Item, locate
from drivers.vision.evaluation.liveness_look import Presentation, PresentationJob, judge
from drivers.vision.evaluation.liveness_rates import Species
from drivers.vision.evaluation.workers import Workers


@dataclass(frozen=True)
class LivenessRun:
    """A list of presentations and what became of each, in the list's order."""

    items: Sequence[Item]
    judged: Sequence[Presentation]

    @property
    def attacks(self) -> list[Species]:
        """Attacks by species, in the order of their names."""
        return self._by_species(live=False)

    @property
    def living(self) -> list[Species]:
        """Living people by what the list calls them."""
        return self._by_species(live=True)

    @property
    def all_living(self) -> Species:
        """Living people, all of them."""
        kept = [one for item, one in zip(self.items, self.judged, strict=True) if item.live]
        return Species("live", live=True, judged=kept)

    def _by_species(self, *, live: bool) -> list[Species]:
        kinds: dict[str, list[Presentation]] = {}
        for item, one in zip(self.items, self.judged, strict=True):
            if item.live is live:
                kinds.setdefault(item.species, []).append(one)
        return [Species(name, live, kinds[name]) for name in sorted(kinds)]


def run_items(items: Sequence[Item], list_path: Path, workers: Workers) -> LivenessRun:
    """Judge every presentation. Raises `BrokenProcessPool`."""
    jobs = [
        PresentationJob(number, locate(item.source, list_path)) for number, item in enumerate(items)
    ]
    found = workers.each(partial(with_liveness, judge), jobs, "presentations")
    return LivenessRun(items, sorted(found, key=lambda one: one.number))
