"""A card is exchanged for another at once, between two calls: the other loses no try."""

import pytest

from drivers.mynacard.card import MyNumberCard
from drivers.mynacard.look import Look, look_at
from drivers.pcsc.reader import opener
from kiosk.domain.check_number import CheckNumberB
from kiosk.domain.holder import Portrait
from kiosk.domain.pin import Pin
from kiosk.ports.card import CardRead
from kiosk.ports.faults import CardGone
from tests.contracts.card.conftest import Counter, card_reader


def tries(card: Look) -> tuple[int | None, int | None]:
    return card.pin_tries, card.check_number_tries


def look() -> Look:
    connection = opener(card_reader)()
    found = look_at(connection)
    connection.close()
    assert isinstance(found, Look)
    return found


@pytest.mark.parametrize("face_first", [False, True])
@pytest.mark.parametrize("then", ["pin", "portrait"])
def test_what_was_meant_for_one_card_never_reaches_another(
    desk: Counter, card: MyNumberCard, then: str, *, face_first: bool
) -> None:
    taro = desk.place("taro")
    number = CheckNumberB(taro.check_number_b)
    assert isinstance(card.read(), CardRead)
    if face_first:
        assert isinstance(card.read_portrait(number), Portrait)
    desk.take()
    desk.place("hanako")
    for _ in range(2):  # nor does it when the driver is asked once more
        with pytest.raises(CardGone):
            _ = card.verify_pin(Pin("0000")) if then == "pin" else card.read_portrait(number)
    card.release()
    assert tries(look()) == (3, 10)
    desk.take()
    desk.place("taro")
    assert tries(look()) == (3, 10)
