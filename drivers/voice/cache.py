"""Rendered sentences on the disk, named by a hash of everything that made them."""

import hashlib
import os
import wave
from io import BytesIO
from pathlib import Path

from drivers.voice.rate import RATE


class Cache:
    """A folder of WAV files. What cannot be read or written is made anew: nothing depends on it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __contains__(self, key: tuple[str, ...]) -> bool:
        return self._path(key).exists()

    def get(self, key: tuple[str, ...]) -> bytes | None:
        """Return the samples that were kept, or None."""
        try:
            with wave.open(str(self._path(key)), "rb") as file:
                return file.readframes(file.getnframes())
        except (OSError, wave.Error, EOFError):
            return None

    def put(self, key: tuple[str, ...], samples: bytes) -> None:
        """Keep samples: whole or not at all, also when the power fails. Raises `OSError`."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(f".{os.getpid()}.new")
        with new.open("wb") as file:
            file.write(as_wave(samples))
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)

    def _path(self, key: tuple[str, ...]) -> Path:
        name = hashlib.sha256("\0".join(key).encode()).hexdigest()
        return self._folder / name[:2] / f"{name}.wav"


def as_wave(samples: bytes) -> bytes:
    """Return a WAV file of one channel."""
    memory = BytesIO()
    with wave.open(memory, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples)
    return memory.getvalue()
