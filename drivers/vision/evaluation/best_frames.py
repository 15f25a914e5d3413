"""The best frames of what a list names, picked as the kiosk picks them: by quality, never by score.

There is no time in stills: comfortable and usable frames count alike and none is waited for; a
match's rules of motion need a camera and are not applied.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from drivers.vision.best import Best
from drivers.vision.engine import Engine
from drivers.vision.evaluation.stills import frames
from drivers.vision.examine import examine
from drivers.vision.pictures import Picture
from drivers.vision.quality import Face, Tier
from kiosk.domain.face import FaceGuidance


@dataclass(frozen=True, slots=True)
class Good:
    """One of the best frames; the picture only where it was asked for."""

    face: Face
    crop: Picture  # 112x112, as SFace wants it
    picture: Picture | None


@dataclass(frozen=True)
class Gathered:
    """What there was in a picture, a folder or a film."""

    good: list[Good]  # best first; empty: nothing usable
    first: int  # number of the first frame that counts
    seen: int  # frames that could be read
    complaint: str  # without a usable frame: what the kiosk would have said most often
    broken: list[str]  # names of pictures of a folder that could not be read


def gather(engine: Engine, path: Path, *, pictures: bool = False) -> Gathered:
    """Look at every frame, keep the best. Raises `UnreadableError` where nothing decodes."""
    broken: list[str] = []
    complaints: Counter[str] = Counter()
    best = Best[Good](engine.thresholds.match.frames)
    first: dict[Tier, int] = {}
    seen = 0
    for number, frame in enumerate(frames(path, broken)):
        seen += 1
        with examine(engine, frame) as examined:
            candidate = examined.candidate
            if candidate is None or candidate.tier is Tier.NO_USE:
                complaints[examined.complaint or FaceGuidance.LOOK_HERE] += 1
                continue
            first.setdefault(candidate.tier, number)
            if best.wants(candidate.quality):
                kept = frame if pictures else None
                good = Good(candidate.face, candidate.crop.copy(), kept)
                best.add(candidate.quality, good)
    complaint = "" if best.things else complaints.most_common(1)[0][0]
    return Gathered(best.things, first[max(first)] if first else 0, seen, complaint, broken)
