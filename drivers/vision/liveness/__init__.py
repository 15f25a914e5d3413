"""Whether a living person stands there: passive model, border, asked movement; see README.md.

Rules without pixels: `limits`, `geometry`, `crops`, `ask`, `turn`, `back`, `blink`, `challenge`.
What looks at pictures: `passive`, `eyes`, `border`; `presence` puts the silent ones together.
"""

from drivers.vision.liveness.step import Liveness, LivenessStep, NotExamined

__all__ = ["Liveness", "LivenessStep", "NotExamined"]
