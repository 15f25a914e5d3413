import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import sys
from importlib.abc import MetaPathFinder

class Gone(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == "face_recognition":
            {act}

sys.meta_path.insert(0, Gone())
from drivers.vision.second_opinion import SecondOpinion
print(SecondOpinion.load({{}}))
"""


@pytest.mark.vision
@pytest.mark.parametrize("act", ["raise ImportError(name)", "quit()"])
def test_a_library_that_is_missing_or_quits_the_process_is_done_without(act: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(act=act)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "None"


LOADED = """
import dlib
loaded = []
class Watched(dlib.shape_predictor):
    def __init__(self, path):
        loaded.append(path)
        super().__init__(path)
dlib.shape_predictor = Watched
from drivers.vision.second_opinion import SecondOpinion
assert SecondOpinion.load({}) is not None
print(*(path.rsplit("/", 1)[1] for path in loaded))
import face_recognition.api
assert face_recognition.api.face_detector is None, "half of the import, for boxes nobody asks for"
"""


@pytest.mark.vision
def test_the_68_point_model_is_never_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split()
    assert set(done.stdout.split()) == {"shape_predictor_5_face_landmarks.dat"}
