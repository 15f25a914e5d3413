"""目視確認用パスコード as the console sets them (tables `passcodes`, `passcode_tries`)."""

from typing import Protocol


class Passcodes(Protocol):
    """What the console needs of them; raises `DeviceFault(Device.RECORDS, ...)` as `Records`."""
