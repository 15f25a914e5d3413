"""A printed front as the body of a message: never part of a header, which has a text form."""

from typing import Final

from kiosk.domain.check_number import CardFront

_BETWEEN: Final = "\x1f"  # ASCII unit separator
_PHOTO: Final = {"1": True, "0": False}


def body_of(front: CardFront) -> bytearray:
    """Return bytes that their owner can wipe."""
    photo = "1" if front.has_photo else "0"
    fields = (front.birth_date_printed, str(front.expiry_year), front.security_code, photo)
    return bytearray(_BETWEEN.join(fields).encode())


def front_of(body: bytes | bytearray) -> CardFront | None:
    """Return the front; None for an empty body (nothing was believed) and for nonsense."""
    try:
        born, year, code, photo = body.decode().split(_BETWEEN)
        return CardFront(born, int(year), code, has_photo=_PHOTO[photo])
    except (ValueError, KeyError):
        return None
