"""The order of the ten digits on a pad."""

import random
from typing import Final

from kiosk.flow import effects as fx
from kiosk.flow.events import KeypadShuffled

USUAL_ORDER: Final = (*range(1, 10), 0)


def shuffle_keypad(effect: fx.ShuffleKeypad) -> KeypadShuffled:
    """Give the ten digits an order that nobody can foretell, or that of every telephone."""
    if effect.usual:
        return KeypadShuffled(effect.session, USUAL_ORDER)
    order = tuple(random.SystemRandom().sample(range(10), 10))
    return KeypadShuffled(effect.session, order)
