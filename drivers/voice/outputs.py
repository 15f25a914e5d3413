"""Where sound goes: a device of ALSA or PulseAudio, nowhere, or a folder that tests read."""

import os
import threading
import time
import wave
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

import miniaudio

from drivers.voice.mixer import Heard
from drivers.voice.rate import RATE
from drivers.voice.settings import OutputKind, VoiceSettings

PERIOD: Final = 20  # milliseconds that a device asks for at once: what is said ends that soon
_GONE: Final = 2.0  # seconds without being asked after which a device counts as lost
_REAL: Final = [miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.ALSA]

Read = Callable[[int], bytes]


class NoDeviceError(Exception):
    """There is no such sound device, or it does not open."""


class Output(Protocol):
    """Takes samples until it is closed."""

    @property
    def alive(self) -> bool:
        """Whether samples are still being taken."""
        ...

    def close(self) -> None:
        """End it."""
        ...


def open_output(settings: VoiceSettings, read: Read) -> Output:
    """Open what the settings name. Raises `NoDeviceError`."""
    match settings.output:
        case OutputKind.RECORDING:
            if settings.folder is None:
                raise NoDeviceError("a recording needs a folder")
            return Recording(settings.folder, read)
        case OutputKind.NOWHERE:
            return Device("", [miniaudio.Backend.NULL], read)
        case OutputKind.DEVICE:
            return Device(settings.device, _REAL, read)


def device_names() -> list[str]:
    """Return the names of the sound devices of this machine. Raises `NoDeviceError`."""
    try:
        with _without_complaints():
            names = [str(one["name"]) for one in miniaudio.Devices(_REAL).get_playbacks()]
        return [one for one in names if not one.startswith("Discard all samples")]
    except miniaudio.MiniaudioError as none:
        raise NoDeviceError(str(none)) from None


@contextmanager
def _without_complaints() -> Generator[None]:
    """Keep thirty lines of ALSA's own out of the log, each time that no device is found."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


class Device:
    """A sound device; `name` is part of its name, empty for the system's choice."""

    def __init__(self, name: str, backends: list[miniaudio.Backend], read: Read) -> None:
        self._read, self._asked = read, time.monotonic()
        try:
            with _without_complaints():
                self._device = self._open(name, backends)
            frames = self._frames()
            next(frames)
            self._device.start(frames)
        except miniaudio.MiniaudioError as failed:
            raise NoDeviceError(str(failed)) from None

    @staticmethod
    def _open(name: str, backends: list[miniaudio.Backend]) -> miniaudio.PlaybackDevice:
        return miniaudio.PlaybackDevice(
            miniaudio.SampleFormat.SIGNED16,
            1,
            RATE,
            PERIOD,
            _device_id(name, backends),
            backends=backends,
            app_name="uketsuke",
        )

    @property
    def alive(self) -> bool:
        return time.monotonic() - self._asked < _GONE

    def close(self) -> None:
        self._device.close()

    def _frames(self) -> Generator[bytes, int]:
        wanted = yield b""
        while True:
            self._asked = time.monotonic()
            wanted = yield self._read(wanted)


def _device_id(name: str, backends: list[miniaudio.Backend]) -> object:
    if not name:
        return None
    for one in miniaudio.Devices(backends).get_playbacks():
        if name.casefold() in str(one["name"]).casefold():
            return one["id"]
    raise NoDeviceError("no sound device has that name")


class Recording:
    """Writes what would be heard, in real time, to `heard.wav`, and in words to `heard.txt`.

    A line: seconds since the first, what happened, and the sentence or the sound.
    """

    def __init__(self, folder: Path, read: Read) -> None:
        self._read = read
        self._ended = threading.Event()
        folder.mkdir(parents=True, exist_ok=True)
        self._wave = wave.open(str(folder / "heard.wav"), "wb")  # noqa: SIM115 - open while it records
        self._wave.setnchannels(1)
        self._wave.setsampwidth(2)
        self._wave.setframerate(RATE)
        self._thread = threading.Thread(target=self._run, name="recording", daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        return not self._ended.is_set()

    def close(self) -> None:
        self._ended.set()
        self._thread.join()
        self._wave.close()

    def _run(self) -> None:
        begun, written = time.monotonic(), 0
        while not self._ended.wait(PERIOD / 1000):
            due = round((time.monotonic() - begun) * RATE)
            self._wave.writeframes(self._read(due - written))
            written = due


class HeardLog:
    """The words of a recording: a line for each piece of speech begun or cut, and each sound."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "heard.txt"
        self._begun = time.monotonic()
        self._lock = threading.Lock()

    def note(self, heard: Heard, what: str) -> None:
        """Write one line."""
        seconds = time.monotonic() - self._begun
        with self._lock, self._path.open("a", encoding="utf-8") as file:
            file.write(f"{seconds:8.2f}\t{heard.value}\t{what}\n")
