"""The speaker between screens and voice, with a voice that notes what it is told."""

from dataclasses import replace

from kiosk.domain.preferences import Preferences
from kiosk.screens.screen import Screen
from kiosk.ui.speaker import Speaker
from tests.fakes.voice import HUSH, FakeVoice
from tests.reader import eventually
from tests.screens.looking import shown

INVITATION = "こちらへ"


def aloud(name: str) -> Screen:
    return replace(shown(name), preferences=Preferences(voice=True))


def speaker(invites: float = 0.0) -> tuple[Speaker, FakeVoice]:
    voice = FakeVoice()
    return Speaker(voice, lambda _screen: INVITATION, invites), voice


def test_what_is_shown_is_heard_and_what_a_key_came_to() -> None:
    speaking, voice = speaker()
    speaking.show(shown("waiting"))
    speaking.show(aloud("choosing"))
    speaking.focused("1番、顔認証")
    speaking.again()
    screen = aloud("choosing")
    assert voice.heard == [screen.spoken, "1番、顔認証", screen.spoken]


def test_speech_ends_when_the_card_has_left() -> None:
    speaking, voice = speaker()
    speaking.show(shown("waiting"))
    speaking.show(aloud("done"))
    speaking.show(shown("waiting"))
    assert voice.heard[-1] == HUSH


def test_who_has_not_called_the_voice_hears_sounds_alone() -> None:
    speaking, voice = speaker()
    speaking.show(shown("waiting"))
    speaking.show(shown("done"))
    speaking.focused("1番、顔認証")
    speaking.again()
    assert voice.heard == ["[success]"]


def test_an_invitation_is_said_while_nobody_is_there_and_ends_for_whoever_comes() -> None:
    speaking, voice = speaker(invites=0.0005)
    speaking.show(shown("waiting"))
    eventually(lambda: voice.heard[:2] == [INVITATION] * 2, "no invitation, or one alone")
    speaking.show(shown("reading_card"))
    eventually(lambda: voice.heard[-1] == HUSH, "the invitation goes on")
    speaking.stop()


def test_nobody_is_invited_who_is_there_already() -> None:
    speaking, voice = speaker(invites=0.0005)
    speaking.show(shown("waiting"))
    speaking.show(aloud("choosing"))
    speaking.stop()
    assert INVITATION not in voice.heard


def test_the_invitations_go_on_after_somebody_chose_something_and_left() -> None:
    speaking, voice = speaker(invites=0.0005)
    speaking.show(shown("waiting"))
    speaking.show(aloud("waiting"))
    speaking.show(shown("waiting"))
    said = len(voice.heard)
    eventually(lambda: INVITATION in voice.heard[said:], "nobody is invited any more")
    speaking.stop()


def test_who_does_not_see_hears_that_the_service_is_still_waited_for() -> None:
    voice = FakeVoice()
    speaking = Speaker(voice, lambda _screen: INVITATION, second=0.0005)
    working = aloud("qualifying")
    assert working.waited is not None
    speaking.show(shown("waiting"))
    speaking.show(working)
    told = [(working.waited.say(seconds), True) for seconds in (10, 20)]
    eventually(
        lambda: [(text, after) for text, _, _, after in voice.said[1:3]] == told,
        "nobody says that the kiosk is at work",
    )
    speaking.stop()
