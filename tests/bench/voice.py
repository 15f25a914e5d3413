"""`python -m tests.bench.voice`: how soon a wish is heard, kept ready and not, and what it costs.

Heard is the moment at which a recording in real time has the first sample that is not silence; to
it comes what a real device keeps in its buffers, some 20 to 60 ms.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from drivers.voice.launch import Child
from drivers.voice.mixer import Mixer
from drivers.voice.process import VoiceProcess
from drivers.voice.settings import OutputKind, VoiceSettings
from drivers.voice.speech import Narration
from kiosk.domain.language import Language
from kiosk.domain.preferences import Pace
from tests.bench import figures

WISHES = {
    Language.JAPANESE: (
        "カードを受け取ったときに決めた、数字4けたの番号です。",
        "窓口で職員が受付いたします。",
        "残り2回",
        "1番、顔認証",
        "受付が完了しました",
    ),
    Language.ENGLISH: (
        "Please take your card.",
        "Enter the four digits that you chose when you received your card.",
        "2 tries left.",
        "Number 1, face check",
        "You are checked in.",
    ),
}


def _log(folder: Path) -> list[str]:
    path = folder / "heard.txt"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _until_begun(voice: VoiceProcess, folder: Path, text: str, language: Language) -> float:
    count = len(_log(folder))
    began = time.monotonic()
    voice.say(text, language, Pace.NORMAL)
    while not any("\tbegun\t" in line for line in _log(folder)[count:]):
        if time.monotonic() - began > 30:
            raise TimeoutError(text)
        time.sleep(0.002)
    return (time.monotonic() - began) * 1000


def main() -> int:
    """Measure and print."""
    print(figures.machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="uketsuke-voice-") as name:
        folder = Path(name)
        _measure(folder)
    return 0


def _measure(folder: Path) -> None:
    children: list[Child] = []

    def start(settings: VoiceSettings) -> Child:
        children.append(Child.start(settings))
        return children[-1]

    cache, heard = folder / "cache", folder / "heard"
    settings = VoiceSettings(OutputKind.RECORDING, cache=cache, folder=heard)
    voice = VoiceProcess(settings, start)
    voice.start(lambda _event: None)
    _until_begun(voice, heard, "準備", Language.JAPANESE)  # the engine is loaded with the first one
    for language, texts in WISHES.items():
        made = [_until_begun(voice, heard, text, language) for text in texts]
        narration = Narration.load(cache)
        for text in texts:
            narration.keep(text, language, Pace.NORMAL)
        kept = [_until_begun(voice, heard, text, language) for text in texts]
        figures.row(f"{language.value}: a sentence made when it is said", made)
        figures.row(f"{language.value}: a sentence kept ready", kept)
    calls = [_time(lambda: voice.say("x", Language.ENGLISH, Pace.NORMAL)) for _ in range(200)]
    figures.row("say, for who calls it", calls)
    memory = psutil.Process(children[0].pid).memory_info().rss / 1e6
    figures.row("memory of the voice child", [memory], "MB")
    voice.close()
    mixer = Mixer(1.0)
    mixer.say("x", bytes(48_000 * 60))
    reads = [_time(lambda: mixer.read(480)) for _ in range(1000)]
    print(f"{'20 ms of sound mixed':52} {statistics.median(reads) * 1000:.0f} µs")


def _time(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
