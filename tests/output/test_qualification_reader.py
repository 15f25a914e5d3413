"""A file that is no result file is refused by name, and nothing outside it is ever opened."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.output.encoding import Encoding
from kiosk.output.message_text import ResultUnreadable
from kiosk.output.qualification_reader import read_consents, read_result
from kiosk.output.qualification_xml import render_result
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


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<Other/>", "missing XmlMsg"),
        (b"<XmlMsg/>", "missing MessageHeader"),
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
