"""Pictures as arrays, and how they are forgotten."""

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]  # (height, width, 3), BGR unless said otherwise
Feature = NDArray[np.float32]  # (1, 128), SFace


def wipe(*arrays: Picture | Feature | None) -> None:
    """Overwrite arrays with zeros: freed memory alone would keep the faces."""
    for array in arrays:
        if array is not None:
            array[:] = 0
