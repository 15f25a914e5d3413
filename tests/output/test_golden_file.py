"""A result file as the field writes it is read, and written again with the same elements."""

import os
from collections import Counter
from pathlib import Path

import pytest

from kiosk.domain.check_in import CheckIn, VerifiedBy
from kiosk.domain.qualification import Validity
from kiosk.domain.session import SessionId
from kiosk.output.qualification_reader import read_consents, read_result
from kiosk.output.qualification_xml import Encoding, render_result
from kiosk.output.xml_tree import parse

ROOT = Path(__file__).parents[2]
FIXTURE = ROOT / "tests" / "fixtures" / "face_result.xml"
GOLDEN = Path(os.environ.get("UKETSUKE_GOLDEN") or ROOT.parent / "shared/data/onshi-face.xml")


@pytest.fixture(params=[FIXTURE, GOLDEN], ids=["fixture", "golden"])
def content(request: pytest.FixtureRequest) -> bytes:
    path: Path = request.param
    if not path.exists():
        pytest.skip("the golden file is not here; UKETSUKE_GOLDEN names it")
    return path.read_bytes()


def elements(xml: bytes) -> Counter[tuple[str, str]]:
    text = xml.decode("utf-8").split("?>", 1)[1].strip()
    return Counter((item.tag, (item.text or "").strip("\n")) for item in parse(text).iter())


def leaves(xml: bytes) -> Counter[tuple[str, str]]:
    return Counter({pair: n for pair, n in elements(xml).items() if pair[1].strip()})


def test_what_is_read_is_written_with_the_same_elements(content: bytes) -> None:
    check_in = CheckIn(SessionId(1), VerifiedBy.FACE, read_consents(content), read_result(content))
    assert leaves(render_result(check_in, Encoding.UTF_8)) == leaves(content)


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
