"""Where a card can be put: a slot of the machine's virtual reader, or an address of one's own."""

import contextlib
import os
import socket
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simulators.card.virtual_reader import SLOTS
from simulators.card.vpcd import Address

FIRST_PORT: Final = 0x8C7B  # 35963: slot 0 of vpcd, and slot 1 behind it
PCSCD_SOCKET: Final = "/run/pcscd/pcscd.comm"


@dataclass(frozen=True, slots=True)
class ReaderPlace:
    """One slot: what people call it, how it is reached, and its number where it has one."""

    name: str
    address: Address
    slot: int | None = None


def reader_at(text: str) -> ReaderPlace:
    """Read a slot's number (0, 1), `host:port`, or the path of a unix socket; raises ValueError."""
    if text.isdecimal() and int(text) in range(SLOTS):
        port = FIRST_PORT + int(text)
        return ReaderPlace(f"slot {text} of vpcd, 127.0.0.1:{port}", ("127.0.0.1", port), int(text))
    host, colon, port_text = text.rpartition(":")
    if colon and host and port_text.isdecimal() and "/" not in text:
        return ReaderPlace(text, (host, int(port_text)))
    if "/" in text:
        return ReaderPlace(text, Path(text))
    raise ValueError(f"neither 0, 1, host:port nor the path of a socket: {text}")


@contextmanager
def pcscd_awake() -> Generator[None]:
    """Let systemd start pcscd and keep it there, as a client that waits would.

    Debian starts pcscd for its first client and ends it a minute after the last; without pcscd
    there is no slot. Harmless where none can be reached.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        with contextlib.suppress(OSError):
            client.connect(os.environ.get("PCSCLITE_CSOCK_NAME", PCSCD_SOCKET))
        yield
