"""Who works here (tables `staff`, `staff_sessions`, `invitations`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from kiosk.domain.secret import Private


class LoginTaken(Exception):
    """Somebody has this login name already."""


class LastAdministrator(Exception):
    """Nobody would be left who could let others in."""


@dataclass(frozen=True)
class Member:
    """Somebody who works here. `ready`: a password was chosen."""

    number: int
    login: str
    name: str
    role: str  # receptionist, administrator
    language: str
    ready: bool
    disabled: bool


@dataclass(frozen=True, repr=False)
class Attempt(Private):
    """A try to sign in that was charged; `password` is what is kept, None: none was chosen."""

    member: Member
    password: str | None


@dataclass(frozen=True)
class Invitation:
    """What a one-time code stands for; `member` None: the first administrator."""

    member: Member | None
    role: str


class Accounts(Protocol):
    """Members, sessions and codes; raises `DeviceFault(Device.RECORDS, ...)` as `Records`.

    Sessions and codes are known by the SHA-256 of what the browser or the person has.
    """

    def members(self) -> Sequence[Member]:
        """Return everybody, those who left too, by number."""
        ...

    def member(self, number: int) -> Member | None:
        """Return a member."""
        ...

    def attempt(self, login: str, at: datetime) -> Attempt | timedelta | None:
        """Charge a try to sign in before the password is looked at.

        Returns how long the account pauses, where it does; None where there is no such member or
        they were disabled.
        """
        ...

    def password(self, number: int) -> Attempt | None:
        """Return what is kept of a member's password, to be compared again."""
        ...

    def signed_in(self, right: Attempt, session: bytes, at: datetime, most: timedelta) -> bool:
        """Begin a session and forgive earlier tries; those begun `most` ago are forgotten.

        False when the member was disabled since, or has another password than the one compared:
        what ends all sessions of somebody ends also those that were just about to begin.
        """
        ...

    def rehash(self, right: Attempt, encoded: str) -> Attempt:
        """Keep the same password hashed with other parameters, unless it is another one since."""
        ...

    def session(
        self, session: bytes, at: datetime, idle: timedelta, most: timedelta, *, active: bool
    ) -> Member | None:
        """Return whose session it is, unless it has ended; `active` counts as being there."""
        ...

    def sign_out(self, session: bytes) -> None:
        """End a session."""
        ...

    def add(self, login: str, name: str, role: str, at: datetime) -> int:
        """Add a member without a password and return their number. Raises `LoginTaken`."""
        ...

    def invite(self, code: bytes, number: int | None, role: str, until: datetime) -> None:
        """Keep a code; earlier ones of the same member (None: first administrator) are void."""
        ...

    def invitation(self, code: bytes, at: datetime) -> Invitation | None:
        """Return what a code stands for, unless its time is over."""
        ...

    def accept(self, code: bytes, encoded: str, at: datetime) -> int | None:
        """Set the invited member's password, void the code and end their sessions.

        Returns their number; None when the code is void.
        """
        ...

    def accept_first(
        self, code: bytes, login: str, name: str, encoded: str, at: datetime
    ) -> int | None:
        """Make the first administrator and void the code; None when it is void.

        Raises `LoginTaken`.
        """
        ...

    def change_password(self, number: int, encoded: str) -> None:
        """Set a password and end all sessions of the member."""
        ...

    def change_role(self, number: int, role: str) -> None:
        """Set what a member may do and end their sessions. Raises `LastAdministrator`."""
        ...

    def disable(self, number: int, at: datetime) -> None:
        """Let a member in no more, and end their sessions. Raises `LastAdministrator`."""
        ...

    def enable(self, number: int) -> None:
        """Let a member in again who was disabled."""
        ...

    def describe(self, number: int, name: str, language: str) -> None:
        """Set a member's name and language."""
        ...

    def administrators(self) -> int:
        """Count those who can sign in as administrators."""
        ...

    def note(self, what: str, staff: int, details: Mapping[str, str | int], at: datetime) -> None:
        """Append to the audit log, with the member's number."""
        ...
