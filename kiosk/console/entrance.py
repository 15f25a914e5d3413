"""Lets staff in: tries are counted before they are looked at, and no answer tells who exists."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from threading import BoundedSemaphore, Lock
from typing import Final

from starlette.requests import Request

from kiosk.console.context import Console, Role, SignedIn
from kiosk.console.passwords import Passwords
from kiosk.console.rate_limit import Failures
from kiosk.console.tokens import IDLE, MOST, csrf_token, digest, new_token
from kiosk.domain.lockout import PasscodeTries, pause_left
from kiosk.ports.clock import Clock
from kiosk.ports.desk.accounts import Attempt

NOBODY: Final = 0  # in the audit log: no member has this number
WAITING: Final = 8
"""At the door at once: a flood of tries must leave threads for the pages of who is in."""
_STRANGERS: Final = 1024


class Refusal(StrEnum):
    """Why somebody was not let in."""

    WRONG = "wrong"
    PAUSED = "paused"
    ADDRESS = "address"
    BUSY = "busy"


@dataclass(frozen=True)
class Refused:
    """Not let in; `pause` is how long the account takes no try."""

    why: Refusal
    pause: timedelta = timedelta(0)


class Entrance:
    """The door of one console."""

    def __init__(self, console: Console, passwords: Passwords | None = None) -> None:
        self.passwords = passwords or Passwords()
        self.failures = Failures(console.clock)
        self._console = console
        self._strangers = _Strangers(console.clock)
        self.places = BoundedSemaphore(WAITING)

    def sign_in(self, login: str, password: str, address: str) -> Attempt | Refused:
        """Check a name and a password; every outcome is noted, of an address that pauses one."""
        if not self.failures.charge(address):
            refused = Refused(Refusal.ADDRESS)
            return self._refused(NOBODY, refused) if self.failures.is_news(address) else refused
        if not self.places.acquire(blocking=False):
            self.failures.give_back(address)
            return Refused(Refusal.BUSY)
        try:
            checked = self.check(login, password)
        finally:
            self.places.release()
        if not isinstance(checked, Refused):
            self.failures.give_back(address)
        return checked

    def check(self, login: str, password: str) -> Attempt | Refused:
        """Check a password, charged to the account alone."""
        accounts = self._console.desk.accounts
        found = accounts.attempt(login, self._console.clock.now()) or self._strangers.attempt(login)
        if isinstance(found, timedelta):
            return self._refused(NOBODY, Refused(Refusal.PAUSED, found))
        kept = None if found is None else found.password
        if not self.passwords.matches(password, kept) or found is None or kept is None:
            number = NOBODY if found is None else found.member.number
            return self._refused(number, Refused(Refusal.WRONG))
        if self.passwords.outdated(kept):
            return accounts.rehash(found, self.passwords.hash(password))
        return found

    def begin(self, right: Attempt) -> str | Refused:
        """Begin a session and return the cookie's value, unless the password is old by now."""
        token = new_token()
        now = self._console.clock.now()
        if not self._console.desk.accounts.signed_in(right, digest(token), now, MOST):
            return self._refused(right.member.number, Refused(Refusal.WRONG))
        return token

    def who(self, token: str, *, active: bool) -> SignedIn | None:
        """Return whose session a cookie is, unless it has ended."""
        if not token:
            return None
        now = self._console.clock.now()
        member = self._console.desk.accounts.session(digest(token), now, IDLE, MOST, active=active)
        if member is None:
            return None
        role, csrf = Role(member.role), csrf_token(token)
        return SignedIn(member.number, member.name, role, member.language, csrf)

    def _refused(self, number: int, refused: Refused) -> Refused:
        self._console.note("sign_in_refused", number, why=refused.why)
        return refused


class _Strangers:
    """Names that nobody has pause as those do that somebody has: a pause tells nothing."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._tries: OrderedDict[str, PasscodeTries] = OrderedDict()

    def attempt(self, login: str) -> timedelta | None:
        now = self._clock.now()
        with self._lock:
            tries = self._tries.get(login, PasscodeTries())
            left = pause_left(tries, now)
            if left > timedelta(0):
                return left
            self._tries[login] = PasscodeTries(tries.failures + 1, now)
            self._tries.move_to_end(login)
            if len(self._tries) > _STRANGERS:
                self._tries.popitem(last=False)
        return None


def entrance_of(request: Request) -> Entrance:
    """Return the door of this console."""
    entrance: Entrance = request.app.state.entrance
    return entrance
