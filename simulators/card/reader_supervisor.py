"""What runs inside the namespaces of a `PrivateReader`: pcscd and the relays to its slots.

Reads orders from standard input (`stop_pcscd`, `start_pcscd`), answers each with `ok` or a reason,
and ends with everything it started when its input ends, that is when its owner dies.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from simulators.card.slot_relay import SlotRelay
from simulators.guard import require_simulation_allowed

PORTS: Final = (0x8C7B, 0x8C7C)  # where vpcd listens for its two slots
READY_WITHIN: Final = 10.0  # seconds
SBIN: Final = ("/usr/sbin", "/sbin")  # pcscd and ip lie there, and only root's PATH has them
DRIVER: Final = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
LISTENING: Final = "0A"  # state column of /proc/net/tcp
CONFIGURATION: Final = f"""\
FRIENDLYNAME "Virtual PCD"
DEVICENAME   /dev/null:0x8C7B
LIBPATH      {DRIVER}
CHANNELID    0x8C7B
"""


class Pcscd:
    """The pcscd process of this namespace, with its files under `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start pcscd and wait until clients and cards can connect; raises RuntimeError."""
        if self._process is not None:
            return
        self._clear()
        with (self._folder / "pcscd.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - fixed command
                ["setpriv", "--pdeathsig", "KILL", "--", "pcscd", *self._options()],  # noqa: S607 - found on PATH
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + READY_WITHIN
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"pcscd does not come up, see {self._folder / 'pcscd.log'}")
            time.sleep(0.01)

    def _options(self) -> list[str]:
        configuration = self._folder / "reader.conf"
        configuration.write_text(CONFIGURATION)
        return ["--foreground", "--config", str(configuration)]

    def _ready(self) -> bool:
        return (self._folder / "pcscd" / "pcscd.comm").exists() and listening(PORTS)

    def stop(self) -> None:
        """End pcscd; harmless when it does not run."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._clear()

    def _clear(self) -> None:
        runtime = self._folder / "pcscd"
        runtime.mkdir(exist_ok=True)
        for leftover in ("pcscd.comm", "pcscd.pid"):
            (runtime / leftover).unlink(missing_ok=True)


def listening(ports: tuple[int, ...]) -> bool:
    """Tell whether every port is listened on in this network namespace."""
    found: set[int] = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            lines = Path(table).read_text("ascii").splitlines()[1:]
        except FileNotFoundError:
            continue
        for columns in map(str.split, lines):
            if columns[3] == LISTENING:
                found.add(int(columns[1].rpartition(":")[2], 16))
    return found.issuperset(ports)


def require_programs() -> None:
    """Look where Debian has them; raises RuntimeError with the package that is missing."""
    found = os.environ.get("PATH", os.defpath).split(os.pathsep)
    os.environ["PATH"] = os.pathsep.join([*found, *(d for d in SBIN if d not in found)])
    for program, package in (
        ("pcscd", "pcscd"),
        ("ip", "iproute2"),
        ("mount", "mount"),
        ("setpriv", "util-linux"),
    ):
        if shutil.which(program) is None:
            raise RuntimeError(f"{program} is not installed (Debian package {package})")
    if not DRIVER.exists():
        raise RuntimeError(f"{DRIVER} is missing (Debian package vsmartcard-vpcd)")


def arrange_namespaces(folder: Path) -> None:
    """Bring loopback up and let `folder` be /run, where pcscd keeps its socket and pid."""
    for command in (
        ["ip", "link", "set", "lo", "up"],
        ["mount", "--bind", str(folder), "/run"],
    ):
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)  # noqa: S603 - fixed commands


def obey(folder: Path) -> None:
    """Serve orders until the input ends; raises what starting raises."""
    require_programs()
    arrange_namespaces(folder)
    pcscd = Pcscd(folder)
    relays = [SlotRelay(folder / f"slot-{n}.sock", port) for n, port in enumerate(PORTS)]
    orders = {"stop_pcscd": pcscd.stop, "start_pcscd": pcscd.start}
    try:
        pcscd.start()
        for relay in relays:
            relay.start()
        answer("ok")
        for line in sys.stdin:
            orders[line.strip()]()
            answer("ok")
    finally:
        for relay in relays:
            relay.close()
        pcscd.stop()


def answer(text: str) -> None:
    """Write one line to the owner."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    """Run as `python -m simulators.card.reader_supervisor FOLDER` under unshare."""
    require_simulation_allowed()
    signal.pthread_sigmask(signal.SIG_SETMASK, ())  # pcscd must hear SIGTERM, whatever our owner
    try:
        obey(Path(sys.argv[1]))
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        answer(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
