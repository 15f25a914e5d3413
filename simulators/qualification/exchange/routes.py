"""The addresses of the exchange: ``POST /exchange/{interface}``, JSON in and out."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from simulators.qualification.exchange.exchange import Exchange

MAX_BYTES: Final = 16 * 1024 * 1024
"""Of a request: ten thousand people take about four MiB."""


class _NotARequest(Exception):
    pass


def exchange_routes(
    exchange: Exchange, malformed: Callable[[], Mapping[str, Any]]
) -> list[BaseRoute]:
    """Return the routes; `malformed` is the answer to what is no JSON object, or too large."""

    async def answer(request: Request) -> Response:
        try:
            message = _object(await _body(request))
        except _NotARequest:
            return JSONResponse(malformed(), status_code=400)
        except ClientDisconnect:
            return Response(status_code=400)
        interface = cast("str", request.path_params["interface"])
        # Not on the server's own thread: receptions are answered while ten thousand are looked up.
        return JSONResponse(await run_in_threadpool(exchange.answer, interface, message))

    return [Route("/exchange/{interface}", answer, methods=["POST"])]


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            raise _NotARequest
    return bytes(body)


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise _NotARequest from None
    if not isinstance(value, dict):
        raise _NotARequest
    return cast("Mapping[str, Any]", value)
