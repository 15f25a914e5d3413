"""Steps 4 and 5: consent, done, take the card."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from kiosk.domain.consent import ConsentItem, RecordedConsent
from kiosk.flow import states as s
from kiosk.flow.reasons import CardLeft
from kiosk.flow.rules import Rules
from kiosk.screens.page import Page, spoken
from kiosk.screens.screen import Intent, Kind, Row, Screen, Sound, Tone
from kiosk.screens.texts import Words

JAPAN = timezone(timedelta(hours=9))


def giving_consent(page: Page, state: s.GivingConsent) -> Screen:
    """Step 4: all at once, one by one, or none; consent is free, so no answer stands out."""
    if state.asking is not None:
        return _one_item(page, state.questions.items, state.asking)
    choices = (
        page.choice(Intent.AGREE_TO_ALL, "consent.agree_to_all", icon="check"),
        page.choice(Intent.ONE_BY_ONE, "consent.one_by_one", icon="list"),
        page.choice(Intent.AGREE_TO_NONE, "consent.agree_to_none", icon="close"),
    )
    if len(state.questions.items) == 1:
        only = page.choice(Intent.AGREE_TO_ALL, "consent.yes", icon="check")
        choices = (only, choices[2])
    screen = page.screen("consent", Kind.CONSENT, choices=choices, illustration="sharing")
    return _with_rows(screen, tuple(_row(page.words, item) for item in state.questions.items))


def _one_item(page: Page, items: tuple[ConsentItem, ...], asking: int) -> Screen:
    choices = (
        page.choice(Intent.YES, "consent.yes", icon="check"),
        page.choice(Intent.NO, "consent.no", icon="close"),
        page.go_back(),
    )
    screen = page.screen("consent", Kind.CONSENT, choices=choices, illustration="sharing")
    progress = page.words.say("consent.progress", number=asking + 1, total=len(items))
    screen = replace(
        screen,
        place=f"consent:{asking}",
        title=page.words.say("consent.question"),
        detail="",
        guidance=progress if len(items) > 1 else "",
    )
    return _with_rows(screen, (_row(page.words, items[asking]),))


def _row(words: Words, item: ConsentItem) -> Row:
    key = f"consent.item.{item.value}"
    return Row(words.say(f"{key}.label"), words.say(f"{key}.detail"), item.value)


def _with_rows(screen: Screen, rows: tuple[Row, ...]) -> Screen:
    listed = "\n".join(f"{row.label}: {row.detail}" for row in rows)
    parts = (screen.title, listed, screen.message, screen.detail)
    return replace(screen, rows=rows, spoken="\n".join(part for part in parts if part))


def done(page: Page, state: s.Done, rules: Rules) -> Screen:
    """Step 5: received; take the card; what is shared until when."""
    words = page.words
    screen = page.screen("done", Kind.DONE, illustration="done")
    rows = _shared(words, state.shared)
    return replace(
        screen,
        tone=Tone.SUCCESS,
        sound=Sound.SUCCESS,
        rows=rows,
        guidance="" if rows else words.say("done.nothing_shared"),
        countdown=round(rules.limits.done),
    )


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
    time = f"{end:%H:%M}"
    match days:
        case 0:
            return words.say("done.until_today", time=time)
        case 1:
            return words.say("done.until_tomorrow", time=time)
        case _:
            return words.say("done.until_date", time=time, month=end.month, day=end.day)


def _in_japan(moment: datetime) -> datetime:
    return moment if moment.tzinfo is None else moment.astimezone(JAPAN)


def take_card(page: Page, state: s.TakeCard) -> Screen:
    """Asks for the card until it is taken; the sound comes back with each reminder."""
    screen = page.poster("take_card", illustration="card_out")
    message = page.words.say(f"take_card.message.{state.why.value}")
    finished = state.why is CardLeft.FINISHED
    return replace(
        screen,
        place=f"take_card:{state.reminders}",
        message=message,
        tone=Tone.SUCCESS if finished else Tone.ATTENTION,
        sound=Sound.REMINDER,
        spoken=spoken(screen.title, message),
    )
