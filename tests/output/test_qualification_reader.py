"""A file that is no result file is refused by name, and nothing outside it is ever opened."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.output.message_reader import MAX_BYTES
from kiosk.output.message_text import ResultUnreadable
from kiosk.output.qualification_reader import read_consents, read_result
from kiosk.output.qualification_xml import Encoding, render_result
from tests.output.receptions import reception

GOOD = render_result(reception(), Encoding.UTF_8)


def refused(content: bytes) -> str:
    with pytest.raises(ResultUnreadable) as error:
        read_result(content)
    assert "秘密" not in str(error.value)
    return str(error.value)


def test_an_external_entity_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("TOP SECRET")
    entity = f'<!DOCTYPE XmlMsg [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    assert refused(f"{entity}<XmlMsg>&x;</XmlMsg>".encode()) == "doctype"


def test_entities_that_multiply_are_refused_before_they_do() -> None:
    lines = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE XmlMsg [<!ENTITY a0 "ha">{lines}]><XmlMsg>&a9;</XmlMsg>'
    assert refused(bomb.encode()) == "doctype"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_xml"),
        (b"<XmlMsg>", "not_xml"),
        (b"<Other/>", "missing XmlMsg"),
        (b"<XmlMsg/>", "missing MessageHeader"),
        (b" " * (MAX_BYTES + 1), "too_large"),
        (b"<XmlMsg>\xff</XmlMsg>", "bad_encoding"),
        (b'<?xml version="1.0" encoding="UTF-16"?><XmlMsg/>', "bad_encoding"),
        (GOOD.replace(b"UTF-8", b"Shift_JIS"), "bad_encoding"),
        (GOOD.replace(b"<QualificationValidity>1", b"<QualificationValidity>8"), "bad Q"),
        (GOOD.replace(b"ConsTime>20261120120000", b"ConsTime>20261320120000"), "bad P"),
        (GOOD.replace(b"PharmacistsInfoConsTime", b"Else"), "missing PharmacistsInfoConsTime"),
        (GOOD.replace(b"MedicalInstitutionCode", b"Else"), "missing MedicalInstitutionCode"),
    ],
)
def test_each_damage_has_a_name(content: bytes, code: str) -> None:
    assert refused(content).startswith(code)


@given(st.binary(max_size=200), st.integers(0, len(GOOD)), st.integers(0, 60))
def test_a_damaged_file_is_read_or_refused_but_never_breaks(
    rubbish: bytes, where: int, cut: int
) -> None:
    for damaged in (rubbish, GOOD[:where] + rubbish + GOOD[where + cut :]):
        for read in (read_result, read_consents):
            try:
                read(damaged)
            except ResultUnreadable:
                continue


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    assert read_result(b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n")) == read_result(GOOD)
