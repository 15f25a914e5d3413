"""What a chip remembers from one command to the next: where it is and what was verified."""

from collections.abc import Callable, Sequence
from typing import Final

from simulators.card import status as sw
from simulators.card.apdu import Command
from simulators.card.files import Ap, Ef
from simulators.card.options import Guesses
from simulators.card.pins import PinStore
from simulators.card.security import SecurityStatus
from simulators.card.status import Refused

SHORT_IDS: Final = range(0x01, 0x1F)
REGISTERED: Final = 5  # bytes of an AID that name its owner (ISO 7816-5)


class CardSession:
    """The current AP and EF and the security status; `home` is current after power-up."""

    def __init__(
        self,
        aps: Sequence[Ap],
        home: Ap | None,
        pins: PinStore,
        guesses: Guesses,
        random: Callable[[int], bytes],
    ) -> None:
        self.pins: Final = pins
        self.guesses: Final = guesses
        self.random: Final = random
        self._aps: Final = (*aps, home) if home else tuple(aps)
        self._home: Final = home
        self.lose_power()

    def lose_power(self) -> None:
        """Forget everything but what the PIN store keeps."""
        self.security = SecurityStatus()
        self.leave()

    def reset(self) -> None:
        """Leave AP and EF; what was verified stays, as on real cards."""
        if not self.guesses.reset_keeps_rights:
            self.security = SecurityStatus()
        self.leave()

    def leave(self) -> None:
        """Go back to where power-up leads."""
        self.security.secure_channel.end()
        self.ap = self._home
        self._ef: int | None = None

    @property
    def at_home(self) -> bool:
        """No AP is selected."""
        return self.ap is self._home

    def home_objects(self) -> dict[int, bytes]:
        """Return the data objects of the card itself."""
        return dict(self._home.data_objects) if self._home else {}

    def enter_ap(self, name: bytes) -> Ap:
        """Make the AP current that is called so, or whose AID begins so; raises Refused."""
        shortest = 1 if self.guesses.short_names else REGISTERED
        found = [ap for ap in self._aps if ap.answers_to(name, shortest)]
        if not found or (len(found) > 1 and not self.guesses.short_names):
            raise Refused(sw.NOT_FOUND)
        self.security.enter(found[0].aid)
        self.ap, self._ef = found[0], None
        return found[0]

    def enter_ef(self, identifier: int) -> Ef:
        """Make an EF of the AP current; raises Refused."""
        if self.ap is None or identifier not in self.ap.efs:
            raise Refused(sw.NOT_FOUND)
        self._ef = identifier
        return self.ap.efs[identifier]

    def current_ef(self) -> tuple[int, Ef]:
        """Return the current EF with its id; raises Refused when there is none."""
        if self.ap is None or self._ef is None:
            raise Refused(sw.NO_CURRENT_EF)
        return self._ef, self.ap.efs[self._ef]

    def key_ef(self, reference: int) -> tuple[int, Ef]:
        """EF named by P2: 80 is the current one, 80 + short id any of the AP."""
        if reference == 0x80:
            return self.current_ef()
        if reference & 0x7F not in SHORT_IDS or not reference & 0x80:
            raise Refused(sw.WRONG_P1_P2)
        return reference & 0x1F, self.enter_ef(reference & 0x1F)


def require_no_parameters(command: Command) -> None:
    """Pass when P1 and P2 are 0; raises Refused."""
    if command.p1 or command.p2:
        raise Refused(sw.WRONG_P1_P2)
