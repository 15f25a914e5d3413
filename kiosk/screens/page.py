"""What the screens of one state share: words, visit, frame and the plain choices."""

import re
from dataclasses import dataclass, replace

from kiosk.domain.shape import Stage
from kiosk.domain.sound import Sound
from kiosk.flow.doors import Doors
from kiosk.flow.states import Visit
from kiosk.flow.visit import Call, Panel
from kiosk.screens.screen import (
    Choice,
    Ending,
    Frame,
    Intent,
    Kind,
    Pager,
    Role,
    Screen,
    Tone,
    Waited,
)
from kiosk.screens.texts import Words
from kiosk.screens.theme import FAMILIES

_AMONG_CHARACTERS = re.compile("(?<=[\u3000-\u9fff\uff00-\uff65])\n|\n(?=[\u3000-\u9fff])")
_PANEL_ICONS = {Panel.LANGUAGES: "language", Panel.COMFORT: "comfort"}
_STEP_KEYS = {
    Stage.CARD: "steps.one",
    Stage.METHOD: "steps.two",
    Stage.IDENTITY: "steps.three",
    Stage.CONSENT: "steps.four",
    Stage.DONE: "steps.five",
    Stage.PIN: "choice.pin",
}


@dataclass(frozen=True)
class Page:
    """Makes screens of one visit in its language.

    `helps`: whether 職員を呼ぶ leads somewhere; `opens`: whether a panel can be laid over them.
    """

    words: Words
    visit: Visit
    step: int
    simulated: bool
    helps: bool
    opens: bool

    def screen(
        self,
        key: str,
        kind: Kind = Kind.MESSAGE,
        *,
        choices: tuple[Choice, ...] = (),
        illustration: str = "",
        **values: object,
    ) -> Screen:
        """Return a screen from the texts `<key>.title`, `.message` and, where present, `.detail`.

        Extra keywords fill the message's placeholders. KeyError when a text is missing.
        """
        title = self.words.say(f"{key}.title")
        message = self.words.find(f"{key}.message", **values)
        detail = self.words.find(f"{key}.detail")
        return Screen(
            kind=kind,
            place=key,
            session=self.visit.session,
            language=self.words.language,
            step=self.step,
            title=title,
            frame=self._frame(),
            message=message,
            detail=detail,
            illustration=self._picture(illustration),
            choices=choices,
            timer=self.visit.timer,
            spoken=spoken(title, message, detail),
            preferences=self.visit.preferences,
        )

    def poster(self, key: str, illustration: str) -> Screen:
        """Return a screen without a decision."""
        return self.screen(key, Kind.POSTER, illustration=illustration)

    def working(self, key: str, illustration: str) -> Screen:
        """Return a screen that waits for a device."""
        screen = self.screen(key, Kind.WORKING, illustration=illustration)
        units = (self.words.counted(f"waited.{unit}") for unit in ("seconds", "long"))
        return replace(screen, waited=Waited(*units))

    def ending(self, key: str) -> Ending:
        """Return how a screen says what happens by itself, by the texts below `key`."""
        return Ending(
            *(self.words.counted(f"{key}.{unit}") for unit in ("in_seconds", "in_minutes"))
        )

    def choice(
        self, intent: Intent, key: str, role: Role = Role.SECONDARY, icon: str = ""
    ) -> Choice:
        """Return a choice labelled by a text; its detail from `<key>_detail`, where present."""
        detail = self.words.find(f"{key}_detail")
        return Choice(intent, self.words.say(key), detail, role, icon)

    def go_back(self, key: str = "choice.go_back") -> Choice:
        """もどる."""
        return self.choice(Intent.GO_BACK, key, Role.QUIET, "back")

    def give_up(self, key: str = "choice.give_up") -> Choice:
        """やめる."""
        return self.choice(Intent.GIVE_UP, key, Role.QUIET, "close")

    def methods(self, doors: Doors, face_key: str = "choice.face") -> tuple[Choice, ...]:
        """Return a choice for every open door."""
        offers = (
            (doors.phone, Intent.PHONE, "choice.phone", "phone"),
            (doors.face, Intent.FACE, face_key, "face"),
            (doors.pin, Intent.PIN, "choice.pin", "keypad"),
            (doors.staff, Intent.STAFF, "choice.staff", "staff"),
        )
        return tuple(
            self.choice(intent, key, icon=icon) for open_, intent, key, icon in offers if open_
        )

    def _panel(self, intent: Intent, panel: Panel) -> Choice:
        """Return what opens a panel: not one that lies there already."""
        enabled = self.opens and self.visit.panel is not panel
        label = self.words.say(f"panel.{panel.value}")
        return Choice(intent, label, role=Role.QUIET, icon=_PANEL_ICONS[panel], enabled=enabled)

    def _called(self) -> str:
        """Say that staff know, or come; nothing where nobody was called."""
        match self.visit.call:
            case Call.NONE:
                return ""
            case Call.MADE:
                return self.words.say("help.called")
            case Call.COMING:
                return self.words.say("help.coming")

    def _picture(self, illustration: str) -> str:
        """Return the picture for a phone: no card, and no office that renews or unlocks cards."""
        if not self.visit.token.is_phone:
            return illustration
        plain = illustration.replace("card_cover", "card_in")  # a phone lies in no cover of ours
        return plain.replace("card_", "phone_").replace("municipal_office", "staff")

    def _frame(self) -> Frame:
        words = self.words
        steps = tuple(words.say(_STEP_KEYS[stage]) for stage in self.visit.shape.steps)
        return Frame(
            steps=steps,
            now=tuple(
                words.say("steps.now", step=number, steps=len(steps), label=label)
                for number, label in enumerate(steps, 1)
            ),
            pager=Pager(
                words.say("pages.next"), words.say("pages.previous"), words.counted("pages.of")
            ),
            languages=self._panel(Intent.LANGUAGES, Panel.LANGUAGES),
            comfort=self._panel(Intent.COMFORT, Panel.COMFORT),
            help=Choice(Intent.HELP, words.say("help.label"), icon="staff", enabled=self.helps),
            help_note=self._called(),
            simulated=words.say("simulated.mark") if self.simulated else "",
            family=FAMILIES[words.language],
        )


def spoken(title: str, *rest: str) -> str:
    """Return what is read out; where a title breaks is for the eye alone."""
    return "\n".join(in_one_line(part) for part in (title, *rest) if part)


def in_one_line(title: str) -> str:
    """Return a title without its breaks: a space in their place where the script has spaces."""
    return _AMONG_CHARACTERS.sub("", title).replace("\n", " ")


def with_detail(screen: Screen, detail: str) -> Screen:
    """Return the screen with another last line than its own."""
    return replace(screen, detail=detail, spoken=spoken(screen.title, screen.message, detail))


def with_ways(screen: Screen, ways: tuple[Choice, ...]) -> Screen:
    """Return a screen that asks which of these ways.

    What is told meanwhile, such as a front without a photo, may take one away and move the others:
    that is another place, and a finger on its way to what was there is not taken for a choice.
    """
    offered = "+".join(way.intent.value for way in ways)
    return replace(screen, place=f"{screen.place}:{offered}")


def softly(screen: Screen) -> Screen:
    """Return the screen as one that says that something did not work."""
    return replace(screen, tone=Tone.ATTENTION, sound=Sound.ATTENTION)


def with_shape(page: Page, screen: Screen, key: str) -> Screen:
    """Return the screen with the last line that a kiosk of its shape says, where it has its own."""
    detail = page.words.find(f"shape.{page.visit.shape.value}.{key}")
    return with_detail(screen, detail) if detail else screen
