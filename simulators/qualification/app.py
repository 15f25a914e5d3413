"""The simulated service's addresses: bodies in, the desk's answers out, switches in between."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulators.qualification.desk import Desk, Malformed
from simulators.qualification.refusals import Refusal

MAX_BYTES: Final = 64 * 1024

_RUBBISH: Final = b'{"XmlMsg": {"MessageHeader": [\xff\xfe<html>'
_SLICE: Final = 0.02  # seconds: how soon a slow answer notices that it need not be slow any more

_Decide = Callable[[Mapping[str, Any]], dict[str, Any]]


@dataclass
class Switches:
    """How the service misbehaves; set from any thread, read at every request."""

    slow_seconds: float = 0.0
    busy: bool = False
    rubbish: bytes | None = None

    def answer_rubbish(self, content: bytes | None) -> None:
        """Answer these bytes, or a broken text of its own, to everything."""
        self.rubbish = _RUBBISH if content is None else content


class _TooLarge(Exception):
    pass


def service_app(desk: Desk, switches: Switches) -> Starlette:
    """Build the application."""

    def route(path: str, decide: _Decide) -> Route:
        async def answer(request: Request) -> Response:
            return await _answer(request, decide, desk, switches)

        return Route(path, answer, methods=["POST"])

    return Starlette(
        routes=[
            route("/challenge", lambda _: desk.challenge()),
            route("/qualification", desk.qualification),
            route("/consents", desk.consents),
        ]
    )


async def _answer(request: Request, decide: _Decide, desk: Desk, switches: Switches) -> Response:
    try:
        body = await _body(request)
    except _TooLarge:
        return JSONResponse(desk.refused(Refusal.MALFORMED), status_code=413)
    except ClientDisconnect:
        return Response(status_code=400)
    await _dawdle(switches)
    if switches.rubbish is not None:
        return Response(switches.rubbish, media_type="application/json")
    if switches.busy:
        return JSONResponse(desk.refused(Refusal.BUSY), status_code=503)
    try:
        return JSONResponse(decide(_object(body)))
    except Malformed:
        return JSONResponse(desk.refused(Refusal.MALFORMED), status_code=400)


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            raise _TooLarge
    return body


async def _dawdle(switches: Switches) -> None:
    began = monotonic()
    while monotonic() - began < switches.slow_seconds:
        await asyncio.sleep(_SLICE)


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise Malformed from None
    if not isinstance(value, dict):
        raise Malformed
    return value
