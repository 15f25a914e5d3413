"""What stands in the header of every page."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Place:
    """An entry: where it leads, the key of its words below ``common.nav``, who sees it."""

    path: str
    key: str
    administrators_only: bool = False

    def holds(self, path: str) -> bool:
        """Say whether a page belongs to this entry."""
        if self.path == "/":
            return path == "/" or path.startswith(("/receptions", "/check"))
        return path == self.path or path.startswith(f"{self.path}/")


PLACES: Final = (
    Place("/", "today"),
    Place("/search", "search"),
    Place("/paper", "paper"),
    Place("/queries", "queries"),
    Place("/kiosks", "kiosks"),
    Place("/figures", "figures"),
    Place("/passcodes", "passcodes"),
    Place("/staff", "staff", administrators_only=True),
)
