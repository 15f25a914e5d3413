"""What can be set about loudspeaker and voice."""

import json
import os
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Self

SPEECH: Final = Path(__file__).resolve().parents[2] / "assets" / "speech"


def default_cache() -> Path:
    """Return where the system keeps what can be made again.

    systemd says so (``CacheDirectory=``), else the XDG base directory specification.
    """
    given = os.environ.get("CACHE_DIRECTORY", "").split(":")[0]
    if given:
        return Path(given) / "voice"
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "uketsuke" / "voice"


class OutputKind(StrEnum):
    """Where sound goes."""

    DEVICE = "device"  # ALSA or PulseAudio
    NOWHERE = "nowhere"  # a device of miniaudio's own that takes time and makes no sound
    RECORDING = "recording"  # heard.wav and heard.txt in a folder, in real time


@dataclass(frozen=True)
class VoiceSettings:
    """Loudspeaker or headphones, loudness, and what is kept ready. `volume` from 0 to 1."""

    output: OutputKind = OutputKind.DEVICE
    device: str = ""  # part of the device's name; empty: the system's own choice
    volume: float = 0.8
    cache: Path | None = None  # rendered sentences; None: everything is made when it is said
    folder: Path | None = None  # of a recording

    def to_json(self) -> str:
        """Return what the child is told."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the settings the parent sent."""
        data: dict[str, Any] = json.loads(text)
        for path in ("cache", "folder"):
            data[path] = data[path] and Path(data[path])
        data["output"] = OutputKind(data["output"])
        return cls(**data)
