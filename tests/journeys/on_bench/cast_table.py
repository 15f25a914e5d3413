"""What must become of everybody in the cast: the doors offered, the road taken, how it ends."""

from dataclasses import dataclass

from kiosk.demo.development import STAFF_PASSCODE
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.doors import Doors
from kiosk.flow.reasons import CardProblem, FaceProblem, StaffReason
from simulators.camera.scenes import Person
from tests.journeys.on_bench.desk import Desk, pin_of

ALL = Doors(face=True, pin=True, staff=True)
NO_PIN = Doors(face=True, staff=True)
PIN_ONLY = Doors(pin=True)

End = CardProblem | StaffReason | None


@dataclass(frozen=True)
class Row:
    """One person's reception."""

    doors: Doors | None
    """At the choice; None where the card is refused before."""
    road: str = ""
    """`pin`, `face`, `staff`, `phone`; `face, pin` where the face is refused before."""
    end: End = None
    """None: `Done`. Else why the card is not usable, or why the person is to see staff."""
    notice: bool = False
    """Whether something is to be read before the choice."""
    last_try: bool = False
    """Whether the last try is asked about."""
    registers: bool = False
    """Whether 保険証利用登録 is offered first; then it is applied for."""
    asked: bool = True
    """Whether there are questions about information, where the reception comes that far."""
    refused: FaceProblem | None = None
    """Why the face is refused."""
    kept: bool | None = None
    """Whether a check-in is kept; None: exactly when it ends with `Done`."""


CAST = {
    # ------------------------------------------------------------ nothing in the way
    "hanako": Row(ALL, "pin"),
    "taro": Row(ALL, "face"),
    "ume": Row(ALL, "pin"),
    "momo": Row(ALL, "pin"),
    "ren": Row(ALL, "pin"),
    # ------------------------------------------------------------ what is printed and written
    "noriko": Row(ALL, "pin"),
    "jugemu": Row(ALL, "face"),
    "yukari": Row(ALL, "face"),
    "maria": Row(ALL, "face"),
    # ------------------------------------------------------------ PINs, check number, photo
    "jiro": Row(ALL, "pin", last_try=True),
    "ichiro": Row(NO_PIN, "staff"),
    "goro": Row(NO_PIN, "face"),
    "kaoru": Row(NO_PIN, "face"),
    "no_photo": Row(PIN_ONLY, "pin"),
    "shizuko": Row(ALL, "face, pin", refused=FaceProblem.CHECK_NUMBER_SPARED),
    "shiro": Row(ALL, "face"),
    # ------------------------------------------------------------ the certificate
    "saki": Row(ALL, "pin", notice=True),
    "yuko": Row(ALL, "pin", notice=True, asked=False),
    "kirie": Row(None, end=CardProblem.CERTIFICATE_EXPIRED),
    "tomeo": Row(ALL, "pin", StaffReason.CERTIFICATE_SUSPENDED),
    "keisuke": Row(ALL, "pin", StaffReason.CERTIFICATE_REVOKED),
    # ------------------------------------------------------------ the qualification
    "hajime": Row(ALL, "pin", registers=True),
    "mutsuo": Row(ALL, "pin", StaffReason.INSURANCE_ENDED, asked=False, kept=True),
    "naomi": Row(ALL, "pin", StaffReason.INSURANCE_NOT_FOUND, asked=False, kept=True),
    "futaba": Row(ALL, "pin", StaffReason.INSURANCE_SEVERAL, asked=False, kept=True),
    "fujio": Row(ALL, "pin", StaffReason.INSURANCE_TICKET, asked=False, kept=True),
    # ------------------------------------------------------------ other cards, phones
    "sora": Row(PIN_ONLY, "pin"),
    "mei": Row(Doors(phone=True), "phone"),
    "tokujiro": Row(None, end=CardProblem.OLD_CARD),
    "not_mynumber": Row(None, end=CardProblem.NOT_MY_NUMBER_CARD),
}


def by_face(name: str) -> bool:
    """Tell whether a live face is compared: those need the vision child."""
    return CAST[name].road == "face"


def receive(desk: Desk, name: str) -> None:
    """Come with one's card, do as the table says, and take the card."""
    row = CAST[name]
    seen = len(desk.seen)
    if by_face(name):
        desk.bench.rehearse(Person(name))
        desk.bench.show_person(name)
    desk.place(name)
    if row.doors is not None:
        choose(desk, row)
        for road in row.road.split(", "):
            go(desk, name, road)
    if row.registers:
        desk.expect(s.OfferingRegistration)
        desk.touch(t.RegistrationChosen)
    finish(desk, row)
    shown = {type(state) for state in desk.seen[seen:]}
    assert (s.GivingConsent in shown) == (row.doors is not None and asked(row))
    assert (s.Noticing in shown) == row.notice
    desk.leave()


def asked(row: Row) -> bool:
    """Tell whether the reception comes to the questions."""
    return row.asked and row.end is None


def choose(desk: Desk, row: Row) -> None:
    """Read what is to be read first; find the doors open that the table says, and no other."""
    if row.notice:
        desk.expect(s.Noticing)
        desk.touch(t.WentOn)
    desk.expect(s.ChoosingMethod)
    desk.until(lambda: not desk.front.pending, "the printed front was looked at")
    desk.until(lambda: desk.state.visit.staff_door, "the passcode is known to be set")
    assert desk.doors() == row.doors


def go(desk: Desk, name: str, road: str) -> None:
    """Take one road from the doors to the end of the proof."""
    row = CAST[name]
    match road:
        case "pin":
            desk.touch(t.PinChosen)
            if row.last_try:
                desk.take_the_risk()
            desk.expect(s.EnteringPin)
            desk.enter(pin_of(desk.bench, name))
        case "face":
            desk.touch(t.FaceChosen)
            if row.refused is not None:
                assert desk.expect(s.FaceRefused).why is row.refused
        case "staff":
            desk.touch(t.StaffChosen)
            desk.expect(s.EnteringPasscode)
            desk.enter(STAFF_PASSCODE)
            desk.say_why()
            desk.expect(s.CheckingVisually)
            desk.answer(t.PersonConfirmed, yes=True)
        case "phone":
            desk.touch(t.PhoneChosen)
        case _:
            raise ValueError(road)


def finish(desk: Desk, row: Row) -> None:
    """Answer what is asked, and find the end that the table says."""
    match row.end:
        case None if row.asked:
            desk.agree()
        case None:
            desk.expect(s.Done)
        case CardProblem():
            assert desk.expect(s.CardNotUsable).why is row.end
        case StaffReason():
            assert desk.expect(s.SeeStaff).why is row.end
