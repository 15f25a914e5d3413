"""OpenSC's own dialogues with the same card: what another client needs for the same ends."""

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from simulators.card.virtual_reader import PrivateReader
from tests.reader import run_tool

READ: Final = "OpenSC: pkcs15-tool, certificate"
SIGN: Final = "OpenSC: pkcs11-tool, login and sign"
PIN: Final = "1234"
COMMANDS: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {
        READ: ("pkcs15-tool", "--no-cache", "--read-certificate", "01"),
        SIGN: (
            *("pkcs11-tool", "--login", "--pin", PIN, "--sign"),
            *("-m", "SHA256-RSA-PKCS", "--id", "01"),
        ),
    }
)


def run(reader: PrivateReader, command: Sequence[str]) -> None:
    """Run one of OpenSC's tools against the private reader; raises when it fails."""
    if "--sign" not in command:
        _checked(run_tool(reader, *command))
        return
    with tempfile.TemporaryDirectory(prefix="uketsuke-opensc-") as folder:
        data, signature = Path(folder) / "data", Path(folder) / "signature"
        data.write_bytes(bytes(32))
        files = ("--input-file", str(data), "--output-file", str(signature))
        _checked(run_tool(reader, *command, *files))
        if len(signature.read_bytes()) != 256:
            raise RuntimeError("OpenSC signed nothing")


def _checked(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode:
        raise RuntimeError(f"OpenSC failed: {done.stderr.strip()}")
