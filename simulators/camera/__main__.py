"""`python -m simulators.camera --show hanako`: the simulated camera by itself, for developers."""

import argparse
import os
import signal
import tempfile
from pathlib import Path

from simulators.camera.directions import DIRECTIONS, directed
from simulators.camera.scenes import Nobody, Person, Scene
from simulators.camera.simulated_camera import SimulatedCamera
from simulators.personas.looks import names

MOVEMENTS = ("turn_left", "turn_right", "blink")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulators.camera", description=__doc__)
    parser.add_argument("--show", choices=names(), help="who is before the camera")
    parser.add_argument(
        "--as",
        dest="words",
        choices=DIRECTIONS,
        metavar="WORD",
        nargs="+",
        default=[],
        help="how, and in which light, e.g. --as mask backlit; words: " + ", ".join(DIRECTIONS),
    )
    parser.add_argument("--obey", choices=MOVEMENTS, help="what the person is asked to do")
    parser.add_argument("--port", type=int, default=0, help="default: any that is free")
    parser.add_argument("--cache", type=Path, help="folder of drawn frames")
    return parser.parse_args()


def _scene(arguments: argparse.Namespace) -> Scene:
    scene: Scene = Person(arguments.show) if arguments.show else Nobody()
    for word in arguments.words:
        scene = directed(scene, word)
    return scene


def main() -> None:
    """Show one scene until interrupted."""
    os.environ.setdefault("UKETSUKE_PROFILE", "development")
    arguments = _arguments()
    cache = arguments.cache or Path(tempfile.gettempdir()) / f"uketsuke-camera-{os.getuid()}"
    camera = SimulatedCamera(cache, arguments.port)
    camera.show(_scene(arguments))
    with camera:
        if arguments.obey:
            camera.obey(arguments.obey)
        print(camera.url, flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    main()
