"""The library that reads print, as it is installed."""

import mmap
from importlib.metadata import files
from pathlib import Path


def test_it_holds_nothing_that_reports_to_its_maker() -> None:
    libraries = [
        Path(str(file.locate())) for file in files("onnxruntime") or [] if ".so" in file.suffixes
    ]
    assert libraries
    for library in libraries:
        with (
            library.open("rb") as opened,
            mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content,
        ):
            assert content.find(b"OneCollector") < 0, f"{library.name} sends reports"
