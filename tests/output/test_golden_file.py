"""A result file as the field writes it is read, and written again with the same elements."""

import os
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kiosk.domain.check_in import CheckIn, VerifiedBy
from kiosk.domain.qualification import Validity
from kiosk.domain.session import SessionId
from kiosk.output.encoding import Encoding
from kiosk.output.qualification_reader import read_consents, read_result
from kiosk.output.qualification_xml import render_result, substituted

FIXTURES = Path(__file__).parents[1] / "fixtures"
NAMES = ("face_result.xml", "face_result_with_every_block.xml", "golden")


@pytest.fixture(params=NAMES)
def content(request: pytest.FixtureRequest) -> bytes:
    if request.param != "golden":
        return (FIXTURES / request.param).read_bytes()
    golden = os.environ.get("UKETSUKE_GOLDEN")
    if golden is None:
        pytest.skip("UKETSUKE_GOLDEN names no result file of the field")
    return Path(golden).read_bytes()


def texts(xml: bytes) -> Counter[tuple[str, ...]]:
    """Count every text by the names of the elements around it, as another parser reads it."""
    found: Counter[tuple[str, ...]] = Counter()

    def walk(element: ET.Element, path: tuple[str, ...]) -> None:
        path = (*path, element.tag)
        if not len(element):
            found[(*path, element.text or "")] += 1
        for child in element:
            walk(child, path)

    walk(ET.fromstring(xml), ())
    return found


def test_what_is_read_is_written_with_the_same_elements(content: bytes) -> None:
    check_in = CheckIn(SessionId(1), VerifiedBy.FACE, read_consents(content), read_result(content))
    assert texts(render_result(check_in, Encoding.UTF_8)) == texts(content)


@pytest.mark.parametrize("encoding", Encoding)
def test_what_is_written_is_read_as_the_same_again(content: bytes, encoding: Encoding) -> None:
    check_in = CheckIn(SessionId(1), VerifiedBy.FACE, read_consents(content), read_result(content))
    written = render_result(check_in, encoding)
    assert read_result(written) == check_in.confirmation
    assert read_consents(written) == check_in.consents
    assert substituted(check_in, encoding) == ()


def test_it_is_read_by_name_in_whatever_order(content: bytes) -> None:
    confirmation = read_result(content)
    [result] = confirmation.results
    assert confirmation.validity is Validity.VALID
    assert result.insurer_number is not None
    assert len(result.insurer_number) == 8
    assert result.insurer_number.startswith("  ")
    for consent in confirmation.consents:
        assert (consent.available_until - consent.consented_at).total_seconds() == 24 * 3600
    assert len(confirmation.consents) == 2
