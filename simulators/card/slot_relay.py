"""Carries a card's bytes from a unix socket to vpcd's TCP port inside the reader's namespace.

Sockets of the file system cross network namespaces, TCP ports do not.
"""

import contextlib
import socket
import threading
from pathlib import Path
from typing import Final

TCP_QUICKACK: Final = 12  # Linux; vpcd sends length and payload apart and Nagle would wait 40 ms
CHUNK: Final = 65_537  # the longest frame of vpcd's wire


class SlotRelay:
    """Listens at `address`; joins each connection with one to 127.0.0.1:`port`."""

    def __init__(self, address: Path, port: int) -> None:
        self._address = address
        self._port = port
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)

    def start(self) -> None:
        """Bind and accept in a thread of its own; raises OSError."""
        self._address.unlink(missing_ok=True)
        self._listener.bind(str(self._address))
        self._listener.listen()
        threading.Thread(target=self._accept, name="slot relay", daemon=True).start()

    def close(self) -> None:
        """Accept no more; the connections end with the process."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._address.unlink(missing_ok=True)

    def _accept(self) -> None:
        while True:
            try:
                card, _ = self._listener.accept()
            except OSError:
                return
            try:
                reader = socket.create_connection(("127.0.0.1", self._port))
            except OSError:
                card.close()  # no pcscd now: the card finds no contact and tries again
                continue
            reader.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for source, sink in ((card, reader), (reader, card)):
                threading.Thread(target=_pump, args=(source, sink), daemon=True).start()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    """Copy until either end closes, then close both directions of both."""
    quick = source.family == socket.AF_INET
    with contextlib.suppress(OSError):
        while True:
            if quick:
                source.setsockopt(socket.IPPROTO_TCP, TCP_QUICKACK, 1)
            if not (data := source.recv(CHUNK)):
                break
            sink.sendall(data)
    for end in (source, sink):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
    source.close()
