"""The staff passcode is kept as a hash that describes itself."""

import pytest

from kiosk.domain.pin import Passcode
from kiosk.ports.faults import DeviceFault
from kiosk.ports.records import PasscodeHash
from kiosk.storage.passcodes import ScryptPasscodes, hash_passcode, matches


def test_the_right_passcode_matches_and_a_wrong_one_does_not() -> None:
    hashed = hash_passcode(Passcode("0042"))
    assert matches(Passcode("0042"), hashed)
    assert not matches(Passcode("0043"), hashed)


def test_the_same_passcode_never_hashes_alike_and_is_not_in_the_string() -> None:
    one, two = (ScryptPasscodes().hash(Passcode("4242")).encoded for _ in range(2))
    assert one != two
    assert one.startswith("$scrypt$ln=14,r=8,p=1$")


def test_the_parameters_of_the_string_are_used() -> None:
    # RFC 7914's function with N=1024, r=8, p=1 over "1234" and sixteen zero bytes.
    import hashlib
    from base64 import b64encode

    derived = hashlib.scrypt(b"1234", salt=bytes(16), n=1024, r=8, p=1, dklen=32)
    encoded = f"$scrypt$ln=10,r=8,p=1${'A' * 22}${b64encode(derived).decode().rstrip('=')}"
    assert matches(Passcode("1234"), PasscodeHash(encoded))


@pytest.mark.parametrize("encoded", ["", "1234", "$scrypt$ln=99,r=8,p=1$AAAA$AAAA", "$argon2id$"])
def test_what_is_no_scrypt_string_is_a_corrupt_record(encoded: str) -> None:
    with pytest.raises(DeviceFault, match="records: corrupt"):
        matches(Passcode("1234"), PasscodeHash(encoded))
