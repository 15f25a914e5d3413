"""Whoever staff looked at is who goes on: no card that was swapped, by nobody else's answer."""

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.flow import touches as t
from kiosk.ports.desk.orders import Outcome, What
from tests.fakes.kiosk import FakeKiosk

WHY = {"reason": "unwell"}
OF_A_PATIENT = (What.CHECK_BY_EYE, What.SAME_PERSON, What.OTHER_PERSON, What.STOP_CHECK)
TOUCHES = (t.HelpAsked, t.WentBack, t.WentOn, t.GaveUp)

_given = st.tuples(
    st.sampled_from([*OF_A_PATIENT, What.CHECK_BY_EYE, What.SAME_PERSON, What.SAME_PERSON]),
    st.sampled_from([0, 1]),  # of the patient there is now, or of the one before
    st.sampled_from([3, 3, 4]),  # by whom
    st.sampled_from([True, True, False]),  # whether the kiosk looks at once
)
_others = ["look", "swap", "time", *TOUCHES]
_step = st.integers(0, 3).flatmap(lambda n: st.sampled_from(_others) if n == 0 else _given)


@dataclass
class Desk:
    """Two at two browsers, and what they were told of their orders."""

    kiosk: FakeKiosk
    visits: list[str] = field(default_factory=list[str])
    orders: list[tuple[int, What, str, int]] = field(
        default_factory=list[tuple[int, What, str, int]]
    )

    def place_card(self) -> None:
        self.kiosk.place_card()
        self.visits.append(self.kiosk.visit.id)

    def give(self, what: What, before: int, staff: int) -> None:
        visit = self.visits[max(len(self.visits) - 1 - before, 0)]
        number = self.kiosk.order_book.give(what, visit, WHY, staff=staff)
        self.orders.append((number, what, visit, staff))

    def carried_out(self, what: What, visit: str) -> set[int]:
        """Return who ordered this of this visit, and was told that it is done."""
        done = self.kiosk.order_book.outcomes
        return {
            staff
            for number, given, whose, staff in self.orders
            if (given, whose) == (what, visit) and done.get(number) is Outcome.DONE
        }


@settings(max_examples=300)
@given(st.lists(_step, min_size=4, max_size=12))
def test_nobody_is_verified_by_an_eye_that_looked_at_another_card(steps: list[object]) -> None:
    kiosk = FakeKiosk()
    desk = Desk(kiosk)
    desk.place_card()
    kiosk.remove_card()
    desk.place_card()
    for step in steps:
        match step:
            case "swap":
                kiosk.remove_card()
                desk.place_card()
            case "look":
                kiosk.look_for_orders()
            case "time":
                if kiosk.timers.running is not None:
                    kiosk.time_passes()
            case (what, before, staff, at_once):
                desk.give(what, before, staff)
                if at_once:
                    kiosk.look_for_orders()
            case touch:
                kiosk.touch(touch)  # pyright: ignore[reportArgumentType] - one of TOUCHES
        assert kiosk.visit.id == desk.visits[-1]  # and what the board has is up to date
        for visit in desk.visits:
            if kiosk.board.visits[visit].verified_by is not None:
                looked = desk.carried_out(What.CHECK_BY_EYE, visit)
                assert looked & desk.carried_out(What.SAME_PERSON, visit)
    kiosk.stop()
