"""What stands in a form, in words for people."""

from kiosk.console.dates import both
from kiosk.console.texts import Words
from kiosk.domain.doubts_of_record import readable_date
from kiosk.domain.paper_form import CHOICES, DATES, Field, PaperForm, asked_fields
from kiosk.domain.written_date import in_words

_FIELDS = {one.value: one for one in Field}


def value_words(one: Field, text: str, words: Words) -> str:
    """Return a field's value as people read it."""
    if one in DATES:
        day = readable_date(text)
        return both(day, words.language) if day else text
    if one in CHOICES:
        return words.find(f"paper.choice.{one}.{text}", text)
    return text


def typed_words(one: Field, text: str) -> str:
    """Return a field's value as it may be typed: a date in 和暦, all else as it is."""
    day = readable_date(text) if one in DATES else None
    return in_words(day) if day else text


def answer_words(name: str, text: str, words: Words) -> str:
    """Return an answer of `flat` as people read it; a dash where there is none."""
    if not text:
        return words("paper.nothing")
    if name in _FIELDS:
        return value_words(_FIELDS[name], text, words)
    parts = text.split(",")
    return words("paper.comma").join(
        words.find(f"paper.{name}.{part}.name", part) for part in parts
    )


def filled_in(form: PaperForm, words: Words) -> list[tuple[str, str]]:
    """Return the asked fields that have a value: label and words."""
    return [
        (words(f"paper.field.{one}.label"), value_words(one, form.value(one), words))
        for one in asked_fields(form)
        if form.value(one)
    ]
