"""The voice child and its keeper, heard by a recording in real time."""

import os
import signal
import wave
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import psutil
import pytest

from drivers.voice.launch import Child
from drivers.voice.process import VoiceProcess
from drivers.voice.settings import OutputKind, VoiceSettings
from drivers.voice.wire import Message
from kiosk.domain.language import Language
from kiosk.domain.preferences import Pace
from kiosk.domain.sound import Sound
from kiosk.ports.voice import VoiceEvent
from tests.reader import eventually

LONG = "This is a sentence that takes some time."
SHORT = "Please take your card."
PATIENCE = 40.0  # seconds; a child starts in one, on a busy machine in many


class Voice:
    """A voice whose recording can be read, and whose children are known."""

    def __init__(
        self, folder: Path, kind: OutputKind = OutputKind.RECORDING, patience: float = 20.0
    ) -> None:
        self.folder, self.children = folder, list[Child]()
        self.sent: list[Message] = []
        self.events: list[VoiceEvent] = []
        settings = VoiceSettings(kind, folder=folder)
        self.process = VoiceProcess(settings, self._start, patience)

    def _start(self, settings: VoiceSettings) -> Child:
        self.children.append(Child.start(settings))
        return self.children[-1]

    def say(self, text: str, *, after: bool = False) -> None:
        self.process.say(text, Language.ENGLISH, Pace.NORMAL, after=after)

    @property
    def heard(self) -> list[tuple[str, str]]:
        with suppress(FileNotFoundError):
            lines = (self.folder / "heard.txt").read_text(encoding="utf-8").splitlines()
            return [(one.split("\t")[1], one.split("\t")[2]) for one in lines]
        return []

    def wait_for(self, heard: str, what: str) -> None:
        eventually(lambda: (heard, what) in self.heard, f"not {heard}: {what}", PATIENCE)


Open = Callable[..., Voice]


@pytest.fixture
def open_voice(tmp_path: Path) -> Iterator[Open]:
    opened: list[Voice] = []

    def open_(kind: OutputKind = OutputKind.RECORDING, patience: float = 20.0) -> Voice:
        opened.append(Voice(tmp_path / "heard", kind, patience))
        opened[-1].process.start(opened[-1].events.append)
        return opened[-1]

    yield open_
    for voice in opened:
        voice.process.close()


def test_what_is_said_is_heard_and_a_new_wish_takes_its_place(open_voice: Open) -> None:
    voice = open_voice()
    voice.process.play(Sound.SUCCESS)
    voice.say(LONG)
    voice.wait_for("begun", LONG)
    voice.say(SHORT)
    voice.wait_for("ended", SHORT)
    assert voice.heard[0] == ("sound", "success")
    cut = voice.heard.index(("cut", LONG))
    assert cut < voice.heard.index(("begun", SHORT))
    with wave.open(str(voice.folder / "heard.wav"), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    assert np.abs(samples).max() > 1000


def test_what_comes_after_lets_the_word_end(open_voice: Open) -> None:
    voice = open_voice()
    voice.say(LONG)
    voice.wait_for("begun", LONG)
    voice.say("Nobody hears this.", after=True)
    voice.say(SHORT, after=True)
    voice.wait_for("ended", SHORT)
    said = [what for heard, what in voice.heard if heard == "begun"]
    assert said == [LONG, SHORT]
    assert ("ended", LONG) in voice.heard


def test_hush_ends_it_at_once_and_nothing_follows(open_voice: Open) -> None:
    voice = open_voice()
    voice.say(LONG)
    voice.wait_for("begun", LONG)
    voice.say(SHORT, after=True)
    voice.process.hush()
    voice.wait_for("cut", LONG)
    voice.process.play(Sound.KEY)
    voice.wait_for("sound", "key")
    assert ("begun", SHORT) not in voice.heard


def test_a_child_killed_in_the_middle_of_a_sentence_is_replaced_and_says_it_again(
    open_voice: Open,
) -> None:
    voice = open_voice()
    voice.say(LONG)
    voice.wait_for("begun", LONG)
    os.kill(voice.children[0].pid, signal.SIGKILL)
    voice.wait_for("ended", LONG)
    assert voice.heard.count(("begun", LONG)) == 2
    assert len(voice.children) == 2
    assert voice.events == []


def test_a_deaf_child_is_replaced(open_voice: Open) -> None:
    voice = open_voice(patience=0.5)
    voice.say(SHORT)
    voice.wait_for("begun", SHORT)
    os.kill(voice.children[0].pid, signal.SIGSTOP)
    voice.say(LONG)
    voice.wait_for("begun", LONG)
    assert len(voice.children) > 1


def test_a_thousand_wishes_in_a_row_leave_the_last_and_no_memory(open_voice: Open) -> None:
    voice = open_voice(OutputKind.NOWHERE)
    for number in range(1000):
        voice.say(f"Number {number}. {LONG}")
        voice.process.play(Sound.KEY)
    waiting = [*voice.process._speech, *voice.process._sounds]
    assert len(waiting) <= 1 + 4 + 1
    eventually(lambda: bool(voice.children), "no child", PATIENCE)
    child = psutil.Process(voice.children[0].pid)
    eventually(lambda: voice.process._present is not None, "nothing was told", PATIENCE)
    before = child.memory_info().rss
    for _ in range(1000):
        voice.say(LONG)
    assert child.memory_info().rss - before < 50e6


def test_a_text_of_any_length_is_borne(open_voice: Open) -> None:
    voice = open_voice()
    voice.say("word " * 100_000)
    voice.say(SHORT)
    voice.wait_for("begun", SHORT)
    assert len(voice.children) == 1


def test_without_a_sound_device_staff_are_told_once_and_nothing_hangs(
    open_voice: Open, tmp_path: Path
) -> None:
    voice = Voice(tmp_path / "none")
    voice.process = VoiceProcess(VoiceSettings(OutputKind.DEVICE, device="no such device"))
    voice.process.start(voice.events.append)
    for _ in range(3):
        voice.say(SHORT)
        voice.process.play(Sound.ATTENTION)
    eventually(lambda: voice.events == [VoiceEvent.SILENT], "staff were not told", PATIENCE)
    eventually(lambda: voice.process._present is None, "a wish waits for ever", PATIENCE)
    voice.process.close()
    assert voice.events == [VoiceEvent.SILENT]


def test_children_that_cannot_start_are_told_once_and_the_kiosk_goes_on(tmp_path: Path) -> None:
    events: list[VoiceEvent] = []

    def fail(_settings: VoiceSettings) -> Child:
        raise OSError("no process can be made")

    process = VoiceProcess(VoiceSettings(), fail)
    process.start(events.append)
    process.say(SHORT, Language.ENGLISH, Pace.NORMAL)
    eventually(lambda: events == [VoiceEvent.SILENT], "staff were not told", PATIENCE)
    process.close()


def test_closing_ends_the_child(open_voice: Open) -> None:
    voice = open_voice()
    voice.say(LONG)
    voice.wait_for("begun", LONG)
    pid = voice.children[0].pid
    voice.process.close()
    assert not psutil.pid_exists(pid)
    voice.say(SHORT)  # nobody hears it, and nothing breaks


def test_nothing_said_stands_in_a_message_or_setting_as_text() -> None:
    from drivers.voice.wire import Kind

    assert SHORT not in repr(Message(Kind.SAY, 1, SHORT))
