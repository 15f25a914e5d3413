"""What is kept ready is what the screens say."""

from dataclasses import replace
from pathlib import Path

import pytest

from drivers.voice.cache import Cache
from drivers.voice.engines import EngineFailed, Speech
from drivers.voice.readings import Readings, sentences
from drivers.voice.speech import Narration, Narrator
from drivers.voice.stock import fixed_sentences, make_ready
from kiosk.domain.language import Language
from kiosk.domain.preferences import Pace, Preferences
from kiosk.screens.present import present
from tests.screens.examples import EXAMPLES
from tests.screens.looking import RULES, TEXTS


class CountingEngine:
    """Makes a second of something of every sentence."""

    version = "counting 1"

    def __init__(self) -> None:
        self.made: list[str] = []
        self.fails = False

    def speak(self, text: str, voice: str, speed: float) -> Speech:
        if self.fails:
            raise EngineFailed("told to")
        self.made.append(text)
        return Speech(b"\1\0" * 24000, 24000)


def narration(folder: Path | None) -> tuple[Narration, CountingEngine]:
    engine = CountingEngine()
    narrators = {Language.ENGLISH: Narrator("counting", "one")}
    cache = Cache(folder) if folder else None
    return Narration(narrators, Readings({}), cache, {"counting": engine}), engine


@pytest.mark.parametrize("language", [Language.JAPANESE, Language.ENGLISH])
def test_what_the_screens_say_is_kept_ready_but_for_what_has_a_value_in_it(
    language: Language,
) -> None:
    # What staff are asked is said in their language, whatever the patient's is.
    ready = {one: set(fixed_sentences(one)) for one in (language, Language.JAPANESE)}
    missing = set[str]()
    for state in EXAMPLES.values():
        visit = replace(state.visit, language=language, preferences=Preferences(voice=True))
        screen = present(replace(state, visit=visit), TEXTS, RULES, simulated=False)
        said = sentences(screen.spoken)
        missing |= {one for one in said if one not in ready[screen.language]}
    joined = ": "  # of two texts
    made_then = {one for one in missing if joined in one or any(map(str.isdigit, one))}
    assert missing - made_then == set()


def test_what_is_said_of_each_digit_typed_is_kept_ready() -> None:
    ready = fixed_sentences(Language.JAPANESE)
    label = TEXTS[Language.JAPANESE]
    for typed in range(5):
        assert label.say("keypad.typed", expected=4, typed=typed) in ready


def test_a_sentence_is_made_once_and_read_from_then_on(tmp_path: Path) -> None:
    speaking, engine = narration(tmp_path)
    assert speaking.keep("Hello.", Language.ENGLISH, Pace.NORMAL)
    assert not speaking.keep("Hello.", Language.ENGLISH, Pace.NORMAL)
    assert len(speaking.samples("Hello.", Language.ENGLISH, Pace.NORMAL)) == 48000
    assert engine.made == ["Hello."]


def test_another_pace_engine_or_reading_is_another_sentence(tmp_path: Path) -> None:
    speaking, engine = narration(tmp_path)
    speaking.keep("Hello.", Language.ENGLISH, Pace.NORMAL)
    assert speaking.keep("Hello.", Language.ENGLISH, Pace.SLOW)
    engine.version = "counting 2"
    assert speaking.keep("Hello.", Language.ENGLISH, Pace.NORMAL)


def test_what_is_said_at_run_time_is_written_nowhere(tmp_path: Path) -> None:
    speaking, _ = narration(tmp_path)
    speaking.samples("Number 7.", Language.ENGLISH, Pace.NORMAL)
    assert list(tmp_path.rglob("*")) == []


def test_a_torn_file_is_made_anew(tmp_path: Path) -> None:
    speaking, engine = narration(tmp_path)
    speaking.keep("Hello.", Language.ENGLISH, Pace.NORMAL)
    (kept,) = tmp_path.rglob("*.wav")
    kept.write_bytes(b"RIFF")
    assert speaking.samples("Hello.", Language.ENGLISH, Pace.NORMAL)
    assert engine.made == ["Hello."] * 2


def test_a_language_without_a_voice_is_silent(tmp_path: Path) -> None:
    speaking, engine = narration(tmp_path)
    assert speaking.samples("Kumusta.", Language.FILIPINO, Pace.NORMAL) == b""
    assert not speaking.keep("Kumusta.", Language.FILIPINO, Pace.NORMAL)
    assert engine.made == []


def test_what_an_engine_cannot_make_stops_nothing(tmp_path: Path) -> None:
    speaking, engine = narration(tmp_path)
    engine.fails = True
    assert set(make_ready(speaking, Pace.NORMAL)) == {False}
