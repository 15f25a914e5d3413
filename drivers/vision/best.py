"""The best few by quality, whatever comes with them. No numpy, no cv2."""

from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Best(Generic[Kept]):
    """Keeps at most `size` things, those of highest quality; of equals the earlier stays."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: list[tuple[float, Kept]] = []  # best first

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._kept)

    @property
    def is_full(self) -> bool:
        """Whether there are as many as are kept."""
        return len(self._kept) >= self._size

    def wants(self, quality: float) -> bool:
        """Return whether something of this quality would be kept."""
        return not self.is_full or quality > self._kept[-1][0]

    def add(self, quality: float, thing: Kept) -> Kept | None:
        """Keep it if it is good enough; return what fell out for it, or itself, or None."""
        self._kept.append((quality, thing))
        self._kept.sort(key=lambda kept: -kept[0])  # stable: equals keep their order
        return self._kept.pop()[1] if len(self._kept) > self._size else None

    def clear(self) -> list[Kept]:
        """Forget all and return them."""
        things = self.things
        self._kept.clear()
        return things

    @property
    def things(self) -> list[Kept]:
        """What is kept, best first."""
        return [thing for _, thing in self._kept]
