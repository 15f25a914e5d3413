"""What is written for a reception, and which names go into which folder."""

import json
import re
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.domain.check_in import ProvisionalCheckIn, VerifiedBy
from kiosk.domain.session import SessionId
from kiosk.output.oqs_folders import OqsFolders
from kiosk.output.qualification_reader import read_result
from kiosk.output.qualification_xml import Encoding
from kiosk.output.shared_folder import MARKER
from kiosk.ports.faults import DeviceFault
from kiosk.ports.reception import ReceptionOutput
from kiosk.ports.records import Folder, ResultFile
from tests.output.receptions import NOON, QUALIFICATION, confirmation, reception

INSTITUTION = "1319999999"
UNIQUE = f"{INSTITUTION}0123456789abcdef0123_20261120120000"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "face"
    made.mkdir()
    return made


@pytest.fixture
def res(tmp_path: Path) -> Path:
    made = tmp_path / "res"
    made.mkdir()
    return made


@pytest.fixture
def output(folder: Path, res: Path) -> ReceptionOutput:
    return OqsFolders(folder, res, Encoding.UTF_8, INSTITUTION, "kiosk-1")


def deliver(output: ReceptionOutput, file: ResultFile) -> None:
    output.publish(file, output.stage(file, None))


def lying_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != MARKER)


def test_sidecar_and_face_file_share_a_name_of_the_fields_with_japans_time(
    output: ReceptionOutput,
) -> None:
    at = datetime(2026, 11, 20, 3, 4, 5, tzinfo=UTC)
    rendered = [output.render(reception(), "id", at)[0] for _ in range(20)]
    pattern = rf"OQSsiquc01res_face_{INSTITUTION}[0-9a-f]{{20}}_20261120120405"
    for sidecar, face in rendered:
        stem = face.name.removesuffix(".xml")
        assert re.fullmatch(pattern, stem)
        assert sidecar.name == f"{stem}.json"
        assert json.loads(sidecar.content)["file"] == face.name
    assert len({face.name for _, face in rendered}) == 20


def test_what_the_encoding_lacks_is_flagged_and_stands_in_the_sidecar(folder: Path) -> None:
    output = OqsFolders(folder, None, Encoding.SHIFT_JIS, INSTITUTION, "kiosk-1")
    named_so = replace(QUALIFICATION, name="𠮷田　花子")
    (sidecar, _), flagged = output.render(
        reception(confirmation=confirmation(named_so)), "id", NOON
    )
    assert [doubt.element for doubt in flagged] == ["Name"]
    assert [each["element"] for each in json.loads(sidecar.content)["warnings"]] == ["Name"]


def test_a_provisional_reception_has_a_sidecar_alone(output: ReceptionOutput) -> None:
    check_in = ProvisionalCheckIn(SessionId(1), VerifiedBy.PIN)
    file = output.render_provisional(check_in, "id", 3, NOON)
    assert re.fullmatch(rf"UKEprovisional_{INSTITUTION}[0-9a-f]{{20}}_[0-9]{{14}}\.json", file.name)
    told = json.loads(file.content)
    assert (told["status"], told["number"], told["reception"]) == ("provisional", 3, "id")


def test_a_delivered_file_lies_alone_in_the_folder(output: ReceptionOutput, folder: Path) -> None:
    _, file = output.render(reception(), "id", NOON)[0]
    deliver(output, file)
    assert lying_in(folder) == [file.name]
    path = folder / file.name
    assert path.read_bytes() == file.content
    assert read_result(path.read_bytes()) == reception().confirmation
    assert stat.S_IMODE(path.stat().st_mode) & 0o007 == 0
    assert path.stat().st_nlink == 1


@pytest.mark.parametrize(
    "name",
    [
        "OQSsiquc01res_202611200001.xml",
        "YZKsiquc01res_202611200001.pdf",
        "YZKsiquc01res_202611200001.document.xml",
        "OQSmuquc02res_202611200001_again-0123456789abcdef.xml",
        "TKKsiquc01res_a-b_c.json",
    ],
)
def test_answers_go_into_the_folder_of_answers(
    output: ReceptionOutput, folder: Path, res: Path, name: str
) -> None:
    deliver(output, ResultFile(name, b"<a/>", Folder.RES))
    assert (lying_in(folder), lying_in(res)) == ([], [name])


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("../a.xml", Folder.FACE),
        ("a.xml", Folder.FACE),
        ("", Folder.FACE),
        (".uketsuke-folder", Folder.FACE),
        (f"OQSsiquc01res_face_{UNIQUE}.xml\n", Folder.FACE),
        (f"OQSsiquc01res_face_{UNIQUE}.pdf", Folder.FACE),
        ("OQSsiquc01res_202611200001.xml", Folder.FACE),
        (f"OQSsiquc01res_{'1' * 97}.xml", Folder.RES),
        ("OQSsiquc01req_202611200001.xml", Folder.RES),
        ("OQSsiquc01res_../../a.xml", Folder.RES),
        ("OQSsiquc01res_a.exe", Folder.RES),
        (f"UKEprovisional_{UNIQUE}.json", Folder.RES),
    ],
)
def test_a_name_of_another_shape_goes_nowhere(
    output: ReceptionOutput, tmp_path: Path, name: str, where: Folder
) -> None:
    with pytest.raises(ValueError, match="not the name"):
        output.stage(ResultFile(name, b"<a/>", where), None)
    with pytest.raises(ValueError, match="not the name"):
        output.publish(ResultFile(name, b"<a/>", where), "mark")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_answer_waits_where_no_folder_of_answers_is_configured(folder: Path) -> None:
    output = OqsFolders(folder, None, Encoding.UTF_8, INSTITUTION, "kiosk-1")
    with pytest.raises(DeviceFault, match="folder_missing"):
        output.stage(ResultFile("OQSsiquc01res_1.xml", b"<a/>", Folder.RES), None)


def test_a_code_of_other_than_ten_digits_is_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match="ten digits"):
        OqsFolders(folder, None, Encoding.UTF_8, "13-1", "kiosk-1")
