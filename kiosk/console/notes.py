"""The console's part of the audit log."""

from collections.abc import Callable

from kiosk.console.audit_words import AUDIT_WORDS
from kiosk.ports.clock import Clock
from kiosk.ports.desk.accounts import Accounts


def noting(accounts: Accounts, clock: Clock) -> Callable[..., None]:
    """Return `Console.note`. A word that is not explained raises LookupError: it is a bug."""

    def note(what: str, staff: int, **details: str | int) -> None:
        if what not in AUDIT_WORDS:
            raise LookupError(what)
        accounts.note(what, staff, details, clock.now())

    return note
