"""How the simulated service misbehaves, whatever it is asked: a layer around all its addresses."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, fields
from time import monotonic
from typing import Any, Final

from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_RUBBISH: Final = b'{"XmlMsg": {"MessageHeader": [\xff\xfe<html>'
_SLICE: Final = 0.02  # seconds: how soon a slow answer notices that it need not be slow any more

HangUp = Callable[[tuple[str, int]], None]
"""Closes the connection with the client at this address, once what was sent has left."""


@dataclass
class Switches:
    """What goes wrong; set from any thread, read at every request."""

    slow_seconds: float = 0.0  # before every answer
    busy: bool = False  # HTTP 503 to everything
    rubbish: bytes | None = None  # these bytes to everything
    half: bool = False  # the connection ends in the middle of every answer
    drip_seconds: float = 0.0  # between any two bytes of an answer
    wrong_encoding: bool = False  # JSON as Shift_JIS, while its type says UTF-8

    def answer_rubbish(self, content: bytes | None) -> None:
        """Answer these bytes, or a broken text of its own, to everything."""
        self.rubbish = _RUBBISH if content is None else content

    def all_off(self) -> None:
        """Be as a service should."""
        for field in fields(self):
            setattr(self, field.name, field.default)


class Misbehaving:
    """An application that does what the switches say, else what the one within does."""

    def __init__(
        self, app: ASGIApp, switches: Switches, busy: Callable[[], dict[str, Any]], hang_up: HangUp
    ) -> None:
        self._app = app
        self._switches = switches
        self._busy = busy
        self._hang_up = hang_up

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        switches = self._switches
        await _wait(lambda: switches.slow_seconds)
        if switches.rubbish is not None:
            answer = Response(switches.rubbish, media_type="application/json")
            await answer(scope, receive, send)
        elif switches.busy:
            await JSONResponse(self._busy(), status_code=503)(scope, receive, send)
        else:
            await self._app(scope, receive, self._spoiled(scope, receive, send))

    def _spoiled(self, scope: Scope, receive: Receive, send: Send) -> Send:
        if self._switches.half:
            return self._half(scope, receive, send)
        if self._switches.drip_seconds:
            return self._drip(send)
        if self._switches.wrong_encoding:
            return _in_shift_jis(send)
        return send

    def _half(self, scope: Scope, receive: Receive, send: Send) -> Send:
        async def spoil(message: Message) -> None:
            if message["type"] != "http.response.body":
                await send(message)
                return
            body: bytes = message.get("body", b"")
            await send({**message, "body": body[: len(body) // 2], "more_body": True})
            self._hang_up(scope["client"])
            while (await receive())["type"] != "http.disconnect":
                pass

        return spoil

    def _drip(self, send: Send) -> Send:
        async def spoil(message: Message) -> None:
            body: bytes = message.get("body", b"")
            for octet in body[:-1]:
                await send({**message, "body": bytes((octet,)), "more_body": True})
                await _wait(lambda: self._switches.drip_seconds)
            await send({**message, "body": body[-1:]} if body else message)

        return spoil


def _in_shift_jis(send: Send) -> Send:
    start: list[Message] = []

    async def spoil(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.append(message)  # its length is known with the body
            return
        body = bytes(message.get("body", b"")).decode().encode("cp932", "replace")
        headers = MutableHeaders(raw=start[0]["headers"])
        headers["content-length"] = str(len(body))
        await send(start[0])
        await send({**message, "body": body})

    return spoil


async def _wait(seconds: Callable[[], float]) -> None:
    began = monotonic()
    while monotonic() - began < seconds():
        await asyncio.sleep(_SLICE)
