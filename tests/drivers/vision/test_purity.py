import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import sys
import drivers.vision.card_face_camera
import drivers.vision.process
heavy = {"cv2", "dlib", "face_recognition", "numpy", "onnxruntime", "rapidocr", "PySide6"}
print(sorted(heavy & set(sys.modules)))
"""


def test_the_parent_side_loads_none_of_the_libraries_of_the_child() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
