"""Which ways are open for which card: the table of qualification.md §4.3, row by row."""

from dataclasses import dataclass, replace

import pytest

from kiosk.domain.certificate import CertificateState
from kiosk.domain.pin import PinTries
from kiosk.domain.token import TokenKind
from kiosk.flow import events as e
from kiosk.flow.doors import Doors, doors
from kiosk.flow.reasons import FaceProblem
from kiosk.flow.visit import CardFacts, Front, Visit
from tests.fakes import people
from tests.flow.saying import FACTS, ONE, RULES, VISIT, after, choosing, of

ANDROID = replace(VISIT, token=TokenKind.ANDROID)
IPHONE = replace(VISIT, token=TokenKind.IPHONE)
TRIED_OUT = Visit(ONE, staff_door=True, face_failures=3)
PENDING = replace(FACTS, front=Front(1, pending=True))
NO_CAMERA_OVER_THE_CARD = replace(FACTS, front=Front(1, camera=False))
NO_PHOTO_INSIDE = replace(FACTS, no_face=FaceProblem.NO_PHOTO)
SPARED = replace(FACTS, no_face=FaceProblem.CHECK_NUMBER_SPARED)
OF_A_PHONE = CardFacts(PinTries(3), None)


@dataclass(frozen=True)
class Case:
    """A card before a kiosk, and the ways that are open: f(ace), p(in), s(taff), i(Phone)."""

    name: str
    visit: Visit
    facts: CardFacts
    open: str

    @property
    def doors(self) -> Doors:
        """What is expected."""
        return Doors("f" in self.open, "p" in self.open, "s" in self.open, "i" in self.open)


CASES = [
    Case("normal", VISIT, FACTS, "fps"),
    Case("face only, PIN never set", VISIT, people.facts(tries=0), "fs"),
    Case("no photo", VISIT, people.facts(has_photo=False), "p"),
    Case("no photo and PIN locked", VISIT, people.facts(tries=0, has_photo=False), ""),
    Case("no photo inside", VISIT, NO_PHOTO_INSIDE, "p"),
    Case("PIN locked", VISIT, people.facts(tries=0), "fs"),
    Case("card face application locked", VISIT, SPARED, "ps"),
    Case("one PIN try left", VISIT, people.facts(tries=1), "fps"),
    Case("certificate in grace", VISIT, people.facts(CertificateState.IN_GRACE), "fps"),
    Case("front still being read", VISIT, PENDING, "fps"),
    Case("front unread", VISIT, people.facts(check_number=None, has_photo=None), "fps"),
    Case("no camera over the card", VISIT, NO_CAMERA_OVER_THE_CARD, "ps"),
    Case("no passcode set", Visit(ONE), FACTS, "fp"),
    Case("no camera", replace(VISIT, camera_works=False), FACTS, "ps"),
    Case("no more tries of the face", TRIED_OUT, FACTS, "ps"),
    Case("Android", ANDROID, OF_A_PHONE, "p"),
    Case("Android, PIN locked", ANDROID, replace(OF_A_PHONE, pin_tries=PinTries(0)), ""),
    Case("iPhone", IPHONE, OF_A_PHONE, "i"),
    Case("iPhone, whatever its PIN", IPHONE, replace(OF_A_PHONE, pin_tries=PinTries(0)), "i"),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_only_what_this_card_and_this_kiosk_can_do_is_offered(case: Case) -> None:
    expected = case.doors
    assert doors(case.visit, case.facts, RULES) == expected
    for touch, is_open in (
        (e.FaceChosen, expected.face),
        (e.PinChosen, expected.pin),
        (e.StaffChosen, expected.staff),
        (e.PhoneChosen, expected.phone),
    ):
        state = choosing(case.facts, case.visit)
        assert (after(state, of(touch))[0] is not state) is is_open
