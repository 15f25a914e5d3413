"""A strict reader of BER-TLV (ISO 7816-4, 5.2.2; X.690 for DER): every byte is checked for.

A malformed object is a fault of the card, `DeviceFault(Device.CARD, "malformed_tlv")`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault

LONGEST_HEADER = 3 + 4  # a tag of three bytes, a length of 83 and three more


def malformed() -> DeviceFault:
    """Make the fault that every malformed object raises."""
    return DeviceFault(Device.CARD, "malformed_tlv")


@dataclass(frozen=True)
class Header:
    """Tag and length of an object; `size` counts the header's own bytes."""

    tag: int
    length: int
    size: int

    @property
    def total(self) -> int:
        """Bytes of the whole object."""
        return self.size + self.length


@dataclass(frozen=True, repr=False)
class Tlv:
    """One object; the value may be personal and does not show in `repr`."""

    tag: int
    value: bytes

    def __repr__(self) -> str:
        return f"<Tlv {self.tag:X}, {len(self.value)} bytes>"


def read_header(data: bytes, offset: int = 0) -> Header:
    """Read the header at `offset`; the value itself need not be there yet."""
    tag, after_tag = _tag(data, offset)
    length, after_length = _length(data, after_tag)
    return Header(tag, length, after_length - offset)


def read_object(data: bytes, offset: int = 0) -> Tlv:
    """Read the object at `offset`; it must be there as a whole."""
    header = read_header(data, offset)
    if offset + header.total > len(data):
        raise malformed()
    return Tlv(header.tag, data[offset + header.size : offset + header.total])


def read_objects(data: bytes) -> Iterator[Tlv]:
    """Read object after object until the very end of `data`."""
    offset = 0
    while offset < len(data):
        header = read_header(data, offset)
        yield read_object(data, offset)
        offset += header.total


def _byte(data: bytes, offset: int) -> int:
    if not 0 <= offset < len(data):
        raise malformed()
    return data[offset]


def _tag(data: bytes, offset: int) -> tuple[int, int]:
    tag = _byte(data, offset)
    if tag & 0x1F != 0x1F:
        return tag, offset + 1
    for position in (offset + 1, offset + 2):
        byte = _byte(data, position)
        tag = tag << 8 | byte
        if not byte & 0x80:
            return tag, position + 1
    raise malformed()


def _length(data: bytes, offset: int) -> tuple[int, int]:
    first = _byte(data, offset)
    if first < 0x80:
        return first, offset + 1
    count = first & 0x7F
    if not 1 <= count <= 3:  # 80 is the indefinite form, which no card file has
        raise malformed()
    length = 0
    for position in range(offset + 1, offset + 1 + count):
        length = length << 8 | _byte(data, position)
    return length, offset + 1 + count
