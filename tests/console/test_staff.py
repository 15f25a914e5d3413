"""Colleagues come in by a code that is shown once, and an administrator always remains."""

import re
from datetime import timedelta

import pytest
from starlette.applications import Starlette

from kiosk.console.areas.staff import CODE_LASTS
from kiosk.console.audit_words import ACCOUNTS
from kiosk.console.context import Console, Role
from kiosk.console.tokens import code_digest, new_code
from kiosk.ports.desk.accounts import LastAdministrator
from tests.console.asgi import Answer, Client
from tests.console.conftest import ADMINISTRATOR, PASSWORD, RECEPTIONIST, signed_in_as
from tests.fakes.clock import FakeClock

NEW = {"login": "suzuki", "name": "鈴木", "role": "receptionist"}
CHOSEN = {"password": "my own long words", "again": "my own long words"}


def code_in(answer: Answer) -> str:
    found = re.search(r'id="code">([A-Z0-9-]+)<', answer.text)
    assert found, answer.text
    return found[1]


def test_a_colleague_chooses_a_password_with_the_code_and_comes_in(
    administrator: Client, visitor: Client
) -> None:
    code = code_in(administrator.post("/staff/invite", NEW))
    assert "鈴木" in visitor.post("/first-use", {"code": code.lower().replace("-", " ")}).text
    joined = visitor.post("/first-use/password", {"code": code, **CHOSEN})
    assert joined.location == "/sign-in"
    login = {"login": "suzuki", "password": CHOSEN["password"]}
    assert visitor.post("/sign-in", login).location == "/"


def test_a_code_is_good_once(administrator: Client, visitor: Client) -> None:
    code = code_in(administrator.post("/staff/invite", NEW))
    assert visitor.post("/first-use/password", {"code": code, **CHOSEN}).status == 303
    assert visitor.post("/first-use/password", {"code": code, **CHOSEN}).status == 403


def test_a_code_ends_after_a_day(administrator: Client, visitor: Client, clock: FakeClock) -> None:
    code = code_in(administrator.post("/staff/invite", NEW))
    clock.passes(CODE_LASTS)
    assert visitor.post("/first-use", {"code": code}).status == 403


def test_another_code_makes_the_first_one_void(administrator: Client, visitor: Client) -> None:
    first = code_in(administrator.post("/staff/invite", NEW))
    second = code_in(administrator.post("/staff/3/code"))
    assert visitor.post("/first-use", {"code": first}).status == 403
    assert visitor.post("/first-use", {"code": second}).status == 200


def test_codes_cannot_be_guessed_at_will(visitor: Client) -> None:
    tries = [visitor.post("/first-use", {"code": new_code()}).status for _ in range(21)]
    assert tries == [403] * 20 + [429]


def test_a_code_for_a_forgotten_password_ends_the_sessions_when_it_is_used(
    administrator: Client, client: Client, visitor: Client
) -> None:
    code = code_in(administrator.post("/staff/2/code"))
    assert client.get("/me").status == 200
    visitor.post("/first-use/password", {"code": code, **CHOSEN})
    assert client.get("/me").status == 303


def test_the_first_administrator_registers_with_the_code_of_the_command_line(
    console: Console, visitor: Client
) -> None:
    code = new_code()
    until = console.clock.now() + timedelta(minutes=30)
    console.desk.accounts.invite(code_digest(code), None, Role.ADMINISTRATOR, until)
    form = {"code": code, "login": "Yamada", "name": "山田", **CHOSEN}
    assert visitor.post("/first-use/password", form).location == "/sign-in"
    assert visitor.post("/first-use/password", form).status == 403
    login = {"login": "yamada", "password": CHOSEN["password"]}
    assert visitor.post("/sign-in", login).status == 303
    assert visitor.get("/staff").status == 200


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("short", "short", "10文字以上にしてください"),
        ("my own long words", "my own long word", "同じではありません"),
        ("suzuki123", "suzuki123", "10文字以上"),
        ("suzuki1234", "suzuki1234", "ログイン名と似ています"),
        ("Password123", "Password123", "よく使われる"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(
    administrator: Client, visitor: Client, password: str, again: str, said: str
) -> None:
    code = code_in(administrator.post("/staff/invite", NEW))
    form = {"code": code, "password": password, "again": again}
    answer = visitor.post("/first-use/password", form)
    assert answer.status == 400
    assert said in answer.text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"login": RECEPTIONIST}, "もう使われています"),
        ({"login": "鈴木"}, "半角の小文字"),
        ({"name": ""}, "名前を入れて"),
        ({"name": "鈴\u202e木"}, "見えない文字"),
    ],
)
def test_an_invitation_that_cannot_be_says_why(
    administrator: Client, changed: dict[str, str], said: str
) -> None:
    answer = administrator.post("/staff/invite", {**NEW, **changed})
    assert answer.status in {400, 409}
    assert said in answer.text


def test_who_is_disabled_is_out_at_once_and_comes_in_no_more(
    administrator: Client, client: Client, visitor: Client
) -> None:
    assert administrator.post("/staff/2/disable").status == 303
    assert client.get("/me").status == 303
    login = {"login": RECEPTIONIST, "password": PASSWORD}
    assert visitor.post("/sign-in", login).status == 403
    administrator.post("/staff/2/enable")
    assert visitor.post("/sign-in", login).status == 303


def test_a_code_of_before_lets_nobody_in_who_was_disabled(
    administrator: Client, visitor: Client
) -> None:
    code = code_in(administrator.post("/staff/2/code"))
    administrator.post("/staff/2/disable")
    assert visitor.post("/first-use/password", {"code": code, **CHOSEN}).status == 403


def test_another_role_ends_the_sessions(administrator: Client, client: Client) -> None:
    assert administrator.post("/staff/2/role", {"role": "administrator"}).status == 303
    assert client.get("/me").status == 303


@pytest.mark.parametrize(
    ("path", "form"), [("/staff/1/disable", {}), ("/staff/1/role", {"role": "receptionist"})]
)
def test_the_last_administrator_stays(
    app: Starlette, administrator: Client, path: str, form: dict[str, str]
) -> None:
    answer = administrator.post(path, form)
    assert answer.status == 409
    assert "先に、ほかの人を管理者に" in answer.text
    assert signed_in_as(app, ADMINISTRATOR).get("/staff").status == 200


def test_an_invited_administrator_without_a_password_is_nobody_yet(
    administrator: Client, console: Console
) -> None:
    administrator.post("/staff/invite", {**NEW, "role": "administrator"})
    with pytest.raises(LastAdministrator):
        console.desk.accounts.disable(1, console.clock.now())


def test_a_name_is_text_whatever_it_is_made_of(administrator: Client) -> None:
    name = "<script>alert(1)</script>\"'"
    page = administrator.post("/staff/invite", {**NEW, "name": name})
    assert page.status == 200
    for text in (page.text, administrator.get("/staff").text):
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;" in text


def test_every_word_of_the_accounts_has_a_meaning() -> None:
    assert all(meaning for meaning in ACCOUNTS.values())


def test_a_word_without_a_meaning_is_not_noted(console: Console) -> None:
    with pytest.raises(LookupError):
        console.note("unheard_of", 1)
