"""Which wish is said next."""

from hypothesis import given
from hypothesis import strategies as st

from drivers.voice.desk import Desk
from drivers.voice.wire import Kind, Message


def wish(number: int, *, after: bool = False) -> Message:
    return Message(Kind.SAY, number, "…", "ja", "normal", after)


def test_the_newest_wish_alone_is_taken() -> None:
    desk = Desk(lambda: True)
    for number in range(1, 1001):
        desk.put(wish(number))
    assert desk.take(0) == wish(1000)
    assert desk.take(0) is None


def test_what_comes_after_waits_until_nothing_is_being_said() -> None:
    silent = False
    desk = Desk(lambda: silent)
    desk.put(wish(1))
    assert desk.take(0) == wish(1)
    desk.put(wish(2, after=True))
    desk.put(wish(3, after=True))
    assert desk.take(0) is None
    assert desk.is_wanted(wish(1))
    silent = True
    assert desk.take(0) == wish(3, after=True)
    assert not desk.is_wanted(wish(1))


def test_a_new_wish_ends_the_present_one_and_forgets_what_came_after() -> None:
    desk = Desk(lambda: True)
    desk.put(wish(1))
    desk.take(0)
    desk.put(wish(2, after=True))
    desk.put(wish(3))
    assert not desk.while_wanted(wish(1), lambda: None)
    assert desk.take(0) == wish(3)
    assert desk.take(0) is None


def test_nothing_is_said_any_more_once_it_is_cleared() -> None:
    desk = Desk(lambda: True)
    desk.put(wish(1))
    desk.take(0)
    desk.put(wish(2, after=True))
    desk.clear()
    said: list[int] = []
    assert not desk.while_wanted(wish(1), lambda: said.append(1))
    assert desk.take(0) is None
    assert said == []


@given(st.lists(st.tuples(st.sampled_from(["put", "after", "take", "clear"]))))
def test_no_order_of_calls_brings_back_a_wish_that_was_replaced(calls: list[tuple[str]]) -> None:
    desk, newest, cleared = Desk(lambda: True), 0, 0
    for number, (call,) in enumerate(calls, 1):
        if call == "take":
            taken = desk.take(0)
            assert taken is None or taken.number >= max(newest, cleared)
        elif call == "clear":
            desk.clear()
            cleared = number
        else:
            desk.put(wish(number, after=call == "after"))
            newest = number if call == "put" else newest
