"""Searches for faces that the face models keep apart; prints what to put into their files.

python -m tests.simulators.personas.search_looks --rounds 40 --only jiro taro

Starts from the looks as they are, tries changes within what suits each person, and keeps one when
that person's most similar other becomes less similar.
"""

import argparse
import sys
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from simulators.camera.scenes import CLINIC_LIGHT
from simulators.personas.look import Look, Pose
from simulators.personas.looks import LOOKS, PORTRAIT_LIGHT
from simulators.personas.people import render
from tests.simulators.personas.faces import Embedding, Judge

CLOSE = (128, 156)
"""Size of a picture that holds little but the face, at a portrait's scale."""
Ranges = dict[str, tuple[float, float]]

RANGES: Ranges = {
    "skull": (0.64, 0.79),
    "forehead": (0.8, 0.94),
    "jaw": (0.42, 0.64),
    "chin_y": (-1.1, -0.9),
    "chin": (0.13, 0.28),
    "cheek": (0.0, 1.0),
    "cheek_x": (0.34, 0.48),
    "eye_x": (0.26, 0.33),
    "eye_width": (0.115, 0.165),
    "eye_open": (0.044, 0.072),
    "eye_slant": (-0.12, 0.16),
    "eye_depth": (0.1, 1.0),
    "iris_size": (0.052, 0.072),
    "fold": (0.0, 1.0),
    "lashes": (0.0, 0.6),
    "bags": (0.0, 0.6),
    "brow_y": (0.16, 0.27),
    "brow_tilt": (-0.14, 0.1),
    "brow_arch": (0.0, 0.06),
    "brow_weight": (0.018, 0.05),
    "brow_length": (0.16, 0.25),
    "brow_ridge": (0.0, 1.0),
    "nose_y": (-0.5, -0.36),
    "nose_width": (0.1, 1.1),
    "nose_bridge": (0.0, 0.9),
    "mouth_y": (-0.72, -0.58),
    "mouth_width": (0.175, 0.27),
    "lip": (0.1, 1.0),
    "smile": (0.45, 1.0),
    "blush": (0.1, 0.8),
    "ears": (0.2, 1.0),
    "contour": (-0.25, 0.4),
    "lids": (0.0, 0.6),
    "brow_askew": (-0.05, 0.05),
    "eye_askew": (-0.15, 0.15),
    "smile_askew": (-0.09, 0.09),
    "freckles": (0.0, 0.8),
    "teeth": (0.0, 1.0),
}
"""What stays pleasant in a grown-up."""

MAN: Ranges = {"stubble": (0.0, 0.45), "age": (0.0, 0.6)}
WOMAN: Ranges = {
    "jaw": (0.42, 0.54),
    "chin": (0.13, 0.19),
    "chin_y": (-1.02, -0.9),
    "eye_open": (0.054, 0.076),
    "lashes": (0.6, 1.0),
    "bags": (0.0, 0.2),
    "brow_weight": (0.015, 0.028),
    "brow_tilt": (-0.1, 0.08),
    "brow_ridge": (0.0, 0.4),
    "nose_width": (0.1, 0.7),
    "nose_bridge": (0.0, 0.6),
    "mouth_width": (0.17, 0.24),
    "smile": (0.6, 1.0),
}
OLD: Ranges = WOMAN | {
    "lashes": (0.0, 0.2),
    "eye_open": (0.042, 0.058),
    "chin_y": (-1.0, -0.88),
    "lip": (0.05, 0.4),
    "smile": (0.8, 1.1),
    "teeth": (0.0, 0.3),
}
CHILD: Ranges = WOMAN | {
    "skull": (0.7, 0.78),
    "forehead": (0.88, 0.98),
    "jaw": (0.48, 0.56),
    "chin_y": (-0.86, -0.76),
    "cheek": (0.7, 1.0),
    "eye_open": (0.062, 0.088),
    "eye_width": (0.135, 0.165),
    "iris_size": (0.07, 0.084),
    "lashes": (0.2, 0.6),
    "bags": (0.0, 0.0),
    "brow_weight": (0.016, 0.034),
    "brow_ridge": (0.0, 0.2),
    "nose_y": (-0.36, -0.28),
    "nose_bridge": (-0.2, 0.2),
    "nose_width": (0.1, 0.7),
    "mouth_y": (-0.53, -0.46),
    "mouth_width": (0.15, 0.22),
    "smile": (0.7, 1.1),
}
OLD_MAN: Ranges = MAN | {
    "lashes": (0.0, 0.2),
    "eye_open": (0.042, 0.058),
    "lip": (0.05, 0.4),
    "smile": (0.8, 1.1),
    "teeth": (0.0, 0.3),
    "stubble": (0.0, 0.2),
    "age": (0.6, 1.0),
}
INFANT: Ranges = CHILD | {
    "chin_y": (-0.74, -0.68),
    "nose_y": (-0.3, -0.25),
    "mouth_y": (-0.46, -0.41),
    "mouth_width": (0.12, 0.16),
    "teeth": (0.0, 0.0),
    "brow_weight": (0.01, 0.017),
}
SUITS = {
    "hanako": WOMAN | {"age": (0.05, 0.25)},
    "jiro": MAN | {"teeth": (0.0, 0.0)},
    "ichiro": MAN | {"age": (0.0, 0.2)},
    "ume": OLD,
    "ren": CHILD,
    "taro": MAN | {"age": (0.0, 0.05)},
    "no_photo": INFANT,
    "goro": MAN | {"age": (0.45, 0.7)},
    "kaoru": OLD,
    "maria": WOMAN,
    "shizuko": OLD | {"age": (0.6, 0.9)},
    "sora": MAN | {"age": (0.0, 0.0), "stubble": (0.0, 0.0)},
    "mei": WOMAN,
    "tokujiro": OLD_MAN,
    "saki": WOMAN,
    "yuko": WOMAN | {"age": (0.25, 0.45)},
    "kirie": WOMAN | {"age": (0.3, 0.55)},
    "tomeo": OLD_MAN,
    "keisuke": MAN | {"age": (0.1, 0.3)},
    "hajime": MAN | {"age": (0.0, 0.05)},
    "jugemu": MAN | {"age": (0.0, 0.1)},
    "noriko": WOMAN | {"age": (0.5, 0.75)},
    "yukari": WOMAN | {"age": (0.0, 0.1)},
    "shiro": MAN | {"age": (0.2, 0.4)},
    "momo": CHILD,
    "fujio": MAN | {"age": (0.4, 0.6)},
    "mutsuo": MAN | {"age": (0.1, 0.25)},
    "naomi": WOMAN,
    "futaba": WOMAN | {"age": (0.15, 0.35)},
    "stranger": MAN | {"hollow": (0.0, 0.25)},
    "stranger_b": WOMAN,
}


@dataclass(frozen=True, slots=True)
class Face:
    """Embeddings of one look: as on its card, and live."""

    card: Embedding
    live: Embedding


def embed(judge: Judge, look: Look) -> Face:
    """Judge quick drawings: grey and frontal, coloured and a little turned."""
    card = render(look, Pose(head=0.44), PORTRAIT_LIGHT, CLOSE)
    grey = np.asarray(Image.fromarray(card).convert("L").convert("RGB"))
    live = render(look, Pose(yaw=5, pitch=2, head=0.44), CLINIC_LIGHT, CLOSE)
    return Face(judge.look(grey).embedding, judge.look(live).embedding)


def likeness(a: Face, b: Face) -> float:
    """The higher of the scores of either before the other's card."""
    return max(float(a.card @ b.live), float(b.card @ a.live))


def change(name: str, look: Look, random: np.random.Generator, reach: float) -> Look:
    """Move about a third of the face's numbers within what suits the person."""
    ranges = RANGES | SUITS[name]
    moved: dict[str, float] = {}
    for key, (low, high) in ranges.items():
        if random.random() < 0.35:
            value = float(getattr(look, key)) + random.normal(0, reach) * (high - low)
            moved[key] = round(float(np.clip(value, low, high)), 3)
    return replace(look, **moved)  # type: ignore[arg-type]  # every key is a float of Look


def report(looks: dict[str, Look]) -> None:
    """Print what changed against the files."""
    for name, new in looks.items():
        old, keys = LOOKS[name], RANGES | SUITS[name]
        found = {k: getattr(new, k) for k in keys if getattr(new, k) != getattr(old, k)}
        sys.stdout.write(f'"{name}": {found},\n')
    sys.stdout.flush()


def main() -> None:
    """Search, then print the numbers found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--only", nargs="+", default=list(LOOKS))
    arguments = parser.parse_args()
    judge, random = Judge(), np.random.default_rng(1)
    looks = dict(LOOKS)
    known = {name: embed(judge, look) for name, look in looks.items()}

    def nearest(name: str, face: Face) -> float:
        others = sorted((likeness(face, known[o]) for o in known if o != name), reverse=True)
        return others[0] + 0.3 * others[1] + 0.15 * others[2]

    for turn in range(arguments.rounds):
        worst = sorted(arguments.only, key=lambda n: -nearest(n, known[n]))
        for name in [*worst[:3], worst[turn % len(worst)]]:
            tried = change(name, looks[name], random, random.choice((0.15, 0.3, 0.6)))
            face = embed(judge, tried)
            if likeness(face, face) > 0.7 and nearest(name, face) < nearest(name, known[name]):
                looks[name], known[name] = tried, face
        near = {n: max(likeness(known[n], known[o]) for o in known if o != n) for n in known}
        sys.stdout.write(f"{turn} { ({n: round(value, 2) for n, value in near.items()}) }\n")
        sys.stdout.flush()
        if turn % 20 == 19 or turn == arguments.rounds - 1:
            report({name: looks[name] for name in arguments.only})


if __name__ == "__main__":
    main()
