"""From the waiting screen to the card in the hand by a ten-key pad, nothing seen nor touched.

The whole kiosk on fakes, with its window; what is heard is what leads.
"""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.language import Language
from kiosk.domain.pin import Pin, PinTries
from kiosk.domain.preferences import USUAL, TextSize
from kiosk.flow import states as s
from kiosk.flow.events import PreferencesChosen
from kiosk.flow.rules import Rules
from kiosk.ports.card import PinAccepted, PinRejected
from kiosk.screens.present import present
from kiosk.screens.texts import Texts, load
from kiosk.ui.window import KioskWindow, WindowSettings
from tests.fakes import people
from tests.fakes.kiosk import FakeKiosk
from tests.fakes.records import with_passcode

ENTER = "\r"


class Pad:
    """A kiosk with a window, and somebody with a ten-key pad who hears the focus."""

    def __init__(self, kiosk: FakeKiosk, texts: Texts) -> None:
        self.kiosk, self._texts = kiosk, texts
        self.heard: list[str] = []
        self.shown: list[str] = []
        settings = WindowSettings(animations=False, settle=0.0, burst=0)
        self.window = KioskWindow(kiosk.kiosk.post, lambda: None, settings, self)
        self._seen = 0
        self._show(kiosk.state)

    def look(self) -> None:
        """Let the window show what the kiosk came to."""
        while self._seen < len(self.kiosk.seen):
            self._seen += 1
            self._show(self.kiosk.seen[self._seen - 1])

    def _show(self, state: s.State) -> None:
        screen = present(state, self._texts, Rules(), simulated=True)
        self.shown.append(screen.spoken)
        self.window.show_screen(screen)

    def focused(self, text: str) -> None:
        self.heard.append(text)

    def again(self) -> None:
        self.heard.append(self.shown[-1])

    def press(self, keys: str) -> None:
        """Press keys of the pad; ``\\r`` is the one that confirms."""
        for key in keys:
            code = Qt.Key.Key_Enter if key == ENTER else Qt.Key(ord(key))
            QTest.keyClick(self.window.view, code)
            self.look()

    def choose(self, label: str) -> None:
        """Press digits until this is heard, then confirm it."""
        for digit in "1234567890":
            self.press(digit)
            if self.heard and f"、{label}" in self.heard[-1].split("\n")[0]:
                self.press(ENTER)
                return
        raise AssertionError(f"{label} was not heard: {self.heard[-10:]}")

    def place_card(self) -> None:
        self.kiosk.place_card()
        self.look()

    def take_card(self) -> None:
        self.kiosk.remove_card()
        self.look()


@pytest.fixture(scope="module")
def texts() -> Texts:
    return load()


@pytest.fixture
def pad(kiosk: FakeKiosk, texts: Texts, qapp: QGuiApplication) -> Iterator[Pad]:
    del qapp
    pad = Pad(kiosk, texts)
    yield pad
    pad.window.close()
    assert pad.window.problems == []
    assert not people.marks_in("\n".join((*pad.heard, *pad.shown)))


def test_by_pin_from_the_first_key_to_the_card_in_the_hand(pad: Pad) -> None:
    pad.press("5")
    assert pad.kiosk.state.visit.preferences.voice
    assert "音声でご案内します" in pad.shown[-1]
    pad.place_card()
    assert "2番、暗証番号" in pad.shown[-1]
    pad.choose("暗証番号")
    assert isinstance(pad.kiosk.state, s.EnteringPin)
    assert pad.kiosk.state.keypad == (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)
    pad.press(people.PIN + ENTER)
    pad.choose("すべて同意する")
    assert isinstance(pad.kiosk.state, s.Done)
    assert pad.kiosk.card.pins_seen == [Pin(people.PIN)]
    pad.take_card()
    assert pad.kiosk.state.visit.preferences == USUAL


def test_a_voice_is_found_by_the_first_key_also_after_the_card_was_placed(pad: Pad) -> None:
    pad.place_card()
    assert not pad.kiosk.state.visit.preferences.voice
    pad.press("2")
    assert isinstance(pad.kiosk.state, s.ChoosingMethod)
    assert pad.kiosk.state.visit.preferences.voice
    assert pad.heard == []
    pad.choose("暗証番号")
    assert isinstance(pad.kiosk.state, s.EnteringPin)


def test_who_wants_no_voice_after_all_is_left_in_silence(pad: Pad) -> None:
    pad.place_card()
    pad.press("5")
    silent = replace(pad.kiosk.state.visit.preferences, voice=False)
    pad.kiosk.kiosk.post(PreferencesChosen(silent))
    pad.look()
    pad.press("2" + ENTER)
    assert isinstance(pad.kiosk.state, s.EnteringPin)
    assert not pad.kiosk.state.visit.preferences.voice


def test_a_wrong_pin_a_correction_and_the_right_one(pad: Pad) -> None:
    pad.kiosk.card.pins.now(PinRejected(PinTries(2)), PinAccepted())
    pad.press("5")
    pad.place_card()
    pad.choose("暗証番号")
    pad.press(people.WRONG_PIN + ENTER)
    assert isinstance(pad.kiosk.state, s.EnteringPin)
    pad.press("0." + people.PIN + ENTER)
    assert pad.kiosk.card.pins_seen == [Pin(people.WRONG_PIN), Pin(people.PIN)]
    pad.choose("同意しない")
    assert isinstance(pad.kiosk.state, s.Done)


def test_by_face_and_one_by_one(pad: Pad) -> None:
    pad.press("5")
    pad.place_card()
    pad.choose("顔認証")
    pad.choose("一つずつ選ぶ")
    while isinstance(pad.kiosk.state, s.GivingConsent):
        pad.choose("同意する")
    assert isinstance(pad.kiosk.state, s.Done)
    assert pad.kiosk.records.check_ins[0].verified_by is VerifiedBy.FACE


def test_by_staff_with_their_passcode(pad: Pad) -> None:
    with_passcode(pad.kiosk.records)
    pad.press("5")
    pad.place_card()
    pad.choose("職員による確認")
    pad.press(people.PASSCODE + ENTER)
    pad.choose("体調がすぐれない")
    pad.choose("ご本人です")
    pad.choose("すべて同意する")
    assert isinstance(pad.kiosk.state, s.Done)


def test_help_on_the_way_and_back(pad: Pad) -> None:
    pad.press("5")
    pad.place_card()
    pad.press("/")
    assert isinstance(pad.kiosk.state, s.OfferingHelp)
    pad.press(ENTER)
    assert isinstance(pad.kiosk.state, s.ChoosingMethod)


def test_quitting_asks_by_its_focus_first(pad: Pad) -> None:
    pad.press("5")
    pad.place_card()
    pad.press("-")
    assert isinstance(pad.kiosk.state, s.ChoosingMethod)
    pad.press(ENTER)
    assert isinstance(pad.kiosk.state, s.TakeCard)


def test_another_language_and_larger_letters_before_the_card(pad: Pad) -> None:
    pad.press("5")
    pad.choose("言語 Language")
    pad.choose("English")
    assert pad.kiosk.state.visit.language is Language.ENGLISH
    pad.press("-" * 2 + ENTER)  # the ways out: first the languages, then this
    pad.press("4" + ENTER)
    assert pad.kiosk.state.visit.preferences.text_size is TextSize.LARGEST
    pad.press("-" + ENTER)
    pad.place_card()
    assert isinstance(pad.kiosk.state, s.ChoosingMethod)
    assert "2, PIN" in pad.shown[-1]
    visit = pad.kiosk.state.visit
    assert (visit.language, visit.preferences.text_size) == (Language.ENGLISH, TextSize.LARGEST)


def test_time_that_is_over_is_asked_about_and_one_key_stays(pad: Pad) -> None:
    pad.press("5")
    pad.place_card()
    pad.kiosk.time_passes()
    pad.look()
    assert isinstance(pad.kiosk.state, s.AskingStillThere)
    pad.press(ENTER)
    assert isinstance(pad.kiosk.state, s.ChoosingMethod)
