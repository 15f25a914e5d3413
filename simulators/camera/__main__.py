"""`python -m simulators.camera --show hanako`: the simulated camera by itself, for developers."""

import argparse
import os
import signal
import tempfile
from pathlib import Path

from simulators.camera.scenes import FlatPicture, Nobody, Person, Scene, TwoPeople
from simulators.camera.simulated_camera import SimulatedCamera
from simulators.personas.looks import names


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulators.camera", description=__doc__)
    parser.add_argument("--show", choices=names(), help="who stands before the camera")
    parser.add_argument("--and", dest="second", choices=names(), help="and who beside them")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--dark", action="store_true", help="with the lights out")
    how.add_argument("--print", dest="printed", action="store_true", help="as a held-up photograph")
    parser.add_argument("--port", type=int, default=0, help="default: any that is free")
    parser.add_argument("--cache", type=Path, help="folder of drawn frames")
    return parser.parse_args()


def _scene(arguments: argparse.Namespace) -> Scene:
    if arguments.show is None:
        return Nobody()
    if arguments.second is not None:
        return TwoPeople(arguments.show, arguments.second)
    if arguments.dark:
        return Person(arguments.show, light="dark")
    return FlatPicture(arguments.show) if arguments.printed else Person(arguments.show)


def main() -> None:
    """Show one scene until interrupted."""
    os.environ.setdefault("UKETSUKE_PROFILE", "development")
    arguments = _arguments()
    cache = arguments.cache or Path(tempfile.gettempdir()) / f"uketsuke-camera-{os.getuid()}"
    camera = SimulatedCamera(cache, arguments.port)
    camera.show(_scene(arguments))
    with camera:
        print(camera.url, flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    main()
