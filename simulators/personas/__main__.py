"""`python -m simulators.personas draw --name hanako --out hanako.png`: one portrait as a file."""

import argparse
import os
from pathlib import Path

from PIL import Image

from simulators.personas.looks import names, portrait


def main() -> None:
    """Draw what was asked for."""
    os.environ.setdefault("UKETSUKE_PROFILE", "development")
    parser = argparse.ArgumentParser(prog="python -m simulators.personas", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    draw = commands.add_parser("draw", help="draw a portrait as for a card")
    draw.add_argument("--name", choices=names(), required=True)
    draw.add_argument("--out", type=Path, required=True, help="file to write, e.g. hanako.png")
    arguments = parser.parse_args()
    Image.fromarray(portrait(arguments.name)).save(arguments.out)


if __name__ == "__main__":
    main()
