"""The wire to a card: command bytes in, response bytes out (ISO 7816-4 APDUs)."""

from typing import Protocol


class Connection(Protocol):
    """An exclusive connection to the card in one reader, used by one thread."""

    def transmit(self, command: bytes) -> bytes:
        """Send one command APDU, return the response APDU with its two bytes of status word.

        Raises `CardGone` when the card left the reader, `DeviceFault` when reader or card fail.
        """
        ...

    def close(self) -> None:
        """Take the power from the card and let go of it. Never raises; harmless when repeated."""
        ...
