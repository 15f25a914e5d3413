"""How many connections one client may hold, and for how long it may keep us waiting."""

import asyncio
from typing import Any, Final, cast

from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

OPEN_AT_ONCE: Final = 512  # connections; each open page holds one for its events
MOST_OF_ONE: Final = 64
"""Of one address: ten windows of six. Else a single computer could keep all others out."""
PATIENCE: Final = 60.0  # seconds: between one and two of it for a whole request, or to read ours


class Connection(H11Protocol):
    """A connection that is hung up when its client has too many, or keeps us waiting.

    The library waits for ever for the rest of a request that has begun, or for the first.
    """

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._look_again: asyncio.TimerHandle | None = None
        self._waited_for: RequestResponseCycle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - as the library narrows it
        """Begin, unless its address has too many already."""
        super().connection_made(transport)
        mine = self.client and self.client[0]
        theirs = (getattr(each, "client", None) for each in self.connections)
        if sum(1 for client in theirs if client and client[0] == mine) > MOST_OF_ONE:
            transport.abort()
            return
        self._look_again = self.loop.call_later(PATIENCE, self._look, True)

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        if self._look_again is not None:
            self._look_again.cancel()
        super().connection_lost(exc)

    def _look(self, waited: bool) -> None:
        """Hang up where the client has kept us waiting since the last look, for the same thing."""
        cycle = cast("RequestResponseCycle | None", self.cycle)  # none before the first request
        whole = cycle is not None and not cycle.more_body and not cycle.response_complete
        waits = not whole or self.flow.write_paused
        if waits and waited and cycle is self._waited_for:
            self.transport.abort()
            return
        self._waited_for = cycle
        self._look_again = self.loop.call_later(PATIENCE, self._look, waits)
