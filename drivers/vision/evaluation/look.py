"""What the production code makes of one reference and of one probe. Runs in a worker process."""

from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drivers.vision.engine import Engine
from drivers.vision.evaluation.best_frames import gather
from drivers.vision.evaluation.card_picture import as_card, as_portrait, subject
from drivers.vision.evaluation.stills import UnreadableError, contents, frames, picture
from drivers.vision.examine import examine
from drivers.vision.jpeg2000 import PortraitRefusedError
from drivers.vision.pictures import Feature
from drivers.vision.second_opinion import Encoding
from kiosk.domain.refusal import FaceImpossible

Direction = NDArray[np.float64]  # (128,)
_JPEG2000 = (b"\xff\x4f\xff\x51", b"\x00\x00\x00\x0cjP  \r\n\x87\n")


@dataclass(frozen=True, slots=True)
class ReferenceJob:
    """A reference to read; `card` is how many bytes a card would hold of it, 0: as it is."""

    number: int
    path: Path
    card: int


@dataclass(frozen=True, slots=True)
class ProbeJob:
    """A probe to read; `frame` is the one the second opinion is asked about."""

    number: int
    path: Path
    frame: int = 0


@dataclass(frozen=True)
class Read:
    """What a picture gave. `direction`: mean of unit features, so that a dot product is a mean."""

    number: int
    direction: Direction | None = None
    refused: str = ""  # why nothing came of it, in the production code's word
    unreadable: str = ""  # why it could not even be looked at
    used: int = 0  # frames whose mean it is
    first: int = 0  # the first frame that counted: the one the second opinion is asked about
    broken: list[str] = field(default_factory=list[str])


@dataclass(frozen=True)
class Opinion:
    """What the second opinion made of a picture."""

    number: int
    encoding: Encoding | None
    installed: bool


def read_reference(engine: Engine, job: ReferenceJob) -> Read:
    """Read a reference as the kiosk reads a portrait."""
    try:
        reference = engine.read_portrait(_portrait(engine, job))
    except UnreadableError as fault:
        return Read(job.number, unreadable=str(fault))
    except PortraitRefusedError as refused:
        return Read(job.number, refused=refused.reason)
    return Read(job.number, _unit(reference.feature), used=1)


def encode_reference(engine: Engine, job: ReferenceJob) -> Opinion:
    """Return the second opinion's encoding of a reference that was read before."""
    encoding = engine.read_portrait(_portrait(engine, job)).encoding
    return Opinion(job.number, encoding, engine.second is not None)


def read_probe(engine: Engine, job: ProbeJob) -> Read:
    """Read a probe as the kiosk reads a person: the best frames of what there is, by quality."""
    try:
        found = gather(engine, job.path)
    except UnreadableError as fault:
        return Read(job.number, unreadable=str(fault))
    if not found.good:
        return Read(job.number, refused=found.complaint, broken=found.broken)
    units = [_unit(engine.matcher.feature(one.crop)) for one in found.good]
    mean = np.mean(units, axis=0)
    return Read(job.number, mean, used=len(units), first=found.first, broken=found.broken)


def encode_probe(engine: Engine, job: ProbeJob) -> Opinion:
    """Return the second opinion's encoding of the frame that it is asked about."""
    if engine.second is None:
        return Opinion(job.number, None, installed=False)
    frame = next(islice(frames(job.path, []), job.frame, None))
    with examine(engine, frame) as seen:
        face = seen.candidate and seen.candidate.face
        encoding = engine.second.encode(frame, face) if face else None
    return Opinion(job.number, encoding, installed=True)


def _portrait(engine: Engine, job: ReferenceJob) -> bytes:
    """Return what the chip would hold. Raises `UnreadableError`, `PortraitRefusedError`."""
    if not job.card:
        data = contents(job.path)
        return data if data.startswith(_JPEG2000) else as_portrait(picture(job.path))
    whole = picture(job.path)
    faces = engine.detector.find(whole)
    if not faces:
        raise PortraitRefusedError("no face", FaceImpossible.PORTRAIT_NO_FACE)
    return as_card(whole, subject(faces, whole), job.card)


def _unit(feature: Feature) -> Direction:
    flat = feature.ravel().astype(np.float64)
    return flat / np.linalg.norm(flat)
