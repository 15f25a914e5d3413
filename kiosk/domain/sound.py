"""The short sounds of the kiosk: each has one meaning, and none alarms."""

from enum import StrEnum


class Sound(StrEnum):
    """What a sound means; `assets/sounds/sounds.toml` has its notes. NONE is silence.

    The three of the face are for whoever cannot see the oval: higher is nearer to it. They are
    heard with the voice alone.
    """

    NONE = ""
    ATTENTION = "attention"  # something did not work, or is to be read first
    SUCCESS = "success"
    REMINDER = "reminder"  # somebody is waited for
    TAKE_CARD = "take_card"  # comes back until the card is taken
    KEY = "key"  # the same for every key: a PIN cannot be heard
    FACE_SOUGHT = "face_sought"
    FACE_CLOSER = "face_closer"
    FACE_FOUND = "face_found"
