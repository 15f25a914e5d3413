"""A PC/SC service of one's own: real pcscd and vpcd that no other program on the machine meets.

vpcd listens on every interface at a fixed port, so pcscd runs under `unshare` in a network and a
mount namespace of its own (`reader_supervisor`). Clients outside reach it through the variables of
`PrivateReader.environment`; a card reaches a slot through a unix socket in the reader's folder.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from simulators.guard import require_simulation_allowed

SLOTS: Final = 2  # vpcd offers two: "Virtual PCD 00 00" and "Virtual PCD 00 01"
SUN_PATH_MAX: Final = 107  # bytes of a unix socket's address, without its closing NUL
ROOT: Final = Path(__file__).resolve().parents[2]


class PrivateReaderError(Exception):
    """The private pcscd could not be started or does not answer; the message says why."""


class PrivateReader:
    """A private pcscd with a virtual reader, living in `folder` (created; keep its path short).

    Restartable in the same folder. libpcsclite reads its socket's name once per process: a process
    can therefore talk to one folder only, ever.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        self._supervisor: subprocess.Popen[str] | None = None
        longest = os.fsencode(self._client_socket)
        if len(longest) > SUN_PATH_MAX:
            raise PrivateReaderError(
                f"the folder's path is too long: {longest.decode()} has {len(longest)} bytes "
                f"and a unix socket's address holds {SUN_PATH_MAX}"
            )

    @property
    def _client_socket(self) -> Path:
        return self._folder / "pcscd" / "pcscd.comm"

    @property
    def environment(self) -> dict[str, str]:
        """Variables that lead a PC/SC client to this reader and to no other."""
        return {"PCSCLITE_CSOCK_NAME": str(self._client_socket)}

    def slot_address(self, slot: int = 0) -> Path:
        """Unix socket of a slot, for `VirtualSlot`."""
        if slot not in range(SLOTS):
            raise ValueError(f"the virtual reader has slots 0 to {SLOTS - 1}")
        return self._folder / f"slot-{slot}.sock"

    def start(self) -> None:
        """Start the supervisor and pcscd; returns when clients can connect.

        Raises PrivateReaderError, SimulatorRefused.
        """
        require_simulation_allowed()
        if self._supervisor is not None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        self._supervisor = subprocess.Popen(  # noqa: S603 - our own module
            self._command(),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            process_group=0,  # Ctrl+C at the terminal is for the owner, who ends us in order
        )
        try:
            self._expect_ok()
        except PrivateReaderError:
            self.close()
            raise

    def _command(self) -> list[str]:
        unshare = shutil.which("unshare")
        if unshare is None:
            raise PrivateReaderError("unshare (util-linux) is not installed")
        mapping = [] if os.geteuid() == 0 else ["--map-root-user"]
        module = "simulators.card.reader_supervisor"
        return [
            *(unshare, "--mount", "--net", *mapping, "--"),
            *(sys.executable, "-m", module, str(self._folder)),
        ]

    def stop_pcscd(self) -> None:
        """Take the PC/SC service away, as when its process dies; cards stay in their slots."""
        self._order("stop_pcscd")

    def start_pcscd(self) -> None:
        """Bring the PC/SC service back; returns when clients can connect."""
        self._order("start_pcscd")

    def _order(self, verb: str) -> None:
        if self._supervisor is None:
            raise PrivateReaderError("the private reader is not started")
        orders, _ = _pipes(self._supervisor)
        try:
            orders.write(verb + "\n")
            orders.flush()
        except BrokenPipeError as error:
            raise PrivateReaderError("the supervisor of the private reader is gone") from error
        self._expect_ok()

    def _expect_ok(self) -> None:
        if self._supervisor is None:
            raise PrivateReaderError("the private reader is not started")
        _, answers = _pipes(self._supervisor)
        answer = answers.readline().strip()
        if answer != "ok":
            raise PrivateReaderError(answer or "the supervisor of the private reader ended")

    def close(self) -> None:
        """End pcscd and the supervisor; harmless when nothing runs."""
        supervisor, self._supervisor = self._supervisor, None
        if supervisor is None:
            return
        orders, answers = _pipes(supervisor)
        with contextlib.suppress(BrokenPipeError):
            orders.close()  # end of file is the order to end
        try:
            supervisor.wait(timeout=10)
        except subprocess.TimeoutExpired:
            supervisor.kill()
            supervisor.wait()
        answers.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _pipes(supervisor: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    """Where orders go and answers come from."""
    if supervisor.stdin is None or supervisor.stdout is None:
        raise PrivateReaderError("the supervisor was started without pipes")
    return supervisor.stdin, supervisor.stdout
