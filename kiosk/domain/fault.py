"""What can be broken, in words the flow and the staff understand."""

from dataclasses import dataclass
from enum import StrEnum


class Device(StrEnum):
    """A part of the kiosk that can fail on its own."""

    READER = "reader"
    CARD = "card"
    CAMERA = "camera"
    VISION = "vision"
    SERVICE = "service"
    RECORDS = "records"
    RECEIPT_COMPUTER = "receipt_computer"


@dataclass(frozen=True)
class Fault:
    """A broken device and why, as a short code without personal data (``malformed_tlv``)."""

    device: Device
    code: str
