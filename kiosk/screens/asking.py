"""What is asked of a verified patient: first registration, consent, what a clinic asks besides."""

from dataclasses import replace

from kiosk.domain.consent import ConsentItem
from kiosk.domain.optional_questions import OptionalQuestion
from kiosk.flow import states as s
from kiosk.flow.carry_over import Asking, last_answer, last_answers
from kiosk.flow.visit import Questions
from kiosk.screens.page import Page, spoken
from kiosk.screens.screen import Choice, Intent, Kind, Row, Screen
from kiosk.screens.texts import Words

MOST_ROWS = 3  # with more, the words below them would leave the glass


def offering_registration(page: Page) -> Screen:
    """Step 3: 保険証利用登録, now or not today; it is free, so no answer stands out."""
    choices = (
        page.choice(Intent.REGISTER, "offering_registration.apply", icon="check"),
        page.choice(Intent.GO_BACK, "offering_registration.not_today", icon="close"),
        page.give_up(),
    )
    return page.screen("offering_registration", choices=choices, illustration="insurance")


def giving_consent(page: Page, state: s.GivingConsent) -> Screen:
    """Step 4: all at once, one by one, or none; consent is free, so no answer stands out."""
    return _asking(page, "consent", state.questions, state.asking)


def consenting_first(page: Page, state: s.ConsentingFirst) -> Screen:
    """訪問診療: the same questions before the proof; later visits rest on the answer (§4.2)."""
    screen = _asking(page, "consent_first", state, state.asking)
    if state.asking is not None:
        return screen
    return replace(screen, choices=(*screen.choices, page.give_up()))


def _asking(page: Page, key: str, questions: Asking, asking: int | None) -> Screen:
    if asking is not None:
        return _one_item(page, key, questions, asking)
    screen = page.screen(
        key, Kind.CONSENT, choices=_consent_choices(page, questions), illustration="sharing"
    )
    carried = last_answers(questions) is not None
    rows = tuple(_row(page.words, questions, item, carried=carried) for item in questions.items)
    return _with_rows(screen, rows)


def _consent_choices(page: Page, questions: Asking) -> tuple[Choice, ...]:
    none = page.choice(Intent.AGREE_TO_NONE, "consent.agree_to_none", icon="close")
    if len(questions.items) == 1:
        return page.choice(Intent.AGREE_TO_ALL, "consent.yes", icon="check"), none
    choices = (
        page.choice(Intent.AGREE_TO_ALL, "consent.agree_to_all", icon="check"),
        page.choice(Intent.ONE_BY_ONE, "consent.one_by_one", icon="list"),
        none,
    )
    if last_answers(questions) is None:
        return choices
    # After the plain answers: what was said last time must not become the easiest today (0012).
    return *choices, page.choice(Intent.LAST_ANSWERS, "consent.as_last_time", icon="again")


def _one_item(page: Page, key: str, questions: Asking, asking: int) -> Screen:
    choices = (
        page.choice(Intent.YES, "consent.yes", icon="check"),
        page.choice(Intent.NO, "consent.no", icon="close"),
        page.go_back(),
    )
    items = questions.items
    screen = page.screen(key, Kind.CONSENT, choices=choices, illustration="sharing")
    progress = page.words.say("consent.progress", number=asking + 1, total=len(items))
    screen = replace(
        screen,
        place=f"{key}:{asking}",
        title=page.words.say("consent.question"),
        detail="",
        guidance=progress if len(items) > 1 else "",
    )
    return _with_rows(screen, (_row(page.words, questions, items[asking], carried=True),))


def _row(words: Words, questions: Asking, item: ConsentItem, *, carried: bool) -> Row:
    """Return a line of what is asked; `carried` notes how it was answered last time, in words."""
    key = f"consent.item.{item.value}"
    yes = last_answer(questions, item) if carried else None
    note = "" if yes is None else words.say(f"consent.last_time_{'yes' if yes else 'no'}")
    return Row(words.say(f"{key}.label"), words.say(f"{key}.detail"), item.value, note)


def _with_rows(screen: Screen, rows: tuple[Row, ...]) -> Screen:
    listed = [": ".join(part for part in (row.label, row.detail, row.note) if part) for row in rows]
    said = spoken(screen.title, screen.guidance, *listed, screen.message, screen.detail)
    return replace(screen, rows=rows, spoken=said)


_OPTION_ICONS = {
    OptionalQuestion.PRESCRIPTION: ("prescription_electronic", "prescription_paper"),
}


def answering_option(page: Page, state: s.AnsweringOption) -> Screen:
    """Step 4: one optional question; which certificates somebody has is not called out."""
    question = state.questions.options[state.asking]
    key = f"option.{question.value}"
    consented_here = state.questions.items and page.visit.consented is None
    first_of_all = not state.asking and not consented_here
    first, second = _OPTION_ICONS.get(question, ("", ""))
    choices = (
        page.choice(Intent.OPTION_FIRST, f"{key}.first", icon=first),
        page.choice(Intent.OPTION_SECOND, f"{key}.second", icon=second),
        page.give_up() if first_of_all else page.go_back(),
    )
    rows = _certificates(page.words, question, state.questions)
    kind = Kind.CONSENT if rows else Kind.MESSAGE
    screen = page.screen(key, kind, choices=choices, illustration="insurance")
    private = question is not OptionalQuestion.PRESCRIPTION
    said = page.words.say("option.spoken") if private else screen.spoken
    return replace(screen, place=f"{key}:{state.asking}", rows=rows, spoken=said)


def _certificates(
    words: Words, question: OptionalQuestion, questions: Questions
) -> tuple[Row, ...]:
    """Return the certificates asked about, in rows: a title would be read from the queue."""
    match question:
        case OptionalQuestion.SPECIFIC_DISEASES:
            names = (words.say("option.specific_diseases.row"),)
        case OptionalQuestion.PUBLIC_EXPENSE:
            names = questions.offer.public_expenses
            names = (
                names if len(names) <= MOST_ROWS else (words.say("information.join").join(names),)
            )
        case OptionalQuestion.PRESCRIPTION:
            names = ()
    return tuple(Row(name, "", "list") for name in names)
