"""Which ways of proving oneself stand open: only what this card and this kiosk can do."""

from dataclasses import dataclass

from kiosk.domain.token import TokenKind
from kiosk.flow.reasons import FaceProblem
from kiosk.flow.rules import Rules
from kiosk.flow.visit import CardFacts, Visit


@dataclass(frozen=True)
class Doors:
    """The doors to step 4. `phone` is an iPhone's own proof of its holder."""

    face: bool = False
    pin: bool = False
    staff: bool = False
    phone: bool = False


def doors(visit: Visit, facts: CardFacts, rules: Rules) -> Doors:
    """Say which doors are open (qualification.md §4.3, card.md §7.4).

    Face needs a photo, a working camera, tries left and a front that was read, is being read or
    may be read again; PIN a chip that still takes one; staff a passcode in force and a photo to
    look at. A phone has no front: Android takes the PIN alone, an iPhone proves by itself. None of
    them opens where the shape of the kiosk has no such door.
    """
    if visit.token is TokenKind.IPHONE:
        return Doors(phone=visit.shape.phone)
    pin = not facts.pin_tries.locked
    if visit.token.is_phone:
        return Doors(pin=pin)
    photo = _photo(facts)
    face = (
        visit.shape.face
        and photo
        and facts.front.camera
        and facts.no_face is None
        and visit.camera_works
        and visit.face_failures < rules.face_tries
    )
    staff = visit.shape.visual_check and photo and visit.staff_door
    return Doors(face=face, pin=pin, staff=staff)


def may_be_looked_at(visit: Visit, facts: CardFacts) -> bool:
    """Say whether staff at the desk have a photo and a person to compare.

    Never on a phone (qualification.md §4.3), nor where they do not see who stands there.
    """
    return visit.shape.desk_check and not visit.token.is_phone and _photo(facts)


def _photo(facts: CardFacts) -> bool:
    return facts.front.has_photo is not False and facts.no_face is not FaceProblem.NO_PHOTO
