"""The receipt computer on a terminal."""

import time
from pathlib import Path

import pytest

from simulators.receipt_computer import cli
from tests.simulators.receipt_computer.files import face, face_name, header, message

TARO = ["--insurer", "139998", "--number", "4567", "--birthdate", "19860908"]
SPAN = ["--first", "2026-11-01", "--last", "2026-11-20"]
REQUESTS = {
    "OQSsiquc01": ["query", *TARO, "--reception", "00000000-0000-4000-8000-000000000001"],
    "OQSmuquc01": ["bulk-query", "--patients", "LIST"],
    "OQSmuhvq01": ["home-visits", *SPAN],
    "OQSsiimm01": ["register", *TARO, "--reference-number", "12"],
    "OQSmuimm01": ["bulk-register", "--patients", "LIST"],
    "YZKsiquc01": ["medicines", *TARO, *SPAN, "--category", "4"],
    "TKKsiquc01": ["checkups", *TARO],
}


def answered_at_once(folder: Path, segment: str) -> None:
    """The kiosk answers whatever lies in ``req``."""
    more = "<ErrorCode>UKE-0202</ErrorCode>" if segment == "9" else ""
    for request in (folder / "req").iterdir():
        name = request.name.replace("req_", "res_")
        (folder / "res" / name).write_bytes(message(header(segment=segment, more=more), ""))
        request.unlink()


def test_watch_prints_a_line_for_each_reception(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "sleep", lambda _: None)
    (folder / "face" / face_name()).write_bytes(face())
    (folder / "face" / face_name(1)).write_bytes(b"rubbish")
    assert cli.main(["watch", "--folder", str(folder), "--seconds", "0.2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert any("秘密　太郎" in line for line in lines)
    assert f"読めません: {face_name(1)}: no declaration" in lines


@pytest.mark.parametrize("interface", REQUESTS)
@pytest.mark.parametrize(("segment", "status"), [("1", 0), ("9", 1)])
def test_ask_puts_every_request_and_shows_its_answer(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    interface: str,
    segment: str,
    status: int,
) -> None:
    patients = folder / "patients.csv"
    patients.write_text("139998,１２,4567,01,19860908,A-1\n\n139998,,4568\n", encoding="utf-8")
    monkeypatch.setattr(cli, "sleep", lambda _: answered_at_once(folder, segment))
    words = [str(patients) if word == "LIST" else word for word in REQUESTS[interface]]
    assert cli.main(["ask", "--folder", str(folder), "--wait", "30", *words]) == status
    asked, told = capsys.readouterr().out.splitlines()
    assert asked.startswith(f"→ {interface}req_")
    assert told.startswith(f"← {interface}res_")
    assert ("UKE-0202" in told) is (segment == "9")


def test_a_query_is_for_the_same_day_as_its_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Etc/GMT+12")  # half a day and more behind Japan
    time.tzset()
    try:
        cli.main(["ask", "--folder", str(folder), "--wait", "0", "--utf-8", "query", *TARO])
    finally:
        monkeypatch.undo()
        time.tzset()
    [request] = (folder / "req").iterdir()
    day = request.name.split("_")[1][:8]
    assert f"<QualificationConfirmationDate>{day}<" in request.read_text(encoding="utf-8")


def test_ask_says_when_nobody_answers(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "sleep", lambda _: None)
    assert cli.main(["ask", "--folder", str(folder), "--wait", "0.1", "query", *TARO]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "答えがありません"
