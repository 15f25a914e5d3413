"""What staff read of a reception at their own software."""

from pathlib import Path

from simulators.receipt_computer.computer import FACE, ReceiptComputer
from simulators.receipt_computer.display import line_of
from tests.simulators.receipt_computer.files import (
    PERSON,
    face,
    face_name,
    header,
    message,
    sidecar,
)

NOTICE = "<ProcessingResultMessage>電子証明書の有効期限が近づいています</ProcessingResultMessage>"


def line(computer: ReceiptComputer, folder: Path, file: bytes, beside: bytes) -> str:
    (folder / FACE / face_name(ending="json")).write_bytes(beside)
    (folder / FACE / face_name()).write_bytes(file)
    [taken] = computer.take_all()
    return line_of(taken)


def body(more: str) -> bytes:
    result = f"<ResultOfQualificationConfirmation>{PERSON}</ResultOfQualificationConfirmation>"
    return message(header(), f"<ResultList>{result}</ResultList>{more}")


def test_a_notice_of_the_service_stands_there_as_it_is(
    computer: ReceiptComputer, folder: Path
) -> None:
    said = line(computer, folder, body(NOTICE), sidecar(face_name()))
    assert "お知らせ「電子証明書の有効期限が近づいています」" in said


def test_what_the_patient_chose_stands_there(computer: ReceiptComputer, folder: Path) -> None:
    used = [{"name": "指定難病", "payer_number": "54139993"}, {"name": "子ども医療費"}]
    chosen = body("<PrescriptionIssueSelect>2</PrescriptionIssueSelect>")
    said = line(computer, folder, chosen, sidecar(face_name(), public_expenses=used))
    assert "紙の処方箋" in said
    assert "受給者証 指定難病・子ども医療費" in said


def test_nothing_is_said_of_what_nobody_chose(computer: ReceiptComputer, folder: Path) -> None:
    said = line(computer, folder, face(), sidecar(face_name(), public_expenses=[]))
    assert not any(word in said for word in ("お知らせ", "処方箋", "受給者証"))


def test_a_notice_that_stands_twice_costs_nobody_their_line(
    computer: ReceiptComputer, folder: Path
) -> None:
    said = line(computer, folder, body(NOTICE * 2), sidecar(face_name()))
    assert "秘密　太郎" in said
    assert "お知らせ" not in said


def test_whoever_has_no_insurers_numbers_has_no_empty_ones(
    computer: ReceiptComputer, folder: Path
) -> None:
    welfare = "<InsuredCardClassification>A1</InsuredCardClassification><Name>秘密　太郎</Name>"
    said = line(computer, folder, face(welfare), sidecar(face_name()))
    assert "秘密　太郎" in said
    assert "保険者" not in said
    assert "番号" not in said
