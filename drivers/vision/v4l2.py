"""What a V4L2 camera says of itself: its driver, its stable name, whether there is a device at all.

A virtual camera (v4l2loopback and its like) shows whatever a program feeds it: a film could stand
before the kiosk instead of a person. No cv2: the kernel is asked directly.
"""

import fcntl
import os
import struct
from dataclasses import dataclass
from pathlib import Path

STABLE_NAMES = Path("/dev/v4l/by-id")
CLASS = Path("/sys/class/video4linux")
# struct v4l2_capability of linux/videodev2.h: driver, card, bus_info, version, capabilities,
# device_caps, reserved; VIDIOC_QUERYCAP is _IOR('V', 0, that struct)
_CAPABILITY = struct.Struct("=16s32s32sIII12x")
_READ = 2
QUERYCAP = _READ << 30 | _CAPABILITY.size << 16 | ord("V") << 8
# What cannot be told by its name is told by its place in sysfs.
_TEST_DRIVERS = {"vivid", "vimc"}  # the kernel's own cameras without a device
_VIRTUAL = ("loopback", "akvcam", "virtual", "droidcam")


@dataclass(frozen=True)
class Identity:
    """What the driver of a camera answers."""

    driver: str
    card: str
    bus: str

    @classmethod
    def unpack(cls, capability: bytes) -> "Identity":
        """Read a `struct v4l2_capability`."""
        driver, card, bus, *_ = _CAPABILITY.unpack(capability)
        return cls(
            *(field.split(b"\0")[0].decode(errors="replace") for field in (driver, card, bus))
        )

    def __str__(self) -> str:
        return f"{self.card} (driver {self.driver}, {self.bus})"


def node_of(source: str) -> Path | None:
    """Return the device node that a source names; None for a network camera's address."""
    if source.isascii() and source.isdecimal():
        return Path(f"/dev/video{int(source)}")
    return Path(source) if source.startswith("/dev/") else None


def identify(node: Path) -> Identity:
    """Ask the driver. Raises `OSError` when there is no such device, or it is no camera."""
    descriptor = os.open(node, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        return Identity.unpack(fcntl.ioctl(descriptor, QUERYCAP, bytes(_CAPABILITY.size)))
    finally:
        os.close(descriptor)


def is_virtual(identity: Identity, place: Path | None) -> bool:
    """Tell whether pictures come from a program; `place` is the device's folder in sysfs."""
    said = f"{identity.driver} {identity.card} {identity.bus}".lower().replace("_", " ")
    named = identity.driver in _TEST_DRIVERS or any(word in said for word in _VIRTUAL)
    return named or (place is not None and "virtual" in place.parts)


def place_of(node: Path, devices: Path = CLASS) -> Path | None:
    """Return where sysfs keeps the device: below `virtual` when no hardware stands behind it."""
    entry = devices / node.resolve().name
    return entry.resolve() if entry.exists() else None


def stable_name(node: Path, names: Path = STABLE_NAMES) -> Path | None:
    """Return the name that stays when cameras are plugged in another order, if there is one.

    None also where the node is named so already.
    """
    if node.parent == names or not names.is_dir():
        return None
    device = node.resolve()
    return next((name for name in sorted(names.iterdir()) if name.resolve() == device), None)
