"""What can be set about cameras and match."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from drivers.vision.thresholds import Thresholds

FORMATS = {"mjpeg": "MJPG", "yuyv": "YUYV"}
"""What a V4L2 camera can be asked for, and what the kernel calls it."""


@dataclass(frozen=True)
class VisionSettings:
    """Cameras and match.

    Raises `ThresholdRefusedError` when `accept` lies below the floor, `ValueError` for a format
    that is none: refused before a camera's thread would end over it.
    """

    camera: str = "0"  # a number (/dev/videoN), a device path, or the URL of a network camera
    width: int = 640  # asked of the camera; it may answer with another size
    height: int = 480
    fps: int = 30
    preview_width: int = 360  # of what the patient sees: upright, as the oval it is shown in
    preview_height: int = 480
    accept: float | None = None  # mean cosine to accept from; None: as measured (thresholds.toml)
    card_face_camera: str = ""  # as `camera`; empty: there is none, and nothing is loaded for it
    card_face_width: int = 1280
    card_face_height: int = 720
    models: Path | None = None  # another manifest than models.toml
    models_folder: Path | None = None  # files that no package carries, put there by the operator
    always_challenge: bool = False  # ask for a movement even where a passive model says "live"
    blink: bool = False  # ask for a blink as well; needs the face mesh
    format: str = "mjpeg"  # asked of a V4L2 camera: one of `FORMATS`
    exposure: int | None = None  # in the camera's own units; None: the camera's automatic
    threads: int = (
        1  # of OpenCV in the child: two save 11 ms a frame, none of them until the verdict
    )
    start_seconds: float = 30.0  # the child is ready by then, or replaced
    wait_seconds: float = 15.0  # one request waits for children, altogether
    silence_seconds: float = 3.0  # a child this quiet during a match is replaced
    stop_seconds: float = 1.0  # a child that has not stopped by then is replaced

    def __post_init__(self) -> None:
        Thresholds.load(self.accept)
        if self.format not in FORMATS:
            raise ValueError(f"format {self.format!r} is none of {', '.join(FORMATS)}")

    def to_json(self) -> bytes:
        """Return what the child is told. A camera URL may hold a password: never an argument."""
        return json.dumps(asdict(self), default=str).encode()

    @classmethod
    def from_json(cls, text: bytes | bytearray) -> Self:
        """Return the settings the parent sent."""
        data = json.loads(text)
        for path in ("models", "models_folder"):
            data[path] = data[path] and Path(data[path])
        return cls(**data)
