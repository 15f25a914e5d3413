"""What is known of a face shows in no `repr`: those end up in logs and failing assertions."""

import numpy as np
import pytest

from drivers.vision.camera import Frame
from drivers.vision.comparison import Seen
from drivers.vision.liveness.ask import Moment
from drivers.vision.liveness.challenge import Baseline, Sight
from drivers.vision.quality import Face
from drivers.vision.wire import Kind, Message
from kiosk.domain.face import FaceGuidance, FaceVerdict

MARK = 0.61803  # stands in every score, feature and picture below
FEATURE = np.full((1, 128), MARK, np.float32)
FACE = Face(0, 0, 80, 100, ((20, 35), (60, 35)), (40, 60), ((25, 80), (55, 80)), 0.9)


@pytest.mark.parametrize(
    "holder",
    [
        Seen(FaceGuidance.LOOK_HERE, FaceVerdict.UNSURE, MARK),
        Message(Kind.VERDICT, 1, FaceVerdict.UNSURE, score=MARK),
        Baseline([FACE], [FEATURE], FEATURE),
        Sight(0.0, [FACE], FEATURE),
        Moment(FACE, 0.0, FEATURE),
        Frame(1, np.full((2, 2, 3), 173, np.uint8), 0.0),
    ],
)
def test_scores_features_and_pictures_show_in_no_repr(holder: object) -> None:
    assert not any(sign in repr(holder) for sign in ("0.618", "173", "array"))
