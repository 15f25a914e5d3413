"""`python -m simulators.front draw --persona hanako --out FILE.png`: a front, or a photo of it."""

import argparse
import os
import sys
from pathlib import Path

from PIL import Image

from simulators.front.drawing import Picture, Tone, draw_front, lies_as, plain_card
from simulators.front.photograph import photograph
from simulators.front.shot import SHOTS
from simulators.guard import SimulatorRefused
from simulators.personas.cast import Persona, load_cast


def main(arguments: list[str] | None = None) -> int:
    """Write one picture; returns the exit status."""
    os.environ.setdefault("UKETSUKE_PROFILE", "development")  # whoever types this means it
    cast = load_cast()
    parser = argparse.ArgumentParser(prog="python -m simulators.front", description=__doc__)
    commands = parser.add_subparsers(required=True)
    draw = commands.add_parser("draw", help="one front, or its photograph, as PNG")
    draw.add_argument("--persona", choices=cast, required=True)
    draw.add_argument("--shot", choices=SHOTS, help="as the camera above the tray sees it")
    draw.add_argument("--tone", choices=[tone.value for tone in Tone], default=Tone.COLOUR.value)
    draw.add_argument("--out", type=Path, required=True, help="PNG")
    options = parser.parse_args(arguments)
    try:
        picture = _face(cast[options.persona], Tone(options.tone))
        if options.shot is not None:
            picture = photograph(picture, SHOTS[options.shot])
    except SimulatorRefused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    if picture is None:
        print("電話にはカードの面がありません / a phone shows no card face", file=sys.stderr)
        return 1
    try:
        Image.fromarray(picture).save(options.out)
    except (OSError, ValueError) as error:  # no such folder, no room; a name that ends in no format
        print(f"{options.out}: {error}", file=sys.stderr)
        return 1
    return 0


def _face(persona: Persona, tone: Tone) -> Picture | None:
    """Draw what a camera would see of this persona's token."""
    return {
        "front": lambda: draw_front(persona, tone),
        "plain": plain_card,
        "nothing": lambda: None,
    }[lies_as(persona)]()


if __name__ == "__main__":
    sys.exit(main())
