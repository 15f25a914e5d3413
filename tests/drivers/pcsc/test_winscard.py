import pytest
from smartcard import scard

from drivers.pcsc import winscard
from kiosk.domain.fault import Device, Fault
from kiosk.ports.faults import CardGone, DeviceFault


@pytest.mark.parametrize(
    ("result", "device", "code"),
    [
        (scard.SCARD_W_REMOVED_CARD, Device.CARD, "card_gone"),
        (scard.SCARD_E_NO_SMARTCARD, Device.CARD, "card_gone"),
        (scard.SCARD_W_UNRESPONSIVE_CARD, Device.CARD, "card_mute"),
        (scard.SCARD_E_SHARING_VIOLATION, Device.READER, "reader_busy"),
        (scard.SCARD_E_UNKNOWN_READER, Device.READER, "reader_gone"),
        (scard.SCARD_E_NO_SERVICE, Device.READER, "pcscd_gone"),
        (scard.SCARD_E_NO_MEMORY, Device.READER, "reader_failed"),
    ],
)
def test_a_return_code_becomes_a_fault(result: int, device: Device, code: str) -> None:
    with pytest.raises(DeviceFault) as caught:
        winscard.check(result)
    assert caught.value.fault == Fault(device, code)
    assert isinstance(caught.value, CardGone) is (code == "card_gone")


def test_success_raises_nothing() -> None:
    winscard.check(scard.SCARD_S_SUCCESS)


def test_the_code_itself_is_kept_for_the_log() -> None:
    fault = winscard.fault_of(scard.SCARD_E_NO_MEMORY)
    assert fault.__notes__ == ["PC/SC 80100006"]
