"""What a chip is made of: applications (AP) with their elementary files (EF) and keys, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from cryptography.hazmat.primitives.asymmetric import rsa

# A right is the id of the EF it was won by: of a PIN verified, or of the terminal-CA key.
Right: TypeAlias = int

FREE: Final[frozenset[Right]] = frozenset()


@dataclass(frozen=True, slots=True, repr=False)
class TransparentEf:
    """Bytes for READ BINARY when one of `opened_by` is held; for anybody when it is empty."""

    content: bytes
    opened_by: frozenset[Right] = FREE


@dataclass(frozen=True, slots=True, repr=False)
class PinEf:
    """A key compared by VERIFY; `counter` names its tries, `secret` None is blocked for ever."""

    counter: str
    secret: bytes | None
    max_tries: int


@dataclass(frozen=True, slots=True, repr=False)
class SigningKeyEf:
    """A private key used by COMPUTE DIGITAL SIGNATURE when one of `opened_by` is met."""

    key: rsa.RSAPrivateKey
    opened_by: frozenset[Right] = FREE


@dataclass(frozen=True, slots=True, repr=False)
class TerminalCaEf:
    """The public key under which SET PUBLIC IC KEY judges a terminal's certificate."""

    key: rsa.RSAPublicKey


Ef: TypeAlias = TransparentEf | PinEf | SigningKeyEf | TerminalCaEf


@dataclass(frozen=True, slots=True, repr=False)
class Ap:
    """One application: its AID, its EFs by id, its default signing key, its GET DATA objects."""

    aid: bytes
    efs: Mapping[int, Ef] = field(default_factory=dict[int, Ef])
    default_key: int | None = None
    data_objects: Mapping[int, bytes] = field(default_factory=dict[int, bytes])

    def answers_to(self, name: bytes) -> bool:
        """Tell whether SELECT with this name means this AP: its AID or a prefix of 5 bytes."""
        return len(name) >= 5 and self.aid.startswith(name)
