"""Staff passcodes as scrypt strings: ``$scrypt$ln=14,r=8,p=1$salt$hash`` (PHC string format).

Four digits are few whatever the hash: it keeps a glance at the database from showing them. What
keeps them from being guessed is the growing pause of `kiosk.domain.lockout`.
"""

import hashlib
import hmac
import re
import secrets
from base64 import b64decode, b64encode
from typing import Final

from kiosk.domain.fault import Device
from kiosk.domain.pin import Passcode
from kiosk.ports.faults import DeviceFault
from kiosk.ports.records import PasscodeHash

LOG2_N: Final = 14  # 16 MiB, RFC 7914's N as a power of two
BLOCK: Final = 8
PARALLEL: Final = 1
SALT_BYTES: Final = 16
HASH_BYTES: Final = 32

_ENCODED: Final = re.compile(
    r"\$scrypt\$ln=(1[0-7]),r=([1-9]|1[0-6]),p=([1-4])"  # more would be a denial of service
    r"\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})"
)


class ScryptPasscodes:
    """Hashes and checks staff passcodes; each call takes some 50 ms: twenty must not be felt."""

    def hash(self, passcode: Passcode) -> PasscodeHash:
        """Hash with a fresh salt."""
        salt = secrets.token_bytes(SALT_BYTES)
        derived = _derive(passcode, salt, LOG2_N, BLOCK, PARALLEL)
        parameters = f"ln={LOG2_N},r={BLOCK},p={PARALLEL}"
        return PasscodeHash(f"$scrypt${parameters}${_text(salt)}${_text(derived)}")

    def matches(self, passcode: Passcode, hashed: PasscodeHash) -> bool:
        """Compare in constant time, with the parameters of the string.

        Raises `DeviceFault(Device.RECORDS, "corrupt")` when the string is no scrypt string.
        """
        match = _ENCODED.fullmatch(hashed.encoded)
        if match is None:
            raise DeviceFault(Device.RECORDS, "corrupt")
        log2_n, block, parallel = (int(match[group]) for group in (1, 2, 3))
        derived = _derive(passcode, _octets(match[4]), log2_n, block, parallel)
        return hmac.compare_digest(derived, _octets(match[5]))


_PASSCODES: Final = ScryptPasscodes()
hash_passcode = _PASSCODES.hash
matches = _PASSCODES.matches


def _derive(passcode: Passcode, salt: bytes, log2_n: int, block: int, parallel: int) -> bytes:
    n = 1 << log2_n
    return hashlib.scrypt(
        passcode.reveal().encode("ascii"),
        salt=salt,
        n=n,
        r=block,
        p=parallel,
        maxmem=256 * n * block + (1 << 20),
        dklen=HASH_BYTES,
    )


def _text(octets: bytes) -> str:
    return b64encode(octets).decode("ascii").rstrip("=")


def _octets(text: str) -> bytes:
    return b64decode(text + "=" * (-len(text) % 4))
