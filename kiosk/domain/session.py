"""Which reception an event or an effect belongs to."""

from typing import NewType

SessionId = NewType("SessionId", int)
"""Counts receptions since the kiosk started; rule R2 of the architecture: answers bring it back."""

NO_SESSION = SessionId(0)
