"""What a drawn person looks like, how they hold their head, and what lights them.

Lengths are in *heads*: the distance from the eyes to the chin of a grown-up is 1.0 (about 115 mm).
In the head's own axes x points to the viewer's right, y up and z out of the face; the eyes lie at
y = 0. Colours are sRGB, 0 to 255.
"""

from dataclasses import dataclass, field

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Hair:
    """How the hair is cut: where it starts, how far it hangs, how thick it lies."""

    colour: Rgb = (34, 27, 24)
    volume: float = 0.13
    """Thickness over the skull."""
    line: float = 0.56
    """Height of the hairline, or of the fringe's lower edge, above the eyes."""
    sides: float = -0.05
    """How far down the hair covers the sides of the head."""
    parting: float = 0.25
    """Where the strands spring from: left (< 0) or right (> 0) of the middle."""
    length: float = 0.0
    """How far a curtain hangs below the ears: 0 is short hair, 1 reaches the shoulders."""
    curl: float = 0.0
    """Waves: 0 is straight, 1 a permanent wave."""
    sweep: float = 0.0
    """Slope of the fringe from one temple to the other."""
    width: float = 0.66
    """Half the width of the face between the hair."""
    strands: float = 0.5
    """How uneven the fringe's edge is."""
    tied: float = 0.0
    """Size of a bun on the crown."""


@dataclass(frozen=True, slots=True)
class Clothes:
    """What is seen of the clothes."""

    colour: Rgb = (92, 112, 140)
    inner: Rgb = (244, 242, 236)
    cut: str = "crew"
    """`crew` (round neck), `shirt` (collar and buttons) or `cardigan` (open over a blouse)."""


@dataclass(frozen=True, slots=True)
class Look:
    """A face in numbers."""

    skin: Rgb = (232, 192, 166)
    lips: Rgb = (196, 124, 112)
    iris: Rgb = (62, 40, 28)
    skull: float = 0.72
    jaw: float = 0.53
    chin_y: float = -1.0
    chin: float = 0.2
    """Half the width of the chin."""
    cheek: float = 0.5
    """Fullness of the cheeks, 0 to 1."""
    cheek_x: float = 0.4
    forehead: float = 0.86
    """How far the skull rises over the eyes, before the hair."""
    brow_ridge: float = 0.4
    eye_x: float = 0.295
    eye_width: float = 0.14
    eye_open: float = 0.055
    eye_slant: float = 0.06
    eye_depth: float = 0.5
    """How deep the eyes lie, 0 to 1."""
    iris_size: float = 0.062
    fold: float = 0.5
    """Crease of the upper lid, 0 (single lid) to 1."""
    lashes: float = 0.5
    brow_y: float = 0.2
    brow_tilt: float = -0.04
    brow_arch: float = 0.03
    brow_weight: float = 0.03
    brow_length: float = 0.2
    nose_y: float = -0.42
    nose_width: float = 0.5
    nose_bridge: float = 0.5
    mouth_y: float = -0.63
    mouth_width: float = 0.22
    lip: float = 0.5
    smile: float = 0.5
    teeth: float = 0.0
    """How far the lips part in a smile, 0 to 1."""
    ears: float = 0.5
    blush: float = 0.4
    stubble: float = 0.0
    moustache: float = 0.0
    """Fullness, 0 to 1."""
    beard: float = 0.0
    """A beard around mouth and chin, 0 to 1."""
    freckles: float = 0.0
    bags: float = 0.0
    """Shade under the eyes, 0 to 1."""
    hollow: float = 0.0
    """How far the cheeks fall in under the cheekbones, 0 to 1."""
    contour: float = 0.0
    """Shade at the sides of the face; lighter than the middle when negative."""
    lids: float = 0.0
    """Shade on the upper lids, 0 to 1."""
    brow_askew: float = 0.0
    """No face is quite even: how much higher the right brow is than the left,"""
    eye_askew: float = 0.0
    """how much wider the right eye opens,"""
    smile_askew: float = 0.0
    """how much the mouth rises to the right."""
    mole: tuple[float, float] | None = None
    """Where a mole sits."""
    age: float = 0.0
    """Wrinkles, 0 (none) to 1."""
    glasses: float = 0.0
    """Half the height of the lenses; 0 is none."""
    glasses_colour: Rgb = (38, 34, 36)
    relief: tuple[float, ...] = ()
    """How the face bulges and falls back: weights of eight slow waves, in heads (`build.bent`)."""
    girth: tuple[float, ...] = ()
    """How its width changes from brow to chin: weights of four waves, as shares of the width."""
    lean: tuple[float, ...] = ()
    """How far its middle line strays from straight: weights of two waves, in heads."""
    tone: tuple[float, ...] = ()
    """How uneven the complexion is: weights of twelve waves, as shares (`build.complexion`)."""
    shoulders: float = 1.0
    hair: Hair = field(default_factory=Hair)
    clothes: Clothes = field(default_factory=Clothes)


@dataclass(frozen=True, slots=True)
class Pose:
    """How the head is held: angles in degrees, shift in heads, size in pixels."""

    yaw: float = 0.0
    """Turned to the viewer's right when positive."""
    pitch: float = 0.0
    """Looking up when positive."""
    roll: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)
    """Right and up, in heads."""
    head: float = 0.3
    """Length of one head in the picture, as a share of the picture's height."""
    eyes_closed: float = 0.0
    """0 is open, 1 shut: a blink."""


@dataclass(frozen=True, slots=True)
class Light:
    """One soft lamp and what comes from everywhere."""

    direction: tuple[float, float, float] = (-0.45, 0.6, 0.9)
    key: float = 0.78
    ambient: float = 0.44
    warmth: float = 0.3
    """-1 is a cold screen, 0 daylight, 1 an evening lamp."""
    exposure: float = 1.0
