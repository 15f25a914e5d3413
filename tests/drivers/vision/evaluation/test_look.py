"""One reference, one probe, one presentation: what the production code makes of drawn files."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from drivers.vision.engine import Engine
from drivers.vision.evaluation.best_frames import gather
from drivers.vision.evaluation.card_picture import LIMITS
from drivers.vision.evaluation.liveness_look import (
    LivenessLayers,
    Outcome,
    PresentationJob,
    judge,
)
from drivers.vision.evaluation.look import ProbeJob, ReferenceJob, read_probe, read_reference
from drivers.vision.evaluation.stills import frames
from drivers.vision.examine import Candidate, examine
from drivers.vision.models import load_manifest
from drivers.vision.tally import Tally
from kiosk.domain.refusal import FaceImpossible

pytestmark = pytest.mark.vision


def test_a_dot_product_is_the_tallys_mean_of_the_best_five(drawn: Path, engine: Engine) -> None:
    reference = read_reference(engine, ReferenceJob(0, drawn / "hanako.png", 0))
    probe = read_probe(engine, ProbeJob(0, drawn / "hanako"))
    assert reference.direction is not None
    assert probe.direction is not None
    assert probe.used == 5
    known = reference.direction.astype(np.float32).reshape(1, -1)
    tally = Tally(engine.thresholds.match)
    for frame in frames(drawn / "hanako", []):
        with examine(engine, frame) as seen:
            assert seen.candidate is not None
            feature = engine.matcher.feature(seen.candidate.crop)
            tally.add(engine.matcher.cosine(known, feature), seen.candidate.quality)
    assert float(reference.direction @ probe.direction) == pytest.approx(tally.mean, abs=1e-5)


def test_the_best_frames_are_picked_by_quality_alone(drawn: Path, engine: Engine) -> None:
    found = gather(engine, drawn / "hanako")
    looked: list[Candidate] = []
    for frame in frames(drawn / "hanako", []):
        with examine(engine, frame) as seen:
            assert seen.candidate is not None
            looked.append(seen.candidate)
    best = sorted(looked, key=lambda one: -one.quality)[:5]
    assert (found.seen, found.complaint, found.broken) == (6, "", [])
    assert [one.face for one in found.good] == [one.face for one in best]


@pytest.mark.parametrize(
    ("name", "card", "reason"),
    [
        ("room.jpg", 0, FaceImpossible.PORTRAIT_NO_FACE),
        ("room.jpg", LIMITS["8k"], FaceImpossible.PORTRAIT_NO_FACE),
        ("both.png", 0, FaceImpossible.PORTRAIT_SEVERAL_FACES),
    ],
)
def test_a_reference_is_refused_as_a_portrait_is(
    drawn: Path, engine: Engine, name: str, card: int, reason: FaceImpossible
) -> None:
    read = read_reference(engine, ReferenceJob(7, drawn / name, card))
    assert (read.number, read.refused, read.direction, read.unreadable) == (7, reason, None, "")


@pytest.mark.parametrize("card", [0, LIMITS["8k"], LIMITS["4k"]])
def test_a_reference_stays_the_same_person_on_a_card(
    drawn: Path, engine: Engine, card: int
) -> None:
    reference = read_reference(engine, ReferenceJob(0, drawn / "hanako.png", card))
    probe = read_probe(engine, ProbeJob(0, drawn / "hanako"))
    assert reference.direction is not None
    assert probe.direction is not None
    assert reference.direction @ probe.direction > engine.thresholds.match.accept


def test_a_probe_without_a_face_says_what_the_kiosk_would(drawn: Path, engine: Engine) -> None:
    read = read_probe(engine, ProbeJob(0, drawn / "room.jpg"))
    assert (read.refused, read.used, read.direction) == ("no_face", 0, None)


def test_a_broken_picture_is_no_refusal(drawn: Path, engine: Engine) -> None:
    for card in (0, LIMITS["8k"]):
        read = read_reference(engine, ReferenceJob(0, drawn / "broken.jpg", card))
        assert read.unreadable
        assert not read.refused
    assert read_probe(engine, ProbeJob(0, drawn / "gone")).unreadable


@pytest.mark.parametrize("shape", [(32, 32), (32, 512), (2000, 130), (480, 640)])
@pytest.mark.parametrize("most", [1, 256])
def test_no_odd_shape_or_empty_picture_ends_the_run(
    tmp_path: Path, engine: Engine, shape: tuple[int, int], most: int
) -> None:
    path = tmp_path / "x.png"
    cv2.imwrite(str(path), np.random.default_rng(1).integers(0, most, (*shape, 3), np.uint8))
    for card in (0, LIMITS["4k"]):
        assert read_reference(engine, ReferenceJob(0, path, card)).refused
    assert read_probe(engine, ProbeJob(0, path)).refused


def test_without_passive_models_nobody_is_let_in_and_a_rim_is_refused(
    drawn: Path, engine: Engine
) -> None:
    layers = LivenessLayers.load(load_manifest())
    sources = ("hanako", "print.jpg", "room.jpg", "broken.jpg")
    judged = [judge(engine, layers, PresentationJob(0, drawn / source)) for source in sources]
    assert [one.outcome for one in judged] == [
        Outcome.ASKED,
        Outcome.BORDER,
        Outcome.NO_FACE,
        None,
    ]
    assert all(np.isnan(one.live) for one in judged)
