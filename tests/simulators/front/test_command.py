"""The tool by itself: one PNG, drawn or photographed."""

from pathlib import Path

import pytest
from PIL import Image

from simulators.front.__main__ import main
from simulators.personas.cast import load_cast

PHONE = next(key for key, persona in load_cast().items() if persona.card_kind == "iphone")


def drawn(out: Path, *options: str) -> Image.Image:
    assert main(["draw", "--persona", "hanako", "--out", str(out), *options]) == 0
    return Image.open(out).convert("RGB")


def test_it_draws_a_front(tmp_path: Path) -> None:
    assert drawn(tmp_path / "front.png").size == (1011, 638)


def test_it_draws_in_a_tone(tmp_path: Path) -> None:
    grey = drawn(tmp_path / "front.png", "--tone", "grey")
    assert grey.convert("HSV").getchannel("S").getextrema() == (0, 0)


def test_it_photographs(tmp_path: Path) -> None:
    assert drawn(tmp_path / "shot.png", "--shot", "glare").size == (1280, 720)


def test_a_phone_shows_no_card_face_but_an_empty_tray(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "phone.png"
    assert main(["draw", "--persona", PHONE, "--out", str(out)]) == 1
    assert "no card face" in capsys.readouterr().err
    assert not out.exists()
    assert main(["draw", "--persona", PHONE, "--shot", "flat", "--out", str(out)]) == 0


@pytest.mark.parametrize("wrong", [["--persona", "nobody"], ["--persona", "hanako", "--shot", "x"]])
def test_unknown_names_are_refused_with_the_known_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["draw", *wrong, "--out", str(tmp_path / "x.png")])
    assert "choose from" in capsys.readouterr().err


def test_it_refuses_in_production(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UKETSUKE_PROFILE", "production")
    assert main(["draw", "--persona", "hanako", "--out", str(tmp_path / "x.png")]) == 1
    assert "refuse" in capsys.readouterr().err
    assert not (tmp_path / "x.png").exists()


def test_a_folder_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "missing" / "hanako.png"
    assert main(["draw", "--persona", "hanako", "--out", str(missing)]) == 1
    assert str(missing) in capsys.readouterr().err
