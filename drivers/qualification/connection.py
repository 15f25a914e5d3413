"""A connection whose answer begins in time, or is cut off.

Time-outs of sockets are of each read alone: a status line or header that comes drop by drop would
keep the service's thread, and with it every patient after this one, for as long as it drips.
"""

import socket
from contextlib import suppress
from threading import Event, Timer

from urllib3 import HTTPSConnectionPool
from urllib3.connection import HTTPSConnection
from urllib3.response import HTTPResponse


class BoundedConnection(HTTPSConnection):
    """Waits for status line and headers no longer, in all, than for one read."""

    def getresponse(self) -> HTTPResponse:
        """Return the answer once its headers are there. Raises TimeoutError, OSError."""
        line, cut = self.sock, Event()
        if line is None or self.timeout is None:
            raise OSError("no connection")

        def cut_off() -> None:
            cut.set()
            with suppress(OSError):
                # Not the one of SSLSocket: it would drop the encryption under the reader's hands.
                socket.socket.shutdown(line, socket.SHUT_RDWR)

        guard = Timer(self.timeout, cut_off)
        guard.daemon = True
        guard.start()
        try:
            response = super().getresponse()
        except Exception:
            if cut.is_set():
                raise TimeoutError from None
            raise
        finally:
            guard.cancel()
        if cut.is_set():
            response.close()
            raise TimeoutError
        return response


class BoundedPool(HTTPSConnectionPool):
    """Makes such connections."""

    ConnectionCls = BoundedConnection  # pyright: ignore[reportAssignmentType] - as their own
