"""Whether it is still the same person while they move."""

from collections.abc import Sequence
from statistics import fmean

import numpy as np

from drivers.vision.pictures import Feature


class Identity:
    """The person's own frontal features and the portrait's; the caller owns and wipes them."""

    def __init__(self, own: Sequence[Feature], portrait: Feature) -> None:
        if not own:
            raise ValueError("no frontal feature")
        self._own = own
        self._portrait = portrait

    def to_own(self, feature: Feature) -> float:
        """Return the mean cosine with the person's own frontal features, -1 to 1."""
        return fmean(cosine(feature, one) for one in self._own)

    def to_portrait(self, feature: Feature) -> float:
        """Return the cosine with the portrait, -1 to 1."""
        return cosine(feature, self._portrait)


def cosine(one: Feature, other: Feature) -> float:
    """Return the cosine similarity, -1 to 1; -1 when one of them has no length."""
    length = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(np.dot(one.ravel(), other.ravel())) / length if length > 0 else -1.0
