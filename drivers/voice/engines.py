"""What makes speech of a sentence: Open JTalk in this process, flite and eSpeak NG as programs.

A program is given the sentence on its standard input, for an argument could be read by every
process, and writes into memory: flite cannot write to a pipe, and nothing said goes to a disk.
"""

import os
import shutil
import subprocess
import wave
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

if TYPE_CHECKING:
    from types import ModuleType

PATIENCE: Final = 10.0  # seconds a program has for one sentence
WORDS_A_MINUTE: Final = 160  # of eSpeak NG at the usual pace
PEAK: Final = 32767


class EngineFailed(Exception):
    """An engine is not there, or made nothing of a sentence; the message does not hold it."""


@dataclass(frozen=True)
class Speech:
    """Samples of one channel, 16 bits signed, and how many make a second."""

    samples: bytes
    rate: int


class Engine(Protocol):
    """Makes speech. `version` says from which program and data, for what is kept."""

    @property
    def version(self) -> str:
        """Return which program and data make the speech."""
        ...

    def speak(self, text: str, voice: str, speed: float) -> Speech:
        """Return the speech of one sentence; 1.0 is the usual speed. Raises `EngineFailed`."""
        ...


class OpenJTalk:
    """Japanese, by pyopenjtalk-plus; the voice is Mei, the one that the wheel brings."""

    def __init__(self) -> None:
        self.version = f"open_jtalk {version('pyopenjtalk-plus')}"

    @property
    def _library(self) -> "ModuleType":
        import pyopenjtalk  # noqa: PLC0415 - two seconds, spared while everything said is kept ready

        return pyopenjtalk

    def kana(self, text: str) -> str:
        """Return how a sentence is pronounced, in katakana."""
        features = self._features(text)
        return "".join(str(one["pron"]) for one in features).replace("’", "")

    def speak(self, text: str, voice: str, speed: float) -> Speech:
        if voice != "mei_normal":
            raise EngineFailed(f"Open JTalk has no voice {voice}")
        features = self._features(text)
        if not any(one["mora_size"] for one in features):
            return Speech(b"", 48000)
        labels = self._library.make_label(features)
        wave_, rate = self._library.synthesize(labels, speed=speed)
        return Speech(np.clip(wave_, -PEAK, PEAK).astype("<i2").tobytes(), int(rate))

    def _features(self, text: str) -> "list[dict[str, object]]":
        return self._library.run_frontend(text, use_sudachi_kanji_yomi=False, predict_nani=False)


class Program:
    """A program that reads a sentence and writes a WAV file."""

    def __init__(self, name: str, package: str) -> None:
        self._name, self._package = name, package

    @property
    def version(self) -> str:
        return f"{self._name} {_version_of(self._package)}"

    def speak(self, text: str, voice: str, speed: float) -> Speech:
        program = shutil.which(self._name)
        if program is None:
            raise EngineFailed(f"{self._name} is not installed")
        into = os.memfd_create("speech")
        try:
            subprocess.run(  # noqa: S603  # a program of Debian's, arguments of ours
                [program, *self.arguments(voice, speed, f"/proc/self/fd/{into}")],
                input=text.encode(),
                stdout=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=True,
                pass_fds=(into,),
            )
            return _read_wave(into)
        except (OSError, subprocess.SubprocessError) as failed:
            raise EngineFailed(f"{self._name}: {type(failed).__name__}") from None
        finally:
            os.close(into)

    def arguments(self, voice: str, speed: float, into: str) -> list[str]:
        """Return what the program is told beside the sentence: `into` names the file to write."""
        raise NotImplementedError


class Flite(Program):
    """English, by CMU Flite."""

    def __init__(self) -> None:
        super().__init__("flite", "flite")

    def arguments(self, voice: str, speed: float, into: str) -> list[str]:
        stretch = f"duration_stretch={1 / speed:.3f}"
        return ["-voice", voice, "--setf", stretch, "-f", "/dev/stdin", "-o", into]


class EspeakNg(Program):
    """Languages that no other engine here has, by eSpeak NG."""

    def __init__(self) -> None:
        super().__init__("espeak-ng", "espeak-ng")

    def arguments(self, voice: str, speed: float, into: str) -> list[str]:
        words = str(round(WORDS_A_MINUTE * speed))
        return ["-v", voice, "-s", words, "-b", "1", "--stdin", "-w", into]


@cache
def engines() -> dict[str, Engine]:
    """Return every engine under its name in `assets/speech/voices.toml`."""
    return {"open_jtalk": OpenJTalk(), "flite": Flite(), "espeak_ng": EspeakNg()}


@cache
def _version_of(package: str) -> str:
    command = ["/usr/bin/dpkg-query", "-W", "-f=${Version}", package]
    try:
        asked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # ours
    except OSError:
        return "unknown"
    return asked.stdout


def _read_wave(descriptor: int) -> Speech:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        with os.fdopen(os.dup(descriptor), "rb") as memory, wave.open(memory) as file:
            if file.getnchannels() != 1 or file.getsampwidth() != 2:
                raise EngineFailed("not one channel of 16 bits")
            return Speech(file.readframes(file.getnframes()), file.getframerate())
    except (wave.Error, EOFError) as broken:
        raise EngineFailed(f"no sound: {broken}") from None
