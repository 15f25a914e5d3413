"""How receptions are taken: whole, once, in order, and only what is truthful."""

import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.guard import SimulatorRefused
from simulators.receipt_computer.computer import AGAIN, FACE, TRASH, ReceiptComputer
from simulators.receipt_computer.decoding import Rejected, text
from simulators.receipt_computer.display import line_of
from simulators.receipt_computer.reception import Provisional, Reception, read_reception
from simulators.receipt_computer.share import Manners
from tests.simulators.receipt_computer.conftest import Make
from tests.simulators.receipt_computer.files import (
    CONSENT,
    PERSON,
    face,
    face_name,
    header,
    message,
    sidecar,
)

PROVISIONAL = face_name(ending="json").replace("OQSsiquc01res_face", "UKEprovisional")


def put(folder: Path, name: str, content: bytes) -> None:
    (folder / FACE / name).write_bytes(content)


def names(folder: Path, which: str) -> list[str]:
    return sorted(path.name for path in (folder / which).iterdir())


def of(taken: list[Reception | Provisional]) -> list[str]:
    return [one.file for one in taken]


@pytest.mark.parametrize("encoding", ["UTF-8", "Shift_JIS"])
def test_a_reception_is_taken_with_its_sidecar_and_both_go_to_the_trash(
    computer: ReceiptComputer, folder: Path, encoding: str
) -> None:
    put(folder, face_name(ending="json"), sidecar(face_name(), warnings=[{"ja": "確かめる"}]))
    put(folder, face_name(), face(encoding=encoding))
    [taken] = computer.take_all()
    assert isinstance(taken, Reception)
    [person] = taken.results
    assert text(person, "Name") == "秘密　太郎"
    assert text(person, "InsurerNumber") == "  139998"
    assert taken.consents_in_words == "薬剤"
    assert taken.sidecar is not None
    assert taken.sidecar.warnings == ("確かめる",)
    assert names(folder, FACE) == []
    assert names(folder, TRASH) == [face_name(ending="json"), face_name()]
    assert computer.rejected == {}


def test_a_face_file_of_another_maker_has_no_sidecar(
    computer: ReceiptComputer, folder: Path
) -> None:
    put(folder, face_name(), face())
    [taken] = computer.take_all()
    assert isinstance(taken, Reception)
    assert taken.sidecar is None


def test_a_file_is_taken_only_after_two_equal_reads(
    computer: ReceiptComputer, folder: Path
) -> None:
    whole = face()
    for part in (whole[: len(whole) // 2], whole):
        put(folder, face_name(), part)
        assert computer.look() == []
    assert of(computer.look()) == [face_name()]


def test_a_greedy_one_takes_what_it_sees_at_once_and_finds_half_a_file_wrong(
    make: Make, folder: Path
) -> None:
    greedy = make(Manners(greedy=True))
    put(folder, face_name(1), face())
    put(folder, face_name(2), face()[:-20])
    assert of(greedy.look()) == [face_name(1)]
    assert greedy.rejected == {face_name(2): "no XML"}


def test_one_that_reads_slowly_and_holds_files_open_still_takes_them(
    make: Make, folder: Path
) -> None:
    computer = make(Manners(slow=1, holds_open=True))
    for number in range(3):
        put(folder, face_name(number), face())
    assert len(computer.take_all()) == 3
    assert names(folder, FACE) == []


def test_after_days_switched_off_everything_is_taken_once_and_in_order(
    computer: ReceiptComputer, folder: Path
) -> None:
    computer.on = False
    times = ["20261120120000", "20261121080000", "20261122093000"]
    for number, time in enumerate(reversed(times)):
        put(folder, face_name(number, time), face())
    assert computer.take_all() == []
    computer.on = True
    taken = of(computer.take_all())
    assert taken == [face_name(2 - number, time) for number, time in enumerate(times)]
    assert computer.take_all() == []


def test_a_file_of_the_same_name_is_not_taken_twice(
    computer: ReceiptComputer, folder: Path
) -> None:
    put(folder, face_name(), face())
    assert len(computer.take_all()) == 1
    put(folder, face_name(), face())
    assert computer.take_all() == []
    assert computer.rejected == {face_name(): AGAIN}


def test_a_provisional_reception_is_told_by_its_number(
    computer: ReceiptComputer, folder: Path
) -> None:
    put(folder, PROVISIONAL, sidecar(None, number=7))
    [taken] = computer.take_all()
    assert isinstance(taken, Provisional)
    assert (taken.sidecar.status, taken.sidecar.number) == ("provisional", 7)
    assert "7番" in line_of(taken)
    assert names(folder, FACE) == []


def test_other_files_and_a_folder_that_is_away_are_left_alone(
    computer: ReceiptComputer, folder: Path
) -> None:
    for name in (f".{face_name()}.part", "readme.txt", face_name().upper()):
        put(folder, name, face())
    before = names(folder, FACE)
    assert computer.take_all() == []
    assert names(folder, FACE) == before
    (folder / FACE).rename(folder / "away")
    assert computer.take_all() == []


def test_what_is_shown_names_the_patient_and_no_log_does(
    computer: ReceiptComputer, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    put(folder, face_name(), face())
    put(folder, face_name(1), face() + b"<")
    [taken] = computer.take_all()
    line = line_of(taken)
    for word in ("12:00:00", "有効", "秘密　太郎", "1986-09-08", "139998", "薬剤"):
        assert word in line
    assert "秘密" not in caplog.text + repr(taken) + str(computer.rejected)


WRONG = {
    "no declaration": face()[face().index(b"<XmlMsg") :],
    "unknown encoding": face().replace(b"UTF-8", b"EUC-JP"),
    "not in the declared encoding": face().replace(b"UTF-8", b"Shift_JIS"),
    "CharacterCodeIdentifier is not that of the declaration": message(header("1"), ""),
    "a document type": face().replace(b"<XmlMsg>", b'<!DOCTYPE x [<!ENTITY a "b">]><XmlMsg>'),
    "no XML": face()[:-1],
    "no XmlMsg": face().replace(b"XmlMsg>", b"Message>"),
    "MedicalInstitutionCode": face().replace(b"1319999999", b"1319999998"),
    "ProcessExecutionTime": face().replace(b"ExecutionTime>2026", b"ExecutionTime>now6"),
    "SegmentOfResult": message(header(segment="2"), ""),
    "QualificationValidity": face(validity="7"),
    "InsurerNumber": face(PERSON.replace("  139998", "139998")),
    "Birthdate": face(PERSON.replace("19860908", "S610908")),
    "Name is no single text": face(PERSON + "<Name>秘密　次郎</Name>"),
    "PharmacistsInfoConsFlg": face(PERSON + CONSENT.replace("ConsFlg>1", "ConsFlg>0")),
    "PharmacistsInfoAvailableTime": face(PERSON + CONSENT.replace("21120000", "21120001")),
    "a time": face(PERSON + "<PharmacistsInfoConsFlg>1</PharmacistsInfoConsFlg>"),
    "results differ in their consents": face(PERSON + CONSENT, PERSON),
}


@pytest.mark.parametrize("why", WRONG)
def test_an_untruthful_file_is_rejected_for_its_reason_and_stays(
    computer: ReceiptComputer, folder: Path, why: str
) -> None:
    put(folder, face_name(), WRONG[why])
    assert computer.take_all() == []
    assert computer.rejected == {face_name(): why}
    assert names(folder, FACE) == [face_name()]


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", sidecar(face_name(1)), sidecar(face_name(), schema="x"), b'{"schema": "\xff"}'],
)
def test_a_wrong_sidecar_costs_nobody_their_reception(
    computer: ReceiptComputer, folder: Path, content: bytes
) -> None:
    put(folder, face_name(ending="json"), content)
    put(folder, face_name(), face())
    [taken] = computer.take_all()
    assert isinstance(taken, Reception)
    assert taken.sidecar is None
    assert list(computer.rejected) == [face_name(ending="json")]


@given(content=st.binary(max_size=80))
def test_whatever_stands_in_a_file_is_rejected_in_a_word(content: bytes) -> None:
    with pytest.raises(Rejected) as error:
        read_reception(face_name(), content)
    assert len(str(error.value)) < 60


def test_it_is_never_switched_on_where_patients_are_received(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UKETSUKE_PROFILE", "production")
    with pytest.raises(SimulatorRefused):
        ReceiptComputer(tmp_path)
