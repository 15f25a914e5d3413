"""What a road cannot do without, byte by byte: contents alone, no header and no status word.

Counted as needed: names of the applications, the token's label, the certificate without its filler,
a counter (the two bytes of 63Cx), what is verified, what is signed with its signature, and on the
face road all that the issuer's signature covers, the key that made it, and both proofs. Headers,
lengths (Lc, Le), status words, selections of files, commands asked twice and all that is read
beyond these contents are overhead. Sizes are taken from the dialogue itself where cards differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from simulators.card.apdu import parse_command

Pairs: TypeAlias = Sequence[tuple[bytes, bytes]]

AID: Final = 10
LABEL: Final = 16  # the longest has 15 letters, and a space tells where it ends
COUNTER: Final = 2
PIN: Final = 4
CHECK_NUMBER: Final = 14
DIGEST_INFO: Final = 51
SIGNATURE: Final = 256
CV_CERTIFICATE: Final = 568
SPECIFICATION: Final = 4  # DF31 of EF 0003: whether extended lengths are taken
CHALLENGE: Final = 32

READ_BINARY: Final = 0xB0
SIGN_BY_AP: Final = b"\x80\x2a\x00\x00"
CERTIFICATE_HEAD: Final = b"\x30\x82"
CARD_FACE_HEAD: Final = b"\xff\x20\x82"
OFFSETS: Final = 8  # before the table's value: template's header 5, table's header 3
SIGNATURE_ENTRY: Final = 6  # of DF22, DF23, ... in the table
SIGNATURE_OBJECT: Final = 5 + SIGNATURE


def framing(pairs: Pairs) -> int:
    """Count headers, lengths and status words, but for those that are counters (63Cx)."""
    found = 0
    for command, answer in pairs:
        counted = answer[-2:-1] == b"\x63"
        found += len(command) - len(parse_command(command).data) + (0 if counted else 2)
    return found


@dataclass(frozen=True)
class Share:
    """Bytes that must be moved, and what they are."""

    count: int
    what: str


def pin_road(pairs: Pairs) -> list[Share]:
    """Return what the PIN road must move."""
    return [
        *_certificate(pairs),
        Share(PIN, "PIN"),
        *_proof("challenge's DigestInfo and the signature over it"),
    ]


def face_road(pairs: Pairs) -> list[Share]:
    """Return what the face road must move, the chip's own proof where it was asked for."""
    chip_proof = any(command.startswith(SIGN_BY_AP) for command, _ in pairs)
    return [
        *_certificate(pairs),
        Share(AID, "name of the 券面事項確認AP"),
        Share(COUNTER, "tries left of 照合番号B"),
        Share(CHECK_NUMBER, "照合番号B"),
        Share(SPECIFICATION, "whether extended lengths are taken"),
        Share(_signed_face(pairs), "card face as far as it is signed, with the signature"),
        Share(CV_CERTIFICATE, "certificate of the key that signed it"),
        *(_proof("chip's own proof: DigestInfo and signature") if chip_proof else ()),
        Share(AID, "name of the JPKI AP, to sign"),
        Share(CV_CERTIFICATE, "the terminal's certificate"),
        Share(CHALLENGE + SIGNATURE, "the terminal's proof (fiction): challenge and signature"),
        *_proof("challenge's DigestInfo and the signature over it"),
    ]


def _certificate(pairs: Pairs) -> list[Share]:
    return [
        Share(AID, "name of the JPKI AP"),
        Share(LABEL, "token label"),
        Share(_length_of_certificate(pairs), "certificate, without filler"),
        Share(COUNTER, "tries left of the PIN"),
    ]


def _proof(what: str) -> list[Share]:
    return [Share(DIGEST_INFO + SIGNATURE, what)]


def _read(pairs: Pairs, head: bytes) -> bytes:
    """Return the first answer to a READ BINARY that begins so."""
    for command, answer in pairs:
        if command[1] == READ_BINARY and answer.startswith(head):
            return answer
    raise RuntimeError("the dialogue read no such file")


def _length_of_certificate(pairs: Pairs) -> int:
    return 4 + int.from_bytes(_read(pairs, CERTIFICATE_HEAD)[2:4], "big")


def _signed_face(pairs: Pairs) -> int:
    table = _read(pairs, CARD_FACE_HEAD)[OFFSETS:]
    entry = 2 * SIGNATURE_ENTRY
    return int.from_bytes(table[entry : entry + 2], "big") + SIGNATURE_OBJECT
