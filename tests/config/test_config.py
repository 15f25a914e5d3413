"""A configuration is refused with file, line and remedy."""

import re
import tomllib
from pathlib import Path

import pytest

from kiosk.config import ConfigRefused, load
from kiosk.config_sections import CameraSection

GOOD = """\
profile = "{profile}"

[clinic]
medical_institution_code = "1312345678"

[records]
folder = "{folder}"

[output]
face_folder = "{folder}/face"

[qualification]
port = "https"
url = "https://service.example"
ca = "{file}"
client_certificate = "{file}"
client_key = "{file}"
"""


def written(tmp_path: Path, more: str = "", profile: str = "production") -> Path:
    file = tmp_path / "some.pem"
    file.touch()
    (tmp_path / "face").mkdir(exist_ok=True)
    path = tmp_path / "kiosk.toml"
    text = GOOD.format(profile=profile, folder=tmp_path.as_posix(), file=file.as_posix())
    path.write_text(text + more, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(ConfigRefused) as refused:
        load(path)
    return str(refused.value)


def test_a_good_configuration_loads_and_is_frozen(tmp_path: Path) -> None:
    config = load(written(tmp_path))
    assert config.profile == "production"
    assert config.simulated == ()
    with pytest.raises(Exception, match="frozen"):
        config.profile = "test"  # pyright: ignore[reportAttributeAccessIssue] - the point


def test_the_profile_is_production_unless_said(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text().split("\n", 1)[1])
    assert load(path).profile == "production"


def test_a_byte_order_mark_as_editors_on_windows_write_it_changes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(path).profile == "production"


@pytest.mark.parametrize("value", ["true", '"1"'])
def test_what_is_no_number_is_no_time(tmp_path: Path, value: str) -> None:
    path = written(tmp_path, f"bulk_seconds = {value}\n")
    assert "qualification.bulk_seconds: Input should be a valid number" in refusal(path)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1312345678", "is no text; put it in quotes"),
        ('"１３１２３４５６７８"', "must be ten digits, not full width"),
        ('"131234567"', "must be ten digits"),
    ],
)
def test_the_clinics_code_is_ten_digits_in_quotes(tmp_path: Path, value: str, said: str) -> None:
    path = written(tmp_path)
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace('"1312345678"', value), encoding="utf-8")
    assert f":4: clinic.medical_institution_code {said}" in refusal(path)


@pytest.mark.parametrize(
    ("more", "line", "said"),
    [
        ("\n[screen]\nwidht = 1280\n", 20, "unknown key screen.widht"),
        ("\n[scren]\nwidth = 1280\n", 19, "unknown key scren"),
        ('\n[screen]\n\nwidth = "wide"\n', 21, "screen.width"),
        ('\n[screen]\nwidth = "1280"\n', 20, "screen.width"),
        ("\n[screen]\ndots_per_mm = 5.87\n", 20, "218 x 123 mm holds no screen"),
        ("\n[screen]\nheight = 800\ndots_per_mm = 5.87\n", 19, "218 x 136 mm holds up to small"),
        ('\n[screen]\ndots_per_mm = 4.2\ntext_size = "largest"\n', 21, "holds up to normal"),
        ("\n[camera]\nfps = true\n", 20, "camera.fps"),
        ("\n[kiosk]\nid = 1\n", 20, "kiosk.id is no text; put it in quotes"),
        ('\n[kiosk]\nid = "受付1"\n', 20, "kiosk.id must be 1 to 32 of the letters"),
        ('\n[camera]\nport = "simulated"\n', 20, "camera.port is simulated in the production"),
        ('\n[reader]\nport = "simulated"\n', 20, "reader.port is simulated in the production"),
        ('\n[reader]\nname = "Virtual PCD 00 00"\n', 20, "virtual reader in the production"),
        ('\n[camera]\nsource = "http://127.0.0.1/x"\n', 20, "no device in the production"),
        ('\n[camera]\nsource = "rtsp:host/x"\n', 20, "no device in the production"),
        ('\n[camera]\nsource = "/srv/loop.mp4"\n', 20, "no device in the production"),
        ('\n[camera]\nsource = "/dev/../srv/loop.mp4"\n', 20, "no device in the production"),
        ("\n[camera]\nsource = -1\n", 20, "no device in the production"),
        (
            '\n[card_face]\nport = "simulated"\n',
            20,
            "card_face.port is simulated in the production",
        ),
        ('\n[card_face]\nport = "video"\n', 20, "card_face.port"),
        ('\n[card_face]\nport = "camera"\nsource = "http://127.0.0.1/x"\n', 21, "no device in the"),
        ('\n[card_face]\nport = "camera"\nsource = "/srv/loop.mp4"\n', 21, "no device in the"),
        ('\n[card_face]\nport = "camera"\nsource = -1\n', 21, "no device in the production"),
        ('\n[card_face]\nport = "camera"\n', 19, "card_face.source must name the camera"),
        ('\n[card_face]\nport = "camera"\nsource = 0\n', 21, "card_face.source must name"),
        ('\n[reader]\nterminal_key = "/nowhere/key.pem"\n', 20, "no file /nowhere/key.pem"),
        ('\n[camera]\nformat = "h264"\n', 20, "camera.format"),
        ("\n[camera]\nwidth = 320\n", 20, "camera.width"),
        ("\n[camera]\nwidth = 3840\n", 20, "camera.width"),
        ("\n[camera]\nheight = 240\n", 20, "camera.height"),
        ("\n[camera]\nfps = 5\n", 20, "camera.fps"),
        ("\n[camera]\nexposure = 0\n", 20, "camera.exposure"),
        ('\n[camera]\nchallenge = "never"\n', 20, "camera.challenge"),
        ('\n[camera]\nmodels_folder = "/nowhere/m"\n', 20, "there is no folder /nowhere/m"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    tmp_path: Path, more: str, line: int, said: str
) -> None:
    path = written(tmp_path, more)
    message = refusal(path)
    assert f"{path}:{line}: " in message
    assert said in message
    assert "; " in message  # the remedy


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text().replace(f'folder = "{tmp_path}"', 'folder = "/nowhere/x"', 1))
    assert f"{path}:7: records.folder: there is no folder /nowhere/x" in refusal(path)


def test_a_missing_section_is_named(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text().replace("[records]", "[kiosk]").replace("folder =", "id ="))
    assert "records is missing" in refusal(path)


def test_a_syntax_error_names_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "\nbroken = = 1\n")
    assert f"{path}:19: " in refusal(path)


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in refusal(tmp_path / "bytes.toml")


def test_plain_http_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text().replace("https://service", "http://service"))
    assert "not https" in refusal(path)


def test_simulated_ports_need_a_running_bench(tmp_path: Path) -> None:
    path = written(tmp_path, '\n[camera]\nport = "simulated"\n', profile="development")
    assert "simulators.endpoints is missing" in refusal(path)


def test_the_example_of_the_deployment_is_a_good_configuration(tmp_path: Path) -> None:
    example = Path(__file__).resolve().parents[2] / "deploy" / "kiosk.example.toml"
    text = example.read_text(encoding="utf-8")
    for name in ("service-ca.pem", "kiosk.pem", "kiosk.key.pem"):
        (tmp_path / name).touch()
    text = text.replace("/etc/uketsuke", tmp_path.as_posix())
    text = text.replace("/var/lib/uketsuke", tmp_path.as_posix())
    for name in ("face", "req", "res"):
        (tmp_path / name).mkdir()
    text = text.replace("/mnt/oqs", tmp_path.as_posix())
    text = text.replace("# req_folder", "req_folder").replace("# res_folder", "res_folder")
    path = tmp_path / "kiosk.toml"
    path.write_text(text, encoding="utf-8")
    config = load(path)
    assert config.screen.full_screen
    assert config.simulated == ()


ABOVE_THE_CARD = '\n[card_face]\nport = "camera"\nsource = "/dev/v4l/by-id/b"\n'


def with_authority(tmp_path: Path) -> str:
    return f'\n[reader]\ncard_face_authority = "{(tmp_path / "some.pem").as_posix()}"\n'


def test_no_portrait_counts_in_production_that_nobody_vouches_for(tmp_path: Path) -> None:
    """Without the authority's key any chip could show any portrait on the face road."""
    path = written(tmp_path, ABOVE_THE_CARD)
    assert f"{path}:1: reader.card_face_authority is missing" in refusal(path)
    assert load(written(tmp_path, ABOVE_THE_CARD, profile="development")).simulated == ()


def test_a_camera_above_the_card_is_named_like_the_other(tmp_path: Path) -> None:
    config = load(written(tmp_path, with_authority(tmp_path) + ABOVE_THE_CARD))
    assert config.card_face.source == "/dev/v4l/by-id/b"
    assert config.simulated == ()
    assert load(written(tmp_path)).card_face.port == "none"


def test_the_example_shows_every_key_of_the_camera_and_its_value_when_left_out() -> None:
    example = Path(__file__).resolve().parents[2] / "deploy" / "kiosk.example.toml"
    text = example.read_text(encoding="utf-8")
    section = text[text.index("\n[camera]") : text.index("[qualification]")]
    for key in CameraSection.model_fields:
        assert re.search(rf"^(# )?{key} = ", section, re.MULTILINE), key
    shown = tomllib.loads(section)["camera"]
    assert CameraSection.model_validate(shown) == CameraSection()
