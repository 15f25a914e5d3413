"""Writes BER-TLV objects as the card's files hold them."""


def tlv(tag: int, value: bytes) -> bytes:
    """Return tag, shortest definite length and value; the tag is written as it is read (0xDF21)."""
    return tag.to_bytes((tag.bit_length() + 7) // 8) + length(len(value)) + value


def length(count: int) -> bytes:
    """Return the BER length: one byte below 128, else 81 xx or 82 xx xx."""
    if count < 0x80:
        return bytes([count])
    if count < 0x100:
        return bytes([0x81, count])
    return b"\x82" + count.to_bytes(2)
