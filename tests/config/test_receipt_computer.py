"""The folders towards the receipt computer, how long is waited, and what a clinic asks."""

import re
import tomllib
from pathlib import Path

import pytest

from kiosk.config import ConfigRefused, load
from kiosk.config_sections import OutputSection, QualificationSection
from kiosk.domain.optional_questions import OptionalQuestion

EXAMPLE = Path(__file__).resolve().parents[2] / "deploy" / "kiosk.example.toml"
FOLDERS = ("face", "req", "res")


def written(tmp_path: Path, output: str = "", clinic: str = "", service: str = "") -> Path:
    """Write a configuration over the folders face, req and res of the test."""
    for name in FOLDERS:
        (tmp_path / name).mkdir(exist_ok=True)
    file = tmp_path / "some.pem"
    file.touch()
    path = tmp_path / "kiosk.toml"
    root = tmp_path.as_posix()
    path.write_text(
        f"""\
[clinic]
medical_institution_code = "1312345678"
{clinic}
[records]
folder = "{root}"
[output]
face_folder = "{root}/face"
{output.replace("ROOT", root)}
[qualification]
url = "https://service.example"
ca = "{file}"
client_certificate = "{file}"
client_key = "{file}"
{service}
""",
        encoding="utf-8",
    )
    return path


def refusal(path: Path) -> str:
    with pytest.raises(ConfigRefused) as refused:
        load(path)
    return str(refused.value)


def test_without_folders_for_requests_the_receipt_computer_only_listens(tmp_path: Path) -> None:
    output = load(written(tmp_path)).output
    assert (output.req_folder, output.res_folder) == (None, None)


def test_both_folders_are_named_and_polled(tmp_path: Path) -> None:
    both = 'req_folder = "ROOT/req"\nres_folder = "ROOT/res"\npoll_seconds = 0.5'
    output = load(written(tmp_path, both)).output
    assert (output.req_folder, output.res_folder) == (tmp_path / "req", tmp_path / "res")
    assert output.poll_seconds == 0.5


@pytest.mark.parametrize(
    ("output", "line", "said"),
    [
        ('req_folder = "ROOT/req"', 8, "output.req_folder needs output.res_folder"),
        ('res_folder = "ROOT/res"', 8, "output.res_folder needs output.req_folder"),
        (
            'req_folder = "ROOT/nowhere"\nres_folder = "ROOT/res"',
            8,
            "output.req_folder: there is no folder",
        ),
        (
            'req_folder = "ROOT/some.pem"\nres_folder = "ROOT/res"',
            8,
            "output.req_folder: there is no folder",
        ),
        (
            'req_folder = "ROOT/req"\nres_folder = "ROOT/req"',
            9,
            "output.res_folder and output.req_folder share a folder",
        ),
        (
            'req_folder = "ROOT/face"\nres_folder = "ROOT/res"',
            8,
            "output.req_folder and output.face_folder share a folder",
        ),
        (
            'req_folder = "ROOT/req"\nres_folder = "ROOT/req/../res/../req"',
            9,
            "output.res_folder and output.req_folder share a folder",
        ),
        (
            'req_folder = "ROOT"\nres_folder = "ROOT/res"',
            9,
            "output.res_folder and output.req_folder share a folder",
        ),
        ("poll_seconds = 0", 8, "output.poll_seconds"),
        ('req_foldr = "ROOT/req"', 8, "unknown key output.req_foldr"),
    ],
)
def test_folders_that_cannot_serve_are_refused_with_line_and_remedy(
    tmp_path: Path, output: str, line: int, said: str
) -> None:
    path = written(tmp_path, output)
    message = refusal(path)
    assert f"{path}:{line}: {said}" in message
    assert "; " in message


def test_a_link_to_another_of_the_folders_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "face").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "face")
    path = written(tmp_path, 'req_folder = "ROOT/link"\nres_folder = "ROOT/res"')
    assert "output.req_folder and output.face_folder share a folder" in refusal(path)


@pytest.mark.parametrize("records", ["face", "face/deep", "link"])
def test_the_records_lie_in_no_folder_that_others_read(tmp_path: Path, records: str) -> None:
    path = written(tmp_path)
    (tmp_path / "face" / "deep").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "face")
    root = tmp_path.as_posix()
    path.write_text(path.read_text().replace(f'"{root}"', f'"{root}/{records}"', 1))
    assert f"{path}:5: records.folder lies in output.face_folder" in refusal(path)


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("face", "face depends on where the kiosk is started; begin with /"),
        ("", ". depends on where the kiosk is started; begin with /"),
        ("/\\u0000", "there is no folder"),
        ("/" + "a" * 5000, "there is no folder"),
    ],
)
def test_a_path_that_cannot_serve_anywhere_is_refused(
    tmp_path: Path, folder: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path)
    monkeypatch.chdir(tmp_path)
    path.write_text(path.read_text().replace(f"{tmp_path.as_posix()}/face", folder, 1))
    message = refusal(path)
    assert f"{path}:7: output.face_folder: " in message
    assert said in message


@pytest.mark.parametrize(
    ("ask", "options"),
    [
        ("", frozenset[OptionalQuestion]()),
        ("ask = []", frozenset[OptionalQuestion]()),
        *[(f'ask = ["{one.value}"]', frozenset({one})) for one in OptionalQuestion],
    ],
)
def test_a_clinic_asks_what_it_says_and_nothing_else(
    tmp_path: Path, ask: str, options: frozenset[OptionalQuestion]
) -> None:
    config = load(written(tmp_path, clinic=ask))
    assert config.rules.options == options


def test_a_question_that_nobody_knows_is_refused_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, clinic='ask = ["shoe_size"]')
    message = refusal(path)
    assert f"{path}:3: clinic.ask" in message


@pytest.mark.parametrize(
    "wrong", ["bulk_seconds = 0", "processing_seconds = 61", "bulk_seconds = 601"]
)
def test_waiting_has_bounds(tmp_path: Path, wrong: str) -> None:
    path = written(tmp_path, service=wrong)
    assert f"{path}:14: qualification.{wrong.split(maxsplit=1)[0]}" in refusal(path)


def test_the_example_shows_every_key_of_the_folders_and_its_value_when_left_out() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    section = text[text.index("\n[output]") :]
    for key in OutputSection.model_fields:
        assert re.search(rf"^(# )?{key} = ", section, re.MULTILINE), key
    shown = tomllib.loads(section)["output"]
    for key in ("poll_seconds", "encoding"):
        assert shown[key] == OutputSection.model_fields[key].default


def test_the_example_shows_every_key_of_the_service_and_its_value_when_left_out() -> None:
    shown = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))["qualification"]
    assert shown.keys() == QualificationSection.model_fields.keys()
    for key in ("connect_seconds", "answer_seconds", "bulk_seconds", "processing_seconds"):
        assert shown[key] == QualificationSection.model_fields[key].default


def test_the_example_names_every_question_that_can_be_asked() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    section = text[text.index("\n[clinic]") : text.index("\n[screen]")]
    assert tomllib.loads(section)["clinic"]["ask"] == []
    for question in OptionalQuestion:
        assert question.value in section
