"""What a configuration may say beside each shape of the kiosk."""

from pathlib import Path

import pytest

from kiosk.config import load
from kiosk.domain.shape import Shape
from tests.config.test_config import refusal, written

OTHERS = [shape for shape in Shape if shape is not Shape.STANDARD]


@pytest.mark.parametrize("shape", Shape)
def test_every_shape_is_named_by_its_value(shape: Shape, tmp_path: Path) -> None:
    config = load(written(tmp_path, f'[kiosk]\nshape = "{shape.value}"\n'))
    assert config.rules.shape is shape


@pytest.mark.parametrize("shape", OTHERS)
def test_a_camera_is_refused_where_no_face_is_compared(shape: Shape, tmp_path: Path) -> None:
    text = f'[kiosk]\nshape = "{shape.value}"\n[camera]\nsource = 0\n'
    said = refusal(written(tmp_path, text))
    assert f"[camera] has no place with kiosk.shape = {shape.value}" in said
    assert "remove it" in said


@pytest.mark.parametrize("shape", OTHERS)
def test_a_camera_over_the_card_is_refused_there_too(shape: Shape, tmp_path: Path) -> None:
    text = f'[kiosk]\nshape = "{shape.value}"\n[card_face]\nport = "camera"\nsource = 2\n'
    assert "card_face.port has no place" in refusal(written(tmp_path, text))
    none = f'[kiosk]\nshape = "{shape.value}"\n[card_face]\nport = "none"\n'
    assert load(written(tmp_path, none)).card_face.port == "none"


def test_qualification_only_asks_nothing_besides(tmp_path: Path) -> None:
    path = written(tmp_path, '[kiosk]\nshape = "qualification_only"\n')
    code = 'medical_institution_code = "1312345678"\n'
    path.write_text(path.read_text().replace(code, f'{code}ask = ["prescription"]\n'))
    assert "nothing is asked there" in refusal(path)


def test_an_unknown_shape_is_refused_by_its_line(tmp_path: Path) -> None:
    said = refusal(written(tmp_path, '[kiosk]\nshape = "face"\n'))
    assert "kiosk.shape" in said
