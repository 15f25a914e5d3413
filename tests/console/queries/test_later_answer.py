"""The page of a reception says which answer it shows: the one of then, or one asked for later."""

import pytest

from tests.console.asgi import Client
from tests.console.filled import ident
from tests.console.queries.line import KioskLine, sent
from tests.services.query_desk import PERSON, answer

LATER = "の照会の返事です"
AT_THE_RECEPTION = "の受付のときは「無効」でした"


def _used(client: Client, line: KioskLine, reception: str, *people: dict[str, str]) -> str:
    """Take a later answer for a reception; return the page of the query."""
    page = sent(client, f"/queries/new?reception={reception}")
    line.tells(answer(*people, validity="1" if people else "4"))
    client.post(f"{page}/use", {"chosen": "0"})
    return page


def test_a_later_answer_is_said_to_be_one_beside_what_was_answered_at_the_reception(
    client: Client, line: KioskLine
) -> None:
    path = f"/receptions/{ident('ended')}"
    assert LATER not in client.get(path).text
    query = _used(client, line, ident("ended"), PERSON)
    text = client.get(path).text
    assert PERSON["Name"] in text
    assert LATER in text
    assert AT_THE_RECEPTION in text
    assert f'href="{query}"' in text


def test_a_provisional_reception_had_no_answer_before(client: Client, line: KioskLine) -> None:
    _used(client, line, ident("line"), PERSON)
    text = client.get(f"/receptions/{ident('line')}").text
    assert LATER in text
    assert "の受付のときは" not in text


@pytest.mark.parametrize("key", ["ended", "line"])
def test_a_query_that_found_nobody_is_not_said_to_stand_below(
    client: Client, line: KioskLine, key: str
) -> None:
    query = _used(client, line, ident(key))
    text = client.get(f"/receptions/{ident(key)}").text
    assert LATER not in text
    assert "資格が見つかりませんでした" in text
    assert f'href="{query}"' in text
