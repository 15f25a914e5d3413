"""Type information of the Python types that QML sees, for qmllint: `python -m … FOLDER`.

Made from the source anew each time, so that it cannot be out of date.
"""

import subprocess
import sys
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (ROOT / "kiosk/ui/bridge.py", ROOT / "kiosk/ui/preview.py")
MODULE = "Uketsuke"
FOREIGN = ("core", "gui", "qml", "quick")


def tool(name: str) -> str:
    """Return the path of one of PySide6's tools, beside the interpreter."""
    return str(Path(sys.executable).parent / f"pyside6-{name}")


def write(folder: Path) -> Path:
    """Write the module's type information; returns the folder to give to `qmllint -I`."""
    module = folder / MODULE
    module.mkdir(parents=True, exist_ok=True)
    dump = module / "types.json"
    _run(tool("metaobjectdump"), "-o", str(dump), *map(str, SOURCES))
    metatypes = Path(PySide6.__file__).parent / "Qt" / "metatypes"
    foreign = ",".join(str(metatypes / f"qt6{name}_metatypes.json") for name in FOREIGN)
    _run(
        *(tool("qmltyperegistrar"), "--import-name", MODULE),
        *("--major-version", "1", "--minor-version", "0", "--foreign-types", foreign),
        *("--generate-qmltypes", str(module / "types.qmltypes")),
        *("-o", str(module / "unused.cpp"), str(dump)),
    )
    (module / "qmldir").write_text(f"module {MODULE}\nimport QtQuick\ntypeinfo types.qmltypes\n")
    return folder


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
