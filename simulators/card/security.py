"""Security status: which conditions are met, and when they are lost (JICSAP 5.1.3)."""

from simulators.card.files import FREE, Right
from simulators.card.secure_channel import SecureChannel
from simulators.card.status import SECURITY_STATUS, Refused
from simulators.card.terminal import TerminalProof


class SecurityStatus:
    """Rights won in one AP; entering another AP loses them, entering the same again does not."""

    def __init__(self) -> None:
        self.terminal = TerminalProof()
        self.secure_channel = SecureChannel()
        self._aid: bytes | None = None
        self._rights: frozenset[Right] = FREE

    def enter(self, aid: bytes) -> None:
        """Note which AP was selected."""
        if aid != self._aid:
            self.terminal = TerminalProof()
            self.secure_channel = SecureChannel()
            self._aid, self._rights = aid, FREE

    def grant(self, right: Right) -> None:
        """Add what a verified key or a proven terminal gives."""
        self._rights |= {right}

    def revoke(self, right: Right) -> None:
        """Take back what a key had given."""
        self._rights -= {right}

    def require(self, any_of: frozenset[Right]) -> None:
        """Pass when nothing is asked for or one of the rights is held; raises Refused (6982)."""
        if any_of and not any_of & self._rights:
            raise Refused(SECURITY_STATUS)
