"""目視確認用パスコード as the console sets them (tables `passcodes`, `passcode_tries`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from kiosk.domain.lockout import PasscodeTries
from kiosk.domain.pin import Passcode

MOST: Final = 20
"""Passcodes that serve now or will: a kiosk compares what is typed with every one in force."""


class TooManyPasscodes(Exception):
    """As many as there may be are set already."""


@dataclass(frozen=True)
class SetPasscode:
    """A passcode that serves now or will; never its digits."""

    number: int
    staff: int | None  # whose it is; None: the clinic's
    name: str | None  # of the staff member
    disabled: bool  # the staff member is: it opens nothing
    valid_from: datetime
    valid_until: datetime | None  # excluded; None: until it is removed
    set_at: datetime
    set_by: str | None  # name; None: on the command line

    @property
    def last_day(self) -> datetime | None:
        """Return the last moment at which it serves, which lies on its last day."""
        return self.valid_until - timedelta(microseconds=1) if self.valid_until else None

    def in_force(self, at: datetime) -> bool:
        """Say whether it opens the staff's door at a time, before its end."""
        return self.valid_from <= at and not self.disabled


@dataclass(frozen=True)
class NewPasscode:
    """Whose passcode from when until when (None: until it is removed), and who sets it."""

    staff: int | None
    valid_from: datetime
    valid_until: datetime | None
    set_by: int


@dataclass(frozen=True)
class KioskTries:
    """The wrong passcodes at a kiosk since the last right one."""

    kiosk: str
    tries: PasscodeTries


class Passcodes(Protocol):
    """What the console needs of them; raises `DeviceFault(Device.RECORDS, ...)` as `Records`."""

    def listed(self, at: datetime) -> Sequence[SetPasscode]:
        """Return those that are not over: the clinic's first, then by name, then by time."""
        ...

    def find(self, number: int, at: datetime) -> SetPasscode | None:
        """Return one of them."""
        ...

    def add(self, passcode: Passcode, new: NewPasscode, at: datetime) -> int | None:
        """Keep a passcode, hashed, and return its number; None when somebody has these digits.

        An owner has one at a time: from its beginning it takes the place of the owner's others.
        Raises `TooManyPasscodes`.
        """
        ...

    def remove(self, number: int, at: datetime) -> bool:
        """Let it open nothing any more; False when it was over already."""
        ...

    def tries(self) -> Sequence[KioskTries]:
        """Return the kiosks where wrong ones are counted, by name."""
        ...

    def end_pause(self, kiosk: str, at: datetime) -> bool:
        """Forget the wrong ones at a kiosk; False when it does not pause."""
        ...
