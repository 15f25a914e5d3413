"""Tells every open page at once that the records have changed: a number, nothing more."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Final

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kiosk.console.entrance import Entrance, entrance_of
from kiosk.console.tokens import COOKIE
from kiosk.ports.faults import DeviceFault

LOOK: Final = 0.05  # seconds between two looks at the records, for all pages together
BEAT: Final = 5.0  # seconds: a page that hears nothing for longer says that it is not connected
_ALL_BY_OURSELVES: Final = 3600  # the library's own pings are comments, which no page can hear


class Changes:
    """Looks at the version of the records in one task, however many pages are open."""

    def __init__(self, version: Callable[[], int]) -> None:
        self._version = version
        self._number = 0
        self._changed = asyncio.Event()

    @asynccontextmanager
    async def lifespan(self, _app: Starlette) -> AsyncGenerator[None]:
        """Look for as long as the application runs."""
        looking = asyncio.create_task(self._look(), name="console-changes")
        try:
            yield
        finally:
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)

    async def after(self, number: int, seconds: float) -> int:
        """Return the number of changes once it is another than `number`, or when time is up."""
        try:
            async with asyncio.timeout(seconds):
                while self._number == number:
                    await self._changed.wait()
        except TimeoutError:
            pass
        return self._number

    @property
    def number(self) -> int:
        """How many changes were seen."""
        return self._number

    async def _look(self) -> None:
        seen = await self._asked()
        while True:
            await asyncio.sleep(LOOK)
            now = await self._asked()
            if now != seen:
                seen = now
                self._number += 1
                self._changed.set()  # wakes all who wait; the next change is another event
                self._changed = asyncio.Event()

    async def _asked(self) -> int:
        try:
            return await run_in_threadpool(self._version)
        except DeviceFault:
            return -1  # out of reach: told as a change when they are back


async def events(request: Request) -> Response:
    """Send ``changed`` after each change, ``beat`` in between, ``ended`` with the session."""
    changes: Changes = request.app.state.changes
    token = request.cookies.get(COOKIE, "")
    stream = _stream(changes, entrance_of(request), token)
    return EventSourceResponse(stream, ping=_ALL_BY_OURSELVES)


async def _stream(
    changes: Changes, entrance: Entrance, token: str
) -> AsyncGenerator[ServerSentEvent]:
    number = changes.number
    yield ServerSentEvent(event="beat", data=str(number))
    while True:
        now = await changes.after(number, BEAT)
        if await run_in_threadpool(entrance.who, token, active=False) is None:
            yield ServerSentEvent(event="ended", data="")
            return
        yield ServerSentEvent(event="beat" if now == number else "changed", data=str(now))
        number = now


def session(_request: Request) -> Response:
    """Answer 204: the session lasts. The guard answers 401 where it does not."""
    return Response(status_code=204)


routes: Final[tuple[BaseRoute, ...]] = (Route("/events", events), Route("/session", session))
