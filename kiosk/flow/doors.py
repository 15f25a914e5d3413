"""Which ways of proving oneself stand open: only what this card and this kiosk can do."""

from dataclasses import dataclass

from kiosk.flow.rules import Rules
from kiosk.flow.states import CardFacts, Visit


@dataclass(frozen=True)
class Doors:
    """The three doors to step 4."""

    face: bool
    pin: bool
    staff: bool


def doors(visit: Visit, facts: CardFacts, rules: Rules) -> Doors:
    """Say which doors are open (qualification.md §4.3).

    Face needs the printed number, a photo, a working camera and tries left; PIN a chip that still
    takes one; staff a passcode in force and a photo to look at.
    """
    photo = facts.has_photo is not False
    face = (
        photo
        and facts.check_number is not None
        and facts.face_usable
        and visit.camera_works
        and visit.face_failures < rules.face_tries
    )
    return Doors(face=face, pin=not facts.pin_tries.locked, staff=photo and visit.staff_door)
