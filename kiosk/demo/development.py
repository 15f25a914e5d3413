"""A configuration for looking at the kiosk where no patient is received."""

from pathlib import Path
from typing import Literal

from kiosk.adapters import set_passcode
from kiosk.config import Config, load
from kiosk.demo.folder import CONFIG, MARK
from kiosk.domain.pin import Passcode
from kiosk.domain.shape import Shape

KIOSK = "development"
CONSOLE_PORT = 8443
STAFF_PASSCODE = "2468"  # of the simulated clinic, known to everybody

_TEMPLATE = (
    MARK
    + """\
profile = "development"

[kiosk]
id = "{kiosk}"
shape = "{shape}"

[clinic]
medical_institution_code = "1319999999"
information = ["OperationInfo", "DiagnosisInfo", "PharmacistsInfo", "SpecificHealthCheckupsInfo"]

[screen]
width = {width}
height = {height}
animations = {animations}

[sound]
port = "{sound}"
folder = {heard}

[reader]
port = "simulated"

{cameras}[qualification]
port = "simulated"

[console]
port = {console_port}

[records]
folder = {records}

[output]
face_folder = {face}
req_folder = {req}
res_folder = {res}

[simulators]
endpoints = {endpoints}
"""
)

_CAMERAS = """\
[card_face]
port = "simulated"

[camera]
port = "simulated"

"""


def write_development_config(
    folder: Path,
    endpoints: Path,
    *,
    size: tuple[int, int] = (1280, 720),
    animations: bool = True,
    sound: Literal["device", "none", "recording"] = "none",
    console_port: int = CONSOLE_PORT,
    shape: Shape = Shape.STANDARD,
) -> Config:
    """Make the folders and the configuration in `folder`, and set the staff passcode.

    `console_port` 0 is any that is free; `sound` "recording" writes what is heard into `sound/`.
    """
    records = folder / "records"
    face, req, res = (folder / name for name in ("face", "req", "res"))
    for needed in (records, face, req, res):
        needed.mkdir(parents=True, exist_ok=True)
    path = folder / CONFIG
    text = _TEMPLATE.format(
        width=size[0],
        height=size[1],
        animations=str(animations).lower(),
        sound=sound,
        heard=_quoted(folder / "sound"),
        records=_quoted(records),
        face=_quoted(face),
        req=_quoted(req),
        res=_quoted(res),
        endpoints=_quoted(endpoints),
        console_port=console_port,
        kiosk=KIOSK,
        shape=shape.value,
        cameras=_CAMERAS if shape.face else "",
    )
    path.write_text(text, encoding="utf-8")
    config = load(path)
    set_passcode(config, Passcode(STAFF_PASSCODE))
    return config


def _quoted(path: Path) -> str:
    text = str(path.absolute()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
