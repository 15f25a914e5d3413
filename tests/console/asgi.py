"""A browser without a screen: speaks to the application in this process, no port and no TLS."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message
from urllib3 import encode_multipart_formdata

from tests.console.loop import awaited

ORIGIN = "https://console.test"
Files = Mapping[str, tuple[str, bytes, str]]
"""field → (file name, content, media type)."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Headers
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


@dataclass
class Client:
    """Keeps cookies, and sends a form as a browser does: with the page's token and its origin."""

    app: ASGIApp
    address: str = "192.0.2.7"
    cookies: dict[str, str] = field(default_factory=dict[str, str])
    _token: str = ""

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        return self.send("GET", path, headers or {})

    def post(
        self, path: str, values: Mapping[str, str] | None = None, files: Files | None = None
    ) -> Answer:
        """Send a form with this session's token, as a page of ours would."""
        form = {"csrf": self.csrf, **(values or {})}
        if files is None:
            body, kind = urlencode(form).encode(), "application/x-www-form-urlencoded"
        else:
            body, kind = encode_multipart_formdata({**form, **files})
        return self.send("POST", path, {"content-type": kind, **from_our_page()}, body)

    @property
    def csrf(self) -> str:
        """The token that stands in the pages of this session; empty without one."""
        if not self._token:
            found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.get("/me").text)
            self._token = found[1] if found else ""
        return self._token

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """Send one request; redirects are not followed."""
        sent = {"host": urlsplit(ORIGIN).netloc, **headers}
        if self.cookies:
            sent["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = awaited(_exchange(self.app, _scope(method, path, sent, self.address), body))
        for cookie in answer.headers.getlist("set-cookie"):
            self._keep(cookie)
        return answer

    def _keep(self, header: str) -> None:
        self._token = ""  # another session's pages bear another one
        for name, morsel in SimpleCookie(header).items():
            if morsel["max-age"] == "0":
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = morsel.value


def from_our_page() -> dict[str, str]:
    """Return what Chromium sends with a form of a page that sends no referrer."""
    return {"origin": "null", "sec-fetch-site": "same-origin"}


def _scope(method: str, path: str, headers: Mapping[str, str], address: str) -> dict[str, Any]:
    parts = urlsplit(path)
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": parts.path,
        "raw_path": parts.path.encode(),
        "root_path": "",
        "query_string": parts.query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": (address, 50000),
        "server": (urlsplit(ORIGIN).netloc, 443),
    }


async def _exchange(app: ASGIApp, scope: dict[str, Any], body: bytes) -> Answer:
    asked = iter([{"type": "http.request", "body": body, "more_body": False}])
    messages: list[Message] = []

    async def receive() -> Message:
        return next(asked, {"type": "http.disconnect"})

    async def send(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, send)
    start = messages[0]
    content = b"".join(message.get("body", b"") for message in messages[1:])
    return Answer(start["status"], Headers(raw=start["headers"]), content)
