"""From commands to responses, in layers: each hides one habit of cards from those above.

`exchange(connection)` builds the chain: GET RESPONSE over right Le over the bare wire.
"""

from dataclasses import replace
from typing import Final, Protocol

from drivers.pcsc.apdu import EXTENDED_LE_MAX, Command, Ins, Response
from drivers.pcsc.connection import Connection
from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault

MORE_DATA: Final = 0x61
WRONG_LE: Final = 0x6C
MOST_ROUNDS: Final = EXTENDED_LE_MAX // 256  # the longest answer in GET RESPONSEs of 256 bytes


class Exchange(Protocol):
    """Carries commands; raises `CardGone` or `DeviceFault`."""

    def send(self, command: Command) -> Response:
        """Send one command and return what the card answered."""
        ...


class BareExchange:
    """Encodes and decodes, nothing else."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def send(self, command: Command) -> Response:
        """Send the command as it is."""
        return Response.decode(self._connection.transmit(command.encode()))


class RightLength:
    """Asks again with the length the card names in 6Cxx.

    Only a command that asked for an answer is repeated, and only once; a VERIFY never is, because
    a repeated wrong value costs another try.
    """

    def __init__(self, below: Exchange) -> None:
        self._below = below

    def send(self, command: Command) -> Response:
        """Send the command, at most twice."""
        response = self._below.send(command)
        refused = response.status.sw1 == WRONG_LE and command.expected is not None
        if not refused or command.ins in (Ins.VERIFY, Ins.CHANGE_REFERENCE_DATA):
            return response
        return self._below.send(replace(command, expected=response.status.sw2 or 0x100))


class WholeResponse:
    """Fetches the rest that the card announces with 61xx."""

    def __init__(self, below: Exchange) -> None:
        self._below = below

    def send(self, command: Command) -> Response:
        """Send the command and collect its answer; a card that never ends is a fault."""
        response = self._below.send(command)
        data = bytearray(response.data)
        rounds = 0
        while response.status.sw1 == MORE_DATA:
            rounds += 1
            rest = Command(Ins.GET_RESPONSE, expected=response.status.sw2 or 0x100)
            response = self._below.send(rest)
            data += response.data
            if rounds == MOST_ROUNDS or len(data) > EXTENDED_LE_MAX:
                raise DeviceFault(Device.CARD, "endless_answer")
        return Response(bytes(data), response.status)


def exchange(connection: Connection) -> Exchange:
    """Build the chain over a connection."""
    return WholeResponse(RightLength(BareExchange(connection)))
