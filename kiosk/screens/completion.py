"""Step 5: done, or received provisionally; take the card."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from kiosk.domain.consent import RecordedConsent
from kiosk.domain.shape import ConsentWay
from kiosk.domain.sound import Sound
from kiosk.flow import states as s
from kiosk.flow.reasons import CardLeft
from kiosk.screens.cldr import clock, day
from kiosk.screens.page import Page, softly, spoken, with_shape
from kiosk.screens.screen import Kind, Row, Screen, Tone
from kiosk.screens.texts import Words

JAPAN = timezone(timedelta(hours=9))


def done(page: Page, state: s.Done) -> Screen:
    """Step 5: received; take the card; what is shared until when."""
    words = page.words
    screen = page.screen("done", Kind.DONE, illustration="done")
    screen = with_shape(page, screen, "done")
    silent = page.visit.shape.consent is ConsentWay.NEVER  # nothing medical is spoken of there
    rows = _shared(words, state.shared)
    return replace(
        screen,
        place=f"{screen.place}:{state.reminders}" if state.reminders else screen.place,
        tone=Tone.SUCCESS,
        sound=Sound.TAKE_CARD if state.reminders else Sound.SUCCESS,
        rows=rows,
        guidance="" if rows or silent else words.say("done.nothing_shared"),
    )


def on_paper(page: Page, state: s.ConsentOnPaper) -> Screen:
    """Received; staff ask for the consents on a form, and the card stays until they have."""
    key = "on_paper.failed" if state.failed else "on_paper"
    screen = page.poster(key, "paper_consent")
    return replace(screen, tone=Tone.SUCCESS, sound=Sound.NONE if state.failed else Sound.SUCCESS)


def provisional(page: Page, state: s.ReceivedProvisionally | s.NumberInSight) -> Screen:
    """仮受付: the number, that nothing is confirmed yet, and where to go with it."""
    taken = isinstance(state, s.NumberInSight)
    key = "number_in_sight" if taken else "received_provisionally"
    screen = softly(page.screen(key, Kind.NUMBER))
    number = page.words.say("received_provisionally.number", number=state.number)
    aloud = page.words.say("received_provisionally.number_spoken", number=state.number)
    said = spoken(screen.title, aloud, screen.message, screen.detail)
    return replace(screen, number=str(state.number), guidance=number, spoken=said)


def _shared(words: Words, consents: tuple[RecordedConsent, ...]) -> tuple[Row, ...]:
    """Return a row for each moment until which something is shared."""
    labels: dict[str, list[str]] = {}
    for consent in consents:
        label = words.say(f"information.{consent.information.value}")
        labels.setdefault(until(words, consent), []).append(label)
    join = words.say("information.join")
    return tuple(
        Row(join.join(names), words.say("done.shared", until=end), "check")
        for end, names in labels.items()
    )


def until(words: Words, consent: RecordedConsent) -> str:
    """Say until when a consent serves, in Japan's time, seen from the day it was given."""
    given, end = _in_japan(consent.consented_at), _in_japan(consent.available_until)
    days = (end.date() - given.date()).days
    time = clock(words.language, end)
    match days:
        case 0:
            return words.say("done.until_today", time=time)
        case 1:
            return words.say("done.until_tomorrow", time=time)
        case _:
            return words.say("done.until_date", time=time, date=day(words.language, end))


def _in_japan(moment: datetime) -> datetime:
    return moment if moment.tzinfo is None else moment.astimezone(JAPAN)


def take_card(page: Page, state: s.TakeCard) -> Screen:
    """Asks for the card until it is taken; the sound comes back with each reminder."""
    screen = page.poster("take_card", illustration="card_out")
    message = page.words.say(f"take_card.message.{state.why.value}", number=state.number)
    finished = state.why is CardLeft.FINISHED
    return replace(
        screen,
        place=f"take_card:{state.reminders}",
        message=message,
        tone=Tone.SUCCESS if finished else Tone.ATTENTION,
        sound=Sound.TAKE_CARD,
        spoken=spoken(screen.title, message),
    )
