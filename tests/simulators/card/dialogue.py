"""Short words for talking to a chip in tests."""

from typing import Any, Protocol

from simulators.card.chip import Chip

JPKI = "00A4040C0A D392F000260100000001"
VISUAL = "00A4040C0A D3921000310001010402"
TEXT = "00A4040C0A D3921000310001010408"
JUKI = "00A4040C0A D3921000310001010401"
COMMON = "00A4040C0A D3921000310001010100"
AUTH_PIN = "00A4020C02 0018"
AUTH_KEY = "00A4020C02 0017"
SIGN_PIN = "00A4020C02 001B"
SIGN_KEY = "00A4020C02 001A"
QUERY = "00200080"
DIGEST_INFO = "3031300D060960864801650304020105000420" + "5A" * 32
SIGN = "802A008033" + DIGEST_INFO + "00"


class Issue(Protocol):
    def __call__(
        self,
        name: str,
        *,
        fresh: bool = True,
        changed: dict[str, Any] | None = None,
        **options: Any,
    ) -> Chip: ...


def send(chip: Chip, apdu: str) -> tuple[bytes, str]:
    """Send one APDU in hexadecimal; data and status word."""
    answer = chip.transmit(bytes.fromhex(apdu))
    return answer[:-2], answer[-2:].hex().upper()


def words(chip: Chip, *apdus: str) -> list[str]:
    """Send APDUs one after the other; their status words."""
    return [send(chip, apdu)[1] for apdu in apdus]


def verify(secret: str, reference: str = "80") -> str:
    return f"002000{reference}{len(secret):02X}{secret.encode('ascii').hex()}"


def read_file(chip: Chip, identifier: str) -> bytes:
    """Select and read a whole EF with one extended READ BINARY."""
    assert words(chip, "00A4020C02" + identifier) == ["9000"]
    data, word = send(chip, "00B00000000000")
    assert word == "9000"
    return data
