"""How long an exchange takes by radio: the air of ISO/IEC 14443 Type B, and the chip's own work.

The formula, for a command of n and an answer of m bytes at a bit time (etu) of 128/fc (106 kbit/s),
64/fc (212), 32/fc (424) or 16/fc (848), fc being 13.56 MHz:

* **Blocks** (ISO/IEC 14443-4): each carries at most 256 - 3 = 253 bytes of the APDU, for a frame
  holds 256 bytes at most (FSD, FSC), of which the block's header (PCB) takes one and the checksum
  (CRC_B) two; no CID and no NAD. c = ceil(n/253) blocks of command, a = ceil(m/253) of answer.
  Every block but the last of its side is acknowledged by an R block of three bytes.
* **Exchanges** of two frames: e = c + a - 1. **Bytes**: b = n + m + 3 · 2e.
* **Characters** (ISO/IEC 14443-3): ten bit times each (start, eight bits, stop), no extra guard
  time. **Frame delimiters**: 12 bit times before (SOF), 10 after (EOF).
* **Turnaround** of every exchange, the least that ISO/IEC 14443-3 permits: TR0 + TR1 + TR2 =
  64/fs + 80/fs + (10 etu + 32/fs at 106 kbit/s) = 4096/fc, fs being fc/16.

  radio = (10 b + 22 · 2e) · etu + e · 4096/fc

This is the fastest that the standard lets a reader and a card be: no extra guard time, no
extensions of the waiting time, no USB between reader and computer. The chip's own work is
**guessed** (`WORK`, `SIGNATURE_SECONDS`): known is that a signature takes a few hundred ms.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType
from typing import Final

CARRIER: Final = 13_560_000  # Hz, fc
BIT_CLOCKS: Final = MappingProxyType({106: 128, 212: 64, 424: 32, 848: 16})
"""Periods of the carrier in one bit time, by kbit/s."""

FRAME_BYTES: Final = 256  # FSD and FSC: both sides take the largest common frame
BLOCK_OVERHEAD: Final = 3  # PCB and CRC_B
BLOCK_BYTES: Final = FRAME_BYTES - BLOCK_OVERHEAD
BITS_OF_BYTE: Final = 10
BITS_OF_FRAME: Final = 22  # SOF and EOF
TURNAROUND: Final = 4096 / CARRIER  # seconds: TR0, TR1 and TR2

SIGNATURE_SECONDS: Final = 0.5
"""Middle of 300 to 700 ms, our guess for an RSA signature on a contactless card."""
SIGNATURE_SPREAD: Final = 0.2  # seconds to either side

WORK: Final[Mapping[int, float]] = MappingProxyType(
    {
        0xA4: 0.003,  # SELECT
        0xB0: 0.002,  # READ BINARY
        0xB2: 0.002,  # READ RECORD
        0x20: 0.010,  # VERIFY: the counter is written before and after
        0x24: 0.010,  # CHANGE REFERENCE DATA
        0x32: 0.010,  # the same of JICSAP
        0xA2: 0.020,  # SET PUBLIC IC KEY: a signature is checked, a small exponent
        0x82: 0.020,  # EXTERNAL AUTHENTICATE: the same
    }
)
"""Seconds inside the chip by INS; guessed, small beside the signature."""
ELSE: Final = 0.002  # seconds inside the chip for every other command
SIGNING: Final = frozenset({0x2A, 0x88})  # COMPUTE DIGITAL SIGNATURE, INTERNAL AUTHENTICATE


@dataclass(frozen=True, slots=True)
class AirInterface:
    """A contactless link at 106, 212, 424 or 848 kbit/s in both directions; else ValueError."""

    kbit_per_second: int

    def __post_init__(self) -> None:
        if self.kbit_per_second not in BIT_CLOCKS:
            raise ValueError(f"no speed of ISO/IEC 14443: {self.kbit_per_second} kbit/s")

    def seconds(self, command: bytes, answer: bytes) -> float:
        """Seconds from the command's first bit to the answer's last, the chip's work included.

        A signature that was made (9000) counts with `SIGNATURE_SECONDS`.
        """
        return self.radio_seconds(len(command), len(answer)) + work_seconds(command, answer)

    def radio_seconds(self, command_bytes: int, answer_bytes: int) -> float:
        """Seconds that the bytes alone need; APDUs with header and status word."""
        exchanges = _blocks(command_bytes) + _blocks(answer_bytes) - 1
        frames = 2 * exchanges
        moved = command_bytes + answer_bytes + BLOCK_OVERHEAD * frames
        bits = BITS_OF_BYTE * moved + BITS_OF_FRAME * frames
        bit_time = BIT_CLOCKS[self.kbit_per_second] / CARRIER
        return bits * bit_time + exchanges * TURNAROUND


def work_seconds(command: bytes, answer: bytes) -> float:
    """Seconds that the chip computes."""
    if is_signature(command, answer):
        return SIGNATURE_SECONDS
    return WORK.get(command[1], ELSE) if len(command) > 4 else ELSE


def is_signature(command: bytes, answer: bytes) -> bool:
    """Tell whether the chip used a private key for this answer."""
    return len(command) > 4 and command[1] in SIGNING and answer.endswith(b"\x90\x00")


def foretold(command: bytes, answer: bytes, kbit_per_second: int) -> float:
    """Seconds that this exchange would take on a reader of that speed; see the module's formula."""
    return AirInterface(kbit_per_second).seconds(command, answer)


def _blocks(count: int) -> int:
    """An empty side still sends one block."""
    return max(1, ceil(count / BLOCK_BYTES))
