"""`python -m drivers.mynacard` over the real pcscd: what is seen and what is never done."""

import pytest

from drivers.mynacard.__main__ import main
from simulators.card.virtual_reader import PrivateReader
from simulators.card.vpcd import Faults
from tests.contracts.card.conftest import Counter, card_reader

pytestmark = pytest.mark.reader


def look(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(arguments)
    return code, capsys.readouterr().out


def test_a_card_is_described(desk: Counter, capsys: pytest.CaptureFixture[str]) -> None:
    hanako = desk.place("hanako")
    card_reader()
    code, shown = look(capsys, "--reader", "00 00")
    last = hanako.auth_validity.not_after
    assert code == 0
    assert "マイナンバーカード" in shown
    assert f"until {last:%Y-%m}" in shown
    assert "3 of 3 tries left" in shown
    assert "10 of 10 tries left" in shown
    assert str(last) not in shown  # its day is the holder's birthday


def test_a_locked_pin_is_said(desk: Counter, capsys: pytest.CaptureFixture[str]) -> None:
    desk.place("ichiro")
    card_reader()
    assert "locked" in look(capsys)[1]


def test_the_trace_sends_no_value_and_shows_nothing_personal(
    desk: Counter, capsys: pytest.CaptureFixture[str]
) -> None:
    hanako = desk.place("hanako")
    card_reader()
    _, shown = look(capsys, "--trace")
    verifies = [line for line in shown.splitlines() if line.startswith("  > 00 20")]
    assert [line.strip() for line in verifies] == [
        "> 00 20 00 98",
        "> 00 20 00 9B",
        "> 00 20 00 92",
    ]
    bare = shown.replace(" ", "").upper()
    assert b"JPKIAPICCTOKEN2".hex().upper() in bare
    serial = f"{hanako.certificate_serial:016d}".encode()
    assert serial.hex().upper() not in bare
    assert hanako.municipality_code.encode().hex() not in bare


def test_a_card_of_another_kind_is_said(desk: Counter, capsys: pytest.CaptureFixture[str]) -> None:
    desk.place("not_mynumber")
    card_reader()
    code, shown = look(capsys, "--reader", "00 00")
    assert code == 1
    assert "not a My Number card" in shown


def test_a_card_pulled_while_it_is_looked_at(
    desk: Counter, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.place("hanako", Faults(pulled_at=3))
    card_reader()
    code, shown = look(capsys)
    assert code == 1
    assert "left the reader" in shown


def test_an_empty_reader_and_none(desk: Counter, capsys: pytest.CaptureFixture[str]) -> None:
    assert "There is no card" in look(capsys)[1]
    code, shown = look(capsys, "--reader", "No Such Reader")
    assert code == 1
    assert "No reader was found" in shown


def test_a_pcscd_that_is_away(
    desk: Counter, reader: PrivateReader, capsys: pytest.CaptureFixture[str]
) -> None:
    reader.stop_pcscd()
    try:
        code, shown = look(capsys)
    finally:
        reader.start_pcscd()
    assert code == 1
    assert "pcscd" in shown
