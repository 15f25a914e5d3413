"""Eyes behind sunglasses, a mouth behind a mask: told from the skin of the same aligned crop.

Not measured on people, so it only ever makes a frame uncomfortable, never unusable.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision.pictures import Picture
from drivers.vision.thresholds import CoverLimits
from kiosk.domain.face import FaceGuidance

Region = NDArray[np.float32]  # (pixels, 3): Y, Cr, Cb

# Where SFace's alignment puts them in the 112x112 crop: rows, columns.
_EYES = (np.s_[43:61, 28:50], np.s_[43:61, 63:85])
_CHEEKS = (np.s_[73:83, 30:44], np.s_[73:83, 68:82])  # below large lenses
_BRIDGE = np.s_[44:62, 52:60]  # neither fringe nor mask reaches there
_LOWER = np.s_[82:106, 38:74]
_MOUTH = np.s_[84:102, 42:70]


def covered(crop: Picture, limits: CoverLimits) -> FaceGuidance | None:
    """Return EYES_COVERED, MOUTH_COVERED or None for a 112x112 crop."""
    tones = np.asarray(cv2.cvtColor(crop, cv2.COLOR_BGR2YCrCb), dtype=np.float32)
    try:
        if _eyes_covered(tones, limits):
            return FaceGuidance.EYES_COVERED
        return FaceGuidance.MOUTH_COVERED if _mouth_covered(tones, limits) else None
    finally:
        tones[:] = 0


def _eyes_covered(tones: Region, limits: CoverLimits) -> bool:
    """Both dark beside the cheeks, and nothing to be seen in either: no white, no lid."""
    cheek = max(float(np.mean([tones[where][..., 0].mean() for where in _CHEEKS])), 1.0)
    eyes = [tones[where][..., 0] for where in _EYES]
    dark = all(eye.mean() < limits.eye_light * cheek for eye in eyes)
    return dark and all(eye.std() < limits.eye_structure * cheek for eye in eyes)


def _mouth_covered(tones: Region, limits: CoverLimits) -> bool:
    """Of another colour or lightness than the skin between the eyes, and no lips in it."""
    skin, lower = np.median(tones[_BRIDGE], (0, 1)), np.median(tones[_LOWER], (0, 1))
    other = float(np.hypot(*(lower - skin)[1:])) > limits.cloth_colour
    other = other or abs(float(lower[0] - skin[0])) > limits.cloth_light * max(float(skin[0]), 1.0)
    mouth = tones[_MOUTH][..., 0]
    return other and float(mouth.std()) < limits.cloth_structure * max(float(mouth.mean()), 1.0)
