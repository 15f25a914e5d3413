"""What a chip is made of: applications (AP) with their elementary files (EF) and keys, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from cryptography.hazmat.primitives.asymmetric import rsa

# A right is the id of the EF it was won by: of a PIN verified, or of the terminal-CA key.
Right: TypeAlias = int

FREE: Final[frozenset[Right]] = frozenset()
NEVER: Final[frozenset[Right]] = frozenset({-1})  # no EF has this id: the right cannot be won


@dataclass(frozen=True, slots=True, repr=False)
class TransparentEf:
    """Bytes for READ BINARY when one of `opened_by` is held; for anybody when it is empty."""

    content: bytes
    opened_by: frozenset[Right] = FREE


@dataclass(frozen=True, slots=True, repr=False)
class RecordEf:
    """Records for READ RECORD, counted from 1; `opened_by` as of a TransparentEf."""

    records: tuple[bytes, ...]
    opened_by: frozenset[Right] = FREE


@dataclass(frozen=True, slots=True)
class PinChange:
    """How the value of a PIN is changed: by which command, and what it may become."""

    cla: int
    ins: int
    p1: int
    least: int
    most: int
    alphabet: bytes = b"0123456789"

    def admits(self, value: bytes) -> bool:
        """Tell whether this may be the PIN's new value."""
        return self.least <= len(value) <= self.most and all(c in self.alphabet for c in value)


@dataclass(frozen=True, slots=True, repr=False)
class PinEf:
    """A key compared by VERIFY; `counter` names its tries, `secret` None is blocked for ever.

    `change` None: the value is the card's for life.
    """

    counter: str
    secret: bytes | None
    max_tries: int
    change: PinChange | None = None


@dataclass(frozen=True, slots=True, repr=False)
class SigningKeyEf:
    """A private key used by COMPUTE DIGITAL SIGNATURE when one of `opened_by` is met."""

    key: rsa.RSAPrivateKey
    opened_by: frozenset[Right] = FREE


@dataclass(frozen=True, slots=True, repr=False)
class InternalKeyEf:
    """A private key that answers INTERNAL AUTHENTICATE for anybody."""

    key: rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True, repr=False)
class TerminalCaEf:
    """The public key under which SET PUBLIC IC KEY judges a terminal's certificate."""

    key: rsa.RSAPublicKey


@dataclass(frozen=True, slots=True)
class UnknownEf:
    """An EF of which only the id is known: it can be selected, and serves no command."""


Ef: TypeAlias = (
    TransparentEf | RecordEf | PinEf | SigningKeyEf | InternalKeyEf | TerminalCaEf | UnknownEf
)


@dataclass(frozen=True, slots=True, repr=False)
class Ap:
    """One application: its AID, its EFs by id, its default signing key, its GET DATA objects.

    `session_key` opens what SET SESSION KEY hands over; without it the AP knows no secure
    messaging. `session_right` is the right that command asks for: None where the AP is not made for
    it, NEVER where it is and nothing known opens it.
    """

    aid: bytes
    efs: Mapping[int, Ef] = field(default_factory=dict[int, Ef])
    default_key: int | None = None
    data_objects: Mapping[int, bytes] = field(default_factory=dict[int, bytes])
    session_key: rsa.RSAPrivateKey | None = None
    session_right: frozenset[Right] | None = None

    def answers_to(self, name: bytes, shortest: int) -> bool:
        """Tell whether SELECT may mean this AP: by its AID or that much of its beginning, bytes."""
        return len(name) >= shortest and self.aid.startswith(name)
