"""Which fault a call ends in."""

from collections.abc import Callable

import pytest

from kiosk.domain.fault import Device
from kiosk.domain.holder import HolderProof
from kiosk.ports.faults import DeviceFault

PROOF = HolderProof(bytes(32), b"certificate", b"signature")


def fault(call: Callable[[], object]) -> str:
    """Return the code; what lies below the fault must not be dragged along."""
    with pytest.raises(DeviceFault) as error:
        call()
    assert error.value.fault.device is Device.SERVICE
    assert error.value.__cause__ is None
    return error.value.fault.code
