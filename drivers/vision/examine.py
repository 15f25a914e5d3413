"""One picture looked at: who is meant, how good it is, what to say. All that needs no motion.

The one road by which pictures reach the matcher, in a match and in the evaluation commands alike:

    with examine(engine, picture) as examined:
        candidate = examined.candidate
        if candidate is not None and candidate.tier is not Tier.NO_USE:
            feature = engine.matcher.feature(candidate.crop)
            tally.add(engine.matcher.cosine(reference.feature, feature), candidate.quality)
"""

from dataclasses import dataclass
from types import TracebackType
from typing import Self

from drivers.vision.covered import covered
from drivers.vision.engine import Engine
from drivers.vision.match import light_and_sharpness
from drivers.vision.pictures import Picture, wipe
from drivers.vision.quality import Face, Look, Tier, grade, quality, rivals
from drivers.vision.thresholds import QualityLimits
from kiosk.domain.face import FaceGuidance


@dataclass(frozen=True, repr=False)
class Candidate:
    """The one face that is meant, as a still picture shows it.

    A match adds motion by grading `look` anew. `quality` ranks frames: 0 to 1, and a comfortable
    one 1 higher, so that it always comes before a merely usable one.
    """

    look: Look
    crop: Picture  # 112x112, BGR, aligned as SFace wants it
    tier: Tier
    quality: float

    @property
    def face(self) -> Face:
        """Where it is, in pixels of the picture."""
        return self.look.face


@dataclass(frozen=True, repr=False)
class Examined:
    """What one picture shows; its owner wipes it, best by `with`. The picture itself is not kept.

    There is a candidate when exactly one face could be meant, also when it is of no use.
    """

    rivals: tuple[Face, ...]  # the faces that could be meant, in pixels of the picture
    complaint: FaceGuidance | None  # the most helpful thing to say; None: nothing
    candidate: Candidate | None = None

    def wipe(self) -> None:
        """Overwrite the crop."""
        if self.candidate is not None:
            wipe(self.candidate.crop)

    def __enter__(self) -> Self:
        """Answer itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Overwrite the crop."""
        self.wipe()


def examine(engine: Engine, picture: Picture) -> Examined:
    """Find the face that is meant in a picture (BGR) and say how good the picture is."""
    limits = engine.thresholds.quality
    height, width = picture.shape[:2]
    found = rivals(engine.detector.find(picture), (width, height), limits)
    if not found:
        dark = _mean(picture) < limits.darkest_room
        return Examined((), FaceGuidance.TOO_DARK if dark else FaceGuidance.NO_FACE)
    if len(found) > 1:
        return Examined(tuple(found), FaceGuidance.SEVERAL_FACES)
    face, crop = found[0], engine.matcher.crop(picture, found[0])
    light, sharpness = light_and_sharpness(crop)
    hidden = covered(crop, limits.covered)
    look = Look(face, (width, height), light, _mean(picture), sharpness, hidden)
    tier, complaint = grade(look, limits)
    return Examined((face,), complaint, Candidate(look, crop, tier, rank(look, tier, limits)))


def rank(look: Look, tier: Tier, limits: QualityLimits) -> float:
    """Return the quality by which frames are ranked: first the tier, then within it."""
    return quality(look, limits) + (tier is Tier.COMFORTABLE)


def _mean(picture: Picture) -> float:
    return float(picture[::8, ::8].mean())
