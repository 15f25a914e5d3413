"""The head as a solid: skull, jaw, cheeks, nose, lips, lids and ears from a `Look`."""

import numpy as np

from simulators.personas.look import Look
from simulators.personas.sdf import Field, Floats, capsule, ellipsoid, smooth_max, smooth_min


def skin_field(look: Look) -> Field:
    """Distance to the skin. Faces are built symmetric: the left half mirrors the right."""

    def field(x: Floats, y: Floats, z: Floats) -> Floats:
        side = np.abs(x)
        d = _skull_and_jaw(look, side, y, z)
        front = z > 0.2
        if front.any():
            f = side[front], y[front], z[front]
            d[front] = _features(look, d[front], *f)
        return smooth_min(d, _ear(look, side, y, z), 0.05)

    return field


def _skull_and_jaw(look: Look, x: Floats, y: Floats, z: Floats) -> Floats:
    top = look.forehead
    d = ellipsoid(x, y, z, (0, top - 0.74, -0.1), (look.skull, 0.74, 0.9))
    low = look.chin_y
    d = smooth_min(d, ellipsoid(x, y, z, (0, -0.12, 0.14), (look.skull * 0.93, 0.62, 0.68)), 0.12)
    d = smooth_min(
        d, ellipsoid(x, y, z, (0, low * 0.58, 0.12), (look.jaw, -low * 0.36, 0.58)), 0.22
    )
    chin = ellipsoid(x, y, z, (0, low + 0.13, 0.5), (look.chin, 0.13, 0.2))
    return smooth_min(d, chin, 0.26)


def _features(look: Look, d: Floats, x: Floats, y: Floats, z: Floats) -> Floats:
    full = 0.12 + 0.08 * look.cheek
    cheek_y = 0.55 * look.nose_y - 0.02
    d = smooth_min(
        d,
        ellipsoid(x, y, z, (look.cheek_x * 0.85, cheek_y, 0.5), (full, full * 0.9, full * 0.9)),
        0.22,
    )
    if look.hollow:
        dent = (0.13, 0.24, 0.05 + 0.1 * look.hollow)
        dent = ellipsoid(x, y, z, (look.jaw * 0.95, look.mouth_y * 0.8, 0.52), dent)
        d = smooth_max(d, -dent, 0.15)
    ridge = 0.05 + 0.06 * look.brow_ridge
    brow = ellipsoid(x, y, z, (look.eye_x * 0.75, look.brow_y, 0.66), (0.24, 0.08, ridge + 0.03))
    d = smooth_min(d, brow, 0.14)
    deep = 0.06 + 0.08 * look.eye_depth
    socket = ellipsoid(x, y, z, (look.eye_x * 0.97, 0.0, 0.86), (0.2, 0.11, deep))
    d = smooth_max(d, -socket, 0.12)
    ball = ellipsoid(x, y, z, (look.eye_x, -0.005, 0.575), (0.185, 0.125, 0.145))
    d = smooth_min(d, ball, 0.045)
    d = _nose(look, d, x, y, z)
    return _mouth(look, d, x, y, z)


def _nose(look: Look, d: Floats, x: Floats, y: Floats, z: Floats) -> Floats:
    w, low, high = look.nose_width, look.nose_y, look.nose_bridge
    root = (0.0, 0.06, 0.66 + 0.07 * high)
    tip = (0.0, low + 0.09, 0.83 + 0.09 * high)
    d = smooth_min(d, capsule(x, y, z, root, tip, (0.055 + 0.02 * w, 0.075 + 0.035 * w)), 0.1)
    ala = ellipsoid(x, y, z, (0.085 + 0.045 * w, low + 0.055, 0.77), (0.055 + 0.02 * w, 0.06, 0.08))
    return smooth_min(d, ala, 0.055)


def _mouth(look: Look, d: Floats, x: Floats, y: Floats, z: Floats) -> Floats:
    my, thick = look.mouth_y, 0.026 + 0.03 * look.lip
    d = smooth_min(d, ellipsoid(x, y, z, (0, my + 0.01, 0.5), (0.27, 0.2, 0.245)), 0.12)
    bend = my + 0.26 * look.smile * (x * x) * (1 / look.mouth_width)
    upper = ellipsoid(x, y - bend, z, (0, thick * 0.9, 0.715), (look.mouth_width, thick, 0.055))
    lower = ellipsoid(
        x, y - bend, z, (0, -thick, 0.705), (look.mouth_width * 0.82, thick * 1.15, 0.06)
    )
    return smooth_min(smooth_min(d, upper, 0.035), lower, 0.04)


def _ear(look: Look, x: Floats, y: Floats, z: Floats) -> Floats:
    size = 0.85 + 0.3 * look.ears
    lean = z + 0.35 * (x - look.skull)
    shell = ellipsoid(
        x, y, lean, (look.skull + 0.02, -0.14, -0.1), (0.09, 0.23 * size, 0.15 * size)
    )
    dent = ellipsoid(
        x, y, lean, (look.skull + 0.09, -0.12, 0.0), (0.055, 0.13 * size, 0.085 * size)
    )
    return smooth_max(shell, -dent, 0.04)
