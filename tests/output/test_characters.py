"""Characters of CP932 are written with the bytes that Windows writes; the rest never as ``?``."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.output.characters import encode_cp932, in_cp932, loses_in_cp932


def every_cp932_character() -> str:
    singles = (bytes((one,)) for one in (*range(0x80), *range(0xA1, 0xE0)))
    leads = (*range(0x81, 0xA0), *range(0xE0, 0xFD))
    doubles = (bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFD))
    return "".join(filter(None, map(decoded, (*singles, *doubles))))


def decoded(octets: bytes) -> str | None:
    try:
        text = octets.decode("cp932")
    except UnicodeDecodeError:
        return None
    return text if len(text) == 1 else None  # two single bytes are not one of two


@pytest.mark.parametrize(
    ("character", "octets"),
    [
        ("髙", "fbfc"),  # IBM's, not NEC's EEE0
        ("﨑", "fab1"),
        ("纊", "fa5c"),
        ("黑", "fc4b"),
        ("ⅰ", "fa40"),
        ("￤", "fa55"),
        ("①", "8740"),  # NEC's row 13 has no other
        ("Ⅰ", "8754"),  # NEC's row 13 before IBM's FA4A
        ("㈱", "878a"),
        ("∵", "81e6"),  # JIS X 0208 before NEC's 879A and IBM's FA5B
        ("￢", "81ca"),  # JIS X 0208 before EEF9 and FA54
        ("ｱ", "b1"),
        ("～", "8160"),
        ("―", "815c"),
    ],
)
def test_a_character_that_stands_twice_in_cp932_is_written_as_windows_does(
    character: str, octets: str
) -> None:
    assert encode_cp932(character).hex() == octets
    assert encode_cp932(f"あ{character}{character}b") == (
        b"\x82\xa0" + bytes.fromhex(octets) * 2 + b"b"
    )


def test_every_character_of_cp932_is_kept_and_reads_back() -> None:
    text = every_cp932_character()
    assert len(set(text)) > 9000
    assert in_cp932(text) == text
    assert not loses_in_cp932(text)
    assert encode_cp932(text).decode("cp932") == text


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_substitution_always_encodes_and_invents_no_question_mark(text: str) -> None:
    substituted = in_cp932(text)
    octets = encode_cp932(substituted)
    assert octets.decode("cp932") == substituted
    assert substituted.count("?") == text.count("?") == octets.decode("cp932").count("?")


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_what_was_substituted_once_loses_nothing_more(text: str) -> None:
    assert in_cp932(in_cp932(text)) == in_cp932(text)
    assert not loses_in_cp932(in_cp932(text))


@pytest.mark.parametrize("character", ["\x80", "\xa0", "\uf8f0", "\uf8f1", "\ud800", "𠮷", "é"])
def test_what_is_no_character_of_cp932_becomes_a_geta_though_the_codec_may_pass_it(
    character: str,
) -> None:
    assert in_cp932(f"a{character}b") == "a〓b"
    assert loses_in_cp932(character)
