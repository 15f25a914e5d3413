"""The simulated service's addresses: bodies in, the desk's answers out."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from simulators.qualification.desk import Desk
from simulators.qualification.refusals import Refusal
from simulators.qualification.requests import Malformed

MAX_BYTES: Final = 64 * 1024

_Decide = Callable[[Mapping[str, Any]], dict[str, Any]]


class _TooLarge(Exception):
    pass


def service_app(desk: Desk, others: Iterable[BaseRoute] = ()) -> Starlette:
    """Build the application; `others` are served beside the reception's addresses."""

    def route(path: str, decide: _Decide) -> Route:
        async def answer(request: Request) -> Response:
            return await _answer(request, decide, desk)

        return Route(path, answer, methods=["POST"])

    return Starlette(
        routes=[
            route("/challenge", lambda _: desk.challenge()),
            route("/qualification", desk.qualification),
            route("/qualification/result", desk.result),
            route("/registration", desk.registration),
            route("/consents", desk.consents),
            *others,
        ]
    )


async def _answer(request: Request, decide: _Decide, desk: Desk) -> Response:
    try:
        return JSONResponse(decide(_object(await _body(request))))
    except _TooLarge:
        return JSONResponse(desk.refused(Refusal.MALFORMED), status_code=413)
    except Malformed:
        return JSONResponse(desk.refused(Refusal.MALFORMED), status_code=400)
    except ClientDisconnect:
        return Response(status_code=400)


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            raise _TooLarge
    return body


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise Malformed from None
    if not isinstance(value, dict):
        raise Malformed
    return value
