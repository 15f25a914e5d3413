"""What stands before every page: nobody without sign-in, no form of others, nothing too large."""

import logging
import re
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from kiosk.console.context import Console
from kiosk.console.forms import (
    LARGEST_FORM,
    LARGEST_OF_STRANGERS,
    LARGEST_WITH_FILES,
    LONGEST_FIELD,
)
from kiosk.console.guard import OPEN
from tests.console.asgi import Client, from_our_page
from tests.console.conftest import ADMINISTRATOR, PASSWORD, signed_in_as

FORM = {"content-type": "application/x-www-form-urlencoded"}


def routes(app: Starlette) -> Iterator[Route]:
    for route in app.routes:
        if isinstance(route, Route):
            yield route
        else:
            assert isinstance(route, Mount)  # style and script, for everybody
            assert route.path.startswith("/static/")


def address(route: Route) -> str:
    """Fill the parameters in."""
    filled = route.path.replace("{number}", "1")
    return re.sub(r"\{[^}]+\}", "00000000-0000-4000-8000-000000000000", filled)


def test_no_page_is_shown_without_sign_in(app: Starlette, visitor: Client) -> None:
    shown = [
        (method, route.path)
        for route in routes(app)
        for method in sorted(route.methods or ())
        if route.path not in OPEN
        and visitor.send(method, address(route), {**FORM, **from_our_page()}).status
        not in {303, 401}
    ]
    assert len(list(routes(app))) > 10
    assert shown == []


@pytest.mark.parametrize("path", ["/", "/nothing", "/static", "/static/", "/openapi.json", "/.env"])
def test_what_is_not_there_tells_a_visitor_nothing(visitor: Client, path: str) -> None:
    answer = visitor.get(path)
    assert (answer.status, answer.location) in {(303, "/sign-in"), (404, "")}


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "9" * 5000, "\u0661", "-1", "x"])
@pytest.mark.parametrize("path", ["/passcodes/{}/remove", "/staff/{}/disable", "/staff/{}/code"])
def test_a_number_that_nothing_has_is_an_address_of_nothing(
    administrator: Client, path: str, number: str
) -> None:
    assert administrator.post(path.format(number)).status == 404


def test_the_folder_of_style_and_script_is_not_listed(visitor: Client) -> None:
    style = re.search(r'href="(/static/\w+/)console\.css"', visitor.get("/sign-in").text)
    assert style
    assert visitor.get(f"{style[1]}console.css").status == 200
    assert visitor.get(style[1]).status == 404
    assert visitor.get(f"{style[1]}../app.py").status == 404


def test_receptionists_reach_nothing_that_is_for_administrators(
    app: Starlette, client: Client
) -> None:
    closed = [route for route in routes(app) if hasattr(route.endpoint, "__wrapped__")]
    assert {"/staff", "/staff/invite", "/staff/{number}/role"} <= {r.path for r in closed}
    for route in closed:
        method = "GET" if "GET" in (route.methods or ()) else "POST"
        ask = client.get if method == "GET" else client.post
        assert ask(address(route)).status == 403, route.path


def test_a_receptionist_makes_nobody_administrator(client: Client, console: Console) -> None:
    client.post("/staff/2/role", {"role": "administrator"})
    client.post("/me", {"name": "佐藤", "language": "ja", "role": "administrator"})
    assert [member.role for member in console.desk.accounts.members()] == [
        "administrator",
        "receptionist",
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site", "origin": "https://elsewhere.test"},
        {"sec-fetch-site": "same-site", "origin": "null"},
        {"sec-fetch-site": "none"},
        {"origin": "https://elsewhere.test"},
        {"origin": "null"},
        {},
    ],
)
def test_a_form_of_another_page_is_refused(client: Client, headers: dict[str, str]) -> None:
    body = f"csrf={client.csrf}".encode()
    assert client.send("POST", "/sign-out", {**FORM, **headers}, body).status == 403
    assert client.get("/me").status == 200


@pytest.mark.parametrize("token", ["", "0" * 64, "Ａ"])
def test_a_form_without_this_sessions_token_is_refused(client: Client, token: str) -> None:
    assert client.post("/sign-out", {"csrf": token}).status == 403
    assert client.get("/me").status == 200


def test_the_token_of_another_session_is_refused(app: Starlette, client: Client) -> None:
    other = signed_in_as(app, ADMINISTRATOR)
    assert client.post("/sign-out", {"csrf": other.csrf}).status == 403


@pytest.mark.parametrize(
    ("sent_to", "opened_again"),
    [
        ("/me/password", "/me"),
        ("/queries/new", "/queries/new"),
        ("/staff/3/role", "/staff"),
        ("/nothing", ""),
    ],
)
def test_an_old_page_is_opened_again_where_its_form_stood(
    client: Client, sent_to: str, opened_again: str
) -> None:
    refused = client.post(sent_to, {"csrf": "0" * 64})
    assert refused.status == 403
    again = re.findall(r'<a class="button primary" href="([^"]*)">前の画面', refused.text)
    assert again == ([opened_again] if opened_again else [])


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    assert client.send(method, "/me", from_our_page()).status == 405


def test_a_form_that_is_too_large_is_refused(client: Client) -> None:
    assert client.post("/me", {"name": "a" * LARGEST_FORM}).status == 413


def test_a_file_that_is_too_large_is_refused(client: Client) -> None:
    large = {"file": ("a.pdf", b"0" * LARGEST_WITH_FILES, "application/pdf")}
    assert client.post("/me", files=large).status == 413


def test_a_text_that_no_field_of_ours_holds_is_refused(client: Client) -> None:
    assert client.post("/me", {"name": "a" * (LONGEST_FIELD + 1)}).status == 413


def test_a_visitor_sends_little(visitor: Client) -> None:
    form = {f"field{n}": "a" * 1000 for n in range(LARGEST_OF_STRANGERS // 1000 + 1)}
    assert visitor.post("/sign-in", form).status == 413


@pytest.mark.parametrize(
    "host",
    ["x/static/?", "x/static/#", "x/sign-in?", "a@b/static/", "[::1]/static/", "", "/static/"],
)
def test_the_name_of_the_host_opens_no_page(app: Starlette, visitor: Client, host: str) -> None:
    for route in routes(app):
        if route.path not in OPEN and "GET" in (route.methods or ()):
            assert visitor.get(address(route), {"host": host}).status in {303, 401}


def test_a_visitor_may_send_no_file(visitor: Client) -> None:
    small = {"file": ("a.pdf", b"0", "application/pdf")}
    assert visitor.post("/sign-in", files=small).status == 400


@pytest.mark.parametrize("path", ["/sign-in", "/me", "/nothing", "/health"])
def test_every_answer_forbids_what_no_page_needs(client: Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "max-age" in headers["strict-transport-security"]
    assert "camera=()" in headers["permissions-policy"]
    assert "server" not in headers


def test_a_broken_page_says_so_and_the_log_has_nothing_of_what_it_worked_on(
    app: Starlette, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_request: Request) -> Response:
        raise ValueError("甲山 太郎")

    app.routes.append(Route("/broken", broken))
    with caplog.at_level(logging.DEBUG):
        answer = client.get("/broken")
    assert answer.status == 500
    assert "受付機や紙で続けられます" in answer.text
    assert "ValueError" in caplog.text
    assert "test_guard.py" in caplog.text
    assert "甲山" not in caplog.text + answer.text


def test_a_password_stands_in_no_page_and_no_log(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = visitor.post("/sign-in", {"login": "sato", "password": PASSWORD + "x"})
    assert PASSWORD not in answer.text + caplog.text


@pytest.mark.parametrize(
    "back", ["//elsewhere.test", "/\\elsewhere.test", "https://elsewhere.test"]
)
def test_the_language_switch_leads_nowhere_else(visitor: Client, back: str) -> None:
    assert visitor.post("/language", {"language": "en", "back": back}).location == "/"


def test_a_visitor_may_choose_the_language(visitor: Client) -> None:
    answer = visitor.post("/language", {"language": "en", "back": "/sign-in"})
    assert answer.location == "/sign-in"
    assert "Sign in" in visitor.get("/sign-in").text
