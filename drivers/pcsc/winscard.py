"""PC/SC's functions as this driver uses them: return codes become faults here (PC/SC part 5).

`smartcard.scard` is a thin and untyped layer over libpcsclite; its codes go no further than here.
"""

from typing import Final

from smartcard import scard

from kiosk.domain.fault import Device
from kiosk.ports.faults import CardGone, DeviceFault

_GONE: Final = (scard.SCARD_W_REMOVED_CARD, scard.SCARD_E_NO_SMARTCARD)
_CODES: Final[dict[int, tuple[Device, str]]] = {
    scard.SCARD_W_UNRESPONSIVE_CARD: (Device.CARD, "card_mute"),
    scard.SCARD_W_UNPOWERED_CARD: (Device.CARD, "card_mute"),
    scard.SCARD_W_UNSUPPORTED_CARD: (Device.CARD, "card_mute"),
    scard.SCARD_E_PROTO_MISMATCH: (Device.CARD, "card_mute"),
    scard.SCARD_E_NOT_TRANSACTED: (Device.CARD, "card_mute"),
    scard.SCARD_W_RESET_CARD: (Device.CARD, "card_reset"),
    scard.SCARD_E_SHARING_VIOLATION: (Device.READER, "reader_busy"),
    scard.SCARD_E_UNKNOWN_READER: (Device.READER, "reader_gone"),
    scard.SCARD_E_READER_UNAVAILABLE: (Device.READER, "reader_gone"),
    scard.SCARD_E_NO_READERS_AVAILABLE: (Device.READER, "reader_gone"),
    scard.SCARD_E_NO_SERVICE: (Device.READER, "pcscd_gone"),
    scard.SCARD_E_SERVICE_STOPPED: (Device.READER, "pcscd_gone"),
    # A handle of ours that became unknown, or a socket that broke: pcscd went away beneath it.
    scard.SCARD_E_INVALID_HANDLE: (Device.READER, "pcscd_gone"),
    scard.SCARD_F_COMM_ERROR: (Device.READER, "pcscd_gone"),
}


def fault_of(result: int) -> DeviceFault:
    """Turn a return code into `CardGone` or a `DeviceFault`; the code goes along as a note."""
    if result in _GONE:
        return CardGone()
    device, code = _CODES.get(result, (Device.READER, "reader_failed"))
    fault = DeviceFault(device, code)
    fault.add_note(f"PC/SC {result & 0xFFFFFFFF:08X}")
    return fault


def check(result: int) -> None:
    """Raise the fault that a return code means, if it means one."""
    if result != scard.SCARD_S_SUCCESS:
        raise fault_of(result)


def establish_context() -> int:
    """Open a context of one's own; raises `DeviceFault(Device.READER, "pcscd_gone")`."""
    result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    check(result)
    return context


def release_context(context: int) -> None:
    """Close a context, whatever pcscd says to it."""
    scard.SCardReleaseContext(context)


def list_readers(context: int) -> list[str]:
    """Return the readers' names, none when there is none; raises when pcscd is gone."""
    result, readers = scard.SCardListReaders(context, [])
    if result == scard.SCARD_E_NO_READERS_AVAILABLE:
        return []
    check(result)
    return list(readers)
