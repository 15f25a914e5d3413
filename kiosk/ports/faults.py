"""The one way a device tells that it is broken (architecture §8, Errors)."""

from kiosk.domain.fault import Device, Fault


class DeviceFault(Exception):
    """A device is broken or answers nonsense. Carries a code, never personal data.

    `detail` is what the library calls it, for the log of whoever meets the fault.
    Never derived from ValueError: a bug that raises ValueError must not look like a broken device.
    """

    def __init__(self, device: Device, code: str, detail: str = "") -> None:
        super().__init__(f"{device}: {code} ({detail})" if detail else f"{device}: {code}")
        self.fault = Fault(device, code)


class CardGone(DeviceFault):
    """The card left the reader between two commands; the slot reports the removal itself."""

    def __init__(self) -> None:
        super().__init__(Device.CARD, "card_gone")
