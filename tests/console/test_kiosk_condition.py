"""How a kiosk is, in one word, and what to do about each fault."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kiosk.console.areas.kiosks.condition import (
    SILENT_AFTER,
    Condition,
    condition,
    in_visual_mode,
    since,
)
from kiosk.console.areas.kiosks.remedies import REMEDIES, code_of, what_failed, what_to_do
from kiosk.console.texts import LANGUAGES, load_texts
from kiosk.domain.japan_time import JAPAN
from kiosk.ports.desk.kiosks import KioskState, Trouble
from kiosk.storage.desk.kiosks import TROUBLES
from tests.architecture.test_operators_page import explained_codes

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=JAPAN)
BEFORE = NOW - timedelta(minutes=5)
WELL = KioskState("a", "0.1.0", BEFORE, NOW, None, "waiting_for_card", BEFORE, *[None] * 4)
LATE = NOW - SILENT_AFTER - timedelta(seconds=1)


@pytest.mark.parametrize(
    ("kiosk", "expected", "from_when"),
    [
        (WELL, Condition.WAITING, BEFORE),
        (replace(WELL, state="entering_pin"), Condition.RECEIVING, BEFORE),
        (replace(WELL, state="out_of_service"), Condition.OUT_OF_SERVICE, BEFORE),
        (replace(WELL, beat_at=LATE), Condition.SILENT, LATE),
        (replace(WELL, beat_at=LATE, state="out_of_service"), Condition.SILENT, LATE),
        (replace(WELL, beat_at=LATE, stopped_at=LATE), Condition.STOPPED, LATE),
    ],
)
def test_a_kiosk_is_as_it_last_said_unless_it_says_nothing_any_more(
    kiosk: KioskState, expected: Condition, from_when: datetime
) -> None:
    assert condition(kiosk, NOW) is expected
    assert since(kiosk, NOW) == from_when


def test_visual_mode_is_over_at_its_time() -> None:
    kiosk = replace(WELL, visual_until=NOW)
    assert in_visual_mode(kiosk, NOW - timedelta(seconds=1))
    assert not in_visual_mode(kiosk, NOW)


def test_every_code_that_a_device_or_folder_can_give_has_a_remedy_and_no_other() -> None:
    assert {code for _, code in REMEDIES} == explained_codes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trouble_has_words_and_a_remedy_in_both_languages(language: str) -> None:
    words = load_texts().language(language)
    for (device, code), key in REMEDIES.items():
        details = {"folder": "face"} if device == "folder" else {"device": device}
        trouble = Trouble(NOW, "fault", {**details, "code": code})
        assert code_of(trouble) == code
        assert code not in what_failed(words, trouble)
        assert what_to_do(words, trouble) == words(f"kiosks.remedy.{key}")
    for what in TROUBLES:
        assert "{" not in what_failed(words, Trouble(NOW, what, {"device": "reader"}))


def test_a_code_that_is_not_known_yet_still_tells_what_to_do() -> None:
    words = load_texts().language("ja")
    trouble = Trouble(NOW, "fault", {"device": "reader", "code": "something_new"})
    assert what_to_do(words, trouble) == words("kiosks.remedy.cable")
