"""Steps 1 to 3 and the working screens: what the patient sees when all is well."""

from collections.abc import Mapping
from dataclasses import replace

from kiosk.domain.certificate import CertificateState
from kiosk.domain.face import FaceGuidance
from kiosk.domain.pin import MAX_TRIES, PIN_LENGTH, PinTries
from kiosk.domain.sound import Sound
from kiosk.flow import states as s
from kiosk.flow.aside import beneath
from kiosk.flow.doors import doors
from kiosk.flow.rules import Rules
from kiosk.flow.visit import CardFacts
from kiosk.screens.keypad import keypad
from kiosk.screens.page import Page, softly, spoken, with_detail, with_shape, with_ways
from kiosk.screens.screen import Choice, Intent, Kind, Role, Row, Screen, Turn

Working = (
    s.ReadingCard
    | s.CheckingPin
    | s.ReadingPortrait
    | s.CheckingPasscode
    | s.Qualifying
    | s.Registering
    | s.SendingConsents
    | s.CheckingIn
    | s.SendingForm
    | s.KeepingForm
    | s.KeepingProvisional
)


def waiting(page: Page) -> Screen:
    """Step 1, nobody there: whoever comes from abroad, or sees little, must find the panels."""
    screen = with_shape(page, page.poster("waiting", illustration="card_in"), "waiting")
    frame = screen.frame
    found = {
        "languages": replace(frame.languages, role=Role.SECONDARY),
        "comfort": replace(frame.comfort, role=Role.SECONDARY),
    }
    return replace(screen, frame=replace(frame, **found))


def working(page: Page, state: Working) -> Screen:
    """A device is at work; the patient only waits."""
    key, picture = _WORKING[type(state)]
    return page.working(key, picture)


_WORKING: Mapping[type[Working], tuple[str, str]] = {
    s.ReadingCard: ("reading_card", "card_reading"),
    s.CheckingPin: ("checking_pin", "card_reading"),
    s.ReadingPortrait: ("reading_portrait", "take_off"),
    s.CheckingPasscode: ("checking_passcode", "staff"),
    s.Qualifying: ("qualifying", "insurance"),
    s.Registering: ("registering", "insurance"),
    s.SendingConsents: ("sending_consents", "sharing"),
    s.CheckingIn: ("checking_in", "sharing"),
    s.SendingForm: ("sending_consents", "sharing"),
    s.KeepingForm: ("sending_consents", "sharing"),
    s.KeepingProvisional: ("keeping_provisional", "staff"),
}
"""What is said and drawn meanwhile."""


def noticing(page: Page, state: s.Noticing) -> Screen:
    """A notice about the certificate, read before going on."""
    in_grace = state.facts.certificate is CertificateState.IN_GRACE
    key = "noticing.in_grace" if in_grace else "noticing.expires_soon"
    go_on = page.choice(Intent.GO_ON, "choice.go_on", Role.PRIMARY, "forward")
    return softly(
        page.screen(key, choices=(go_on, page.give_up()), illustration="certificate"),
    )


def choosing(page: Page, state: s.ChoosingMethod, rules: Rules) -> Screen:
    """Step 2: only what this card and this kiosk can do, and why the rest cannot be."""
    open_doors = doors(state.visit, state.facts, rules)
    ways = page.methods(open_doors)
    if open_doors.phone:
        return _by_phone(page, ways)
    if not ways:
        return softly(_with_few_doors(page, "no_door", Kind.POSTER))
    rows = closed_doors(page, state.facts, rules)
    if len(ways) == 1:
        screen = _with_few_doors(page, "one_door", Kind.CHOOSE)
    else:
        screen = page.screen("choosing", Kind.CHOOSE)
    return with_ways(replace(screen, choices=(*ways, page.give_up()), rows=rows), ways)


def _by_phone(page: Page, ways: tuple[Choice, ...]) -> Screen:
    """An iPhone has one way alone, and says it directly."""
    (way,) = ways
    choices = (replace(way, role=Role.PRIMARY), page.give_up())
    return page.screen("choosing_phone", choices=choices, illustration="card_reading")


def _with_few_doors(page: Page, which: str, kind: Kind) -> Screen:
    """Return the choosing screen with the words for one door or none."""
    screen = page.screen("choosing", kind, choices=(page.give_up(),), illustration="staff")
    message = page.words.say(f"choosing.{which}")
    title = page.words.say(f"choosing.title_{which}")
    return replace(screen, title=title, message=message, spoken=spoken(title, message))


def closed_doors(page: Page, facts: CardFacts, rules: Rules) -> tuple[Row, ...]:
    """Say briefly which way is closed and why. Nothing is said of what a phone never had."""
    rows: list[Row] = []
    if page.visit.token.is_phone:
        return ()
    if why := _why_no_face(page, facts, rules):
        label = page.words.say("closed.face.label")
        rows.append(Row(label, page.words.say(f"closed.face.{why}"), "face"))
    if facts.pin_tries.locked:
        label, detail = page.words.say("closed.pin.label"), page.words.say("closed.pin.locked")
        rows.append(Row(label, detail, "keypad"))
    return tuple(rows)


def _why_no_face(page: Page, facts: CardFacts, rules: Rules) -> str:
    if not page.visit.shape.face:
        return ""  # nothing is said of a way that this kiosk never had
    reasons = (
        (facts.front.has_photo is False, "no_photo"),
        (facts.no_face is not None, facts.no_face.value if facts.no_face else ""),
        (not facts.front.camera, "front_unread"),
        (page.visit.face_failures >= rules.face_tries, "tries"),
        (not page.visit.camera_works, "camera"),
    )
    return next((why for closed, why in reasons if closed), "")


def last_pin_try(page: Page, state: s.LastPinTry, rules: Rules) -> Screen:
    """One try left: what a wrong one costs, before any key is shown; another way stands out."""
    key = "last_pin_try_wrong" if state.was_wrong else "last_pin_try"
    other = _another_way(state, rules)
    go_on = page.choice(Intent.GO_ON, "last_pin_try.go_on", icon="keypad")
    back = page.choice(Intent.GO_BACK, "choice.other_way", Role.PRIMARY, "back")
    choices = (back, go_on, page.give_up()) if other else (go_on, page.give_up())
    screen = page.screen(key, choices=choices, illustration="municipal_office")
    if not other:
        screen = with_detail(screen, page.words.say("last_pin_try.detail_no_door"))
    return softly(screen)


def _another_way(state: s.LastPinTry | s.EnteringPin, rules: Rules) -> bool:
    open_doors = doors(state.visit, state.facts, rules)
    return open_doors.face or open_doors.staff


def entering_pin(page: Page, state: s.EnteringPin, rules: Rules) -> Screen:
    """The PIN pad; says how many tries are left and warns before the last."""
    tries = state.facts.pin_tries
    other = _another_way(state, rules)
    back = page.go_back("choice.other_way" if other else "choice.go_back")
    key = _pin_key(tries, was_wrong=state.was_wrong)
    screen = page.screen(
        key,
        Kind.KEYPAD,
        choices=(back, page.give_up()),
        illustration="keypad",
        left=tries.left,
    )
    screen = replace(screen, keypad=keypad(page, state.keypad, state.typed.count, PIN_LENGTH))
    if key == "entering_pin" and (
        page.visit.preferences.fixed_keypad or page.visit.preferences.voice
    ):
        screen = with_detail(screen, page.words.say("entering_pin.detail_fixed"))
    advises_other_way = key != "entering_pin" and not page.visit.token.is_phone
    if advises_other_way and not other:
        screen = with_detail(screen, "")
    return softly(screen) if state.was_wrong or tries.last else screen


def _pin_key(tries: PinTries, *, was_wrong: bool) -> str:
    if tries.last:
        return "entering_pin_last"
    if was_wrong or tries.left < MAX_TRIES:
        return "entering_pin_wrong" if was_wrong else "entering_pin_fewer"
    return "entering_pin"


def matching_face(page: Page, state: s.MatchingFace) -> Screen:
    """Step 3: the patient sees themselves and what could be better."""
    back: tuple[Choice, ...] = (page.go_back("choice.other_way"),)
    screen = page.screen("matching_face", Kind.FACE, choices=back)
    comes_back = state.asked and state.guidance is FaceGuidance.LOOK_HERE
    said = "look_back" if comes_back else state.guidance.value
    title = page.words.find(f"guidance_title.{said}") or screen.title
    guidance = page.words.say(f"guidance.{said}")
    afterwards = page.words.find(f"guidance_message.{said}")
    heard = page.words.find(f"guidance_spoken.{said}") or guidance
    return replace(
        screen,
        title=title,
        message=afterwards or screen.message,
        camera=True,
        guidance=guidance,
        guidance_icon="guide_front" if comes_back else _GUIDANCE_ICONS[state.guidance],
        turn=_TURNS.get(state.guidance, Turn.NONE),
        sound=_CUES.get(state.guidance, Sound.FACE_CLOSER),
        spoken=spoken(title, heard, afterwards),
    )


_GUIDANCE_ICONS = {
    FaceGuidance.LOOK_HERE: "guide_oval",
    FaceGuidance.NO_FACE: "guide_oval",
    FaceGuidance.SEVERAL_FACES: "guide_one",
    FaceGuidance.TOO_FAR: "guide_nearer",
    FaceGuidance.TOO_NEAR: "guide_further",
    FaceGuidance.MOVE_LEFT: "guide_centre",
    FaceGuidance.MOVE_RIGHT: "guide_centre",
    FaceGuidance.MOVE_UP: "guide_centre",
    FaceGuidance.MOVE_DOWN: "guide_centre",
    FaceGuidance.TURNED: "guide_front",
    FaceGuidance.TILTED: "guide_upright",
    FaceGuidance.TOO_DARK: "guide_light",
    FaceGuidance.TOO_BRIGHT: "guide_light",
    FaceGuidance.BACKLIT: "guide_light",
    FaceGuidance.BLURRED: "guide_still",
    FaceGuidance.EYES_COVERED: "guide_glasses",
    FaceGuidance.MOUTH_COVERED: "guide_mask",
    FaceGuidance.HOLD_STILL: "guide_still",
    FaceGuidance.TURN_LEFT: "guide_left",
    FaceGuidance.TURN_RIGHT: "guide_right",
    FaceGuidance.BLINK: "guide_blink",
    FaceGuidance.ONE_MOMENT: "",
}
_CUES = {
    FaceGuidance.NO_FACE: Sound.FACE_SOUGHT,
    FaceGuidance.SEVERAL_FACES: Sound.FACE_SOUGHT,
    FaceGuidance.LOOK_HERE: Sound.FACE_SOUGHT,
    FaceGuidance.HOLD_STILL: Sound.FACE_FOUND,
    FaceGuidance.BLINK: Sound.FACE_FOUND,
    FaceGuidance.ONE_MOMENT: Sound.NONE,
}
"""How near the face is to the oval, for the ear; whatever else is asked has a face to ask it of."""
_TURNS = {FaceGuidance.TURN_LEFT: Turn.LEFT, FaceGuidance.TURN_RIGHT: Turn.RIGHT}


def still_there(page: Page, state: s.AskingStillThere, rules: Rules) -> Screen:
    """Asks before the session ends, or a message goes away, by itself."""
    key = "still_reading" if isinstance(state.back, s.Message) else "still_there"
    more_time = page.choice(Intent.MORE_TIME, "still_there.more_time", icon="more_time")
    choices = (
        page.choice(Intent.GO_ON, f"{key}.go_on", Role.PRIMARY, "forward"),
        *(() if page.visit.preferences.more_time else (more_time,)),
        page.choice(Intent.GIVE_UP, f"{key}.give_up", icon="close"),
    )
    screen = page.screen(key, choices=choices, illustration="waiting_person")
    seconds = round(rules.limits.still_there)
    ending = page.ending(key)
    said = f"{screen.spoken}\n{ending.say(seconds)}"
    on_a_pad = isinstance(beneath(state), s.EnteringPin | s.EnteringPasscode)
    return replace(
        screen,
        countdown=seconds,
        ending=ending,
        sound=Sound.REMINDER,
        spoken=said,
        digits_lead=not on_a_pad,
    )


def offering_help(page: Page, state: s.OfferingHelp) -> Screen:
    """How staff can help, or that they are coming; and back to where the patient was."""
    choices = (
        page.choice(Intent.GO_BACK, "offering_help.go_back", Role.PRIMARY, "back"),
        page.give_up(),
    )
    key = "offering_help_coming" if state.coming else "offering_help"
    return page.screen(key, choices=choices, illustration="staff")
