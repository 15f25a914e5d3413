"""A share on a small disk of its own: filled, made read-only, unmounted; says what came of it.

    unshare --mount -- python -m tests.output.small_disk FOLDER

Mounts below FOLDER, so it runs in a mount namespace of its own. Out: a JSON object.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from kiosk.output.shared_folder import SharedFolder
from kiosk.ports.faults import DeviceFault

SIZE = 256 * 1024
CONTENT = b"x" * (SIZE // 8)


def main() -> None:
    """Try each trouble in turn, and after each that all is well again."""
    below = Path(sys.argv[1])
    store, share = below / "store", below / "share"
    store.mkdir()
    share.mkdir()
    _run("mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(store))
    _run("mount", "--bind", str(store), str(share))
    folder = SharedFolder(share)
    mark = folder.stage("first.xml", CONTENT, None)
    told: dict[str, object] = {}

    def stage(name: str) -> Callable[[], object]:
        return lambda: folder.stage(name, CONTENT, mark)

    filler = store / "filler"
    filler.write_bytes(b"x" * (SIZE - 2 * len(CONTENT)))
    told["full"] = _fault(stage("second.xml"))
    told["left of it"] = sorted(path.name for path in share.glob(".second*"))
    told["published on a full disk"] = _fault(lambda: folder.publish("first.xml", CONTENT, mark))
    filler.unlink()
    told["with room again"] = _fault(stage("second.xml"))

    _run("mount", "-o", "remount,bind,ro", str(share))
    told["read-only"] = _fault(lambda: folder.publish("second.xml", CONTENT, mark))
    _run("mount", "-o", "remount,bind,rw", str(share))

    _run("umount", str(share))
    told["unmounted"] = _fault(lambda: folder.publish("second.xml", CONTENT, mark))
    told["unmounted, the next"] = _fault(stage("third.xml"))
    told["in the mount point"] = sorted(path.name for path in share.iterdir())
    _run("mount", "--bind", str(store), str(share))
    told["mounted again"] = _fault(lambda: folder.publish("second.xml", CONTENT, mark))
    told["there"] = sorted(path.name for path in share.glob("*.xml"))
    sys.stdout.write(json.dumps(told))


def _fault(call: Callable[[], object]) -> str:
    try:
        call()
    except DeviceFault as fault:
        return fault.fault.code
    return ""


def _run(*command: str) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
