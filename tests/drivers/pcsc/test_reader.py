"""What the connection makes of pcscd's return codes, with a PC/SC that answers as told."""

import pytest
from smartcard import scard

from drivers.pcsc import reader as module
from drivers.pcsc.reader import ReaderConnection
from kiosk.ports.faults import CardGone, DeviceFault

SHORT, EXTENDED = bytes.fromhex("00B0000000"), bytes.fromhex("00B00000001234")
VERIFY = bytes.fromhex("0020008004") + b"1234"
NAME = "Some Reader 00 00"


class Pcscd:
    """Transmits nothing: it answers with the next code and notes what it was given."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, present: bool = True) -> None:
        self.sent: list[bytes] = []
        self.codes: list[int] = []
        self.present = present
        monkeypatch.setattr(module.scard, "SCardTransmit", self.transmit)
        monkeypatch.setattr(module.scard, "SCardGetStatusChange", self.status)

    def transmit(self, handle: int, header: int, command: list[int]) -> tuple[int, list[int]]:
        self.sent.append(bytes(command))
        code = self.codes.pop(0) if self.codes else scard.SCARD_S_SUCCESS
        return code, [0x90, 0x00] if code == scard.SCARD_S_SUCCESS else []

    def status(
        self, context: int, patience: int, known: list[tuple[str, int]]
    ) -> tuple[int, list[tuple[str, int, list[int]]]]:
        if self.present and patience:
            return scard.SCARD_E_TIMEOUT, []
        present = scard.SCARD_STATE_PRESENT if self.present else scard.SCARD_STATE_EMPTY
        return scard.SCARD_S_SUCCESS, [(NAME, present, [])]


@pytest.fixture
def pcscd(monkeypatch: pytest.MonkeyPatch) -> Pcscd:
    return Pcscd(monkeypatch)


def connection(short_only: set[str]) -> ReaderConnection:
    return ReaderConnection(1, NAME, 2, scard.SCARD_PCI_T1, short_only)


@pytest.mark.parametrize(
    "code",
    [
        scard.SCARD_E_INVALID_PARAMETER,
        scard.SCARD_E_INSUFFICIENT_BUFFER,
        scard.SCARD_E_UNSUPPORTED_FEATURE,
    ],
)
def test_a_reader_that_carries_no_extended_commands_answers_like_a_card_and_is_remembered(
    pcscd: Pcscd, code: int
) -> None:
    short_only: set[str] = set()
    pcscd.codes = [code]
    assert connection(short_only).transmit(EXTENDED) == b"\x67\x00"
    assert connection(short_only).transmit(EXTENDED) == b"\x67\x00"
    assert pcscd.sent == [EXTENDED]
    assert connection(short_only).transmit(SHORT) == b"\x90\x00"


def test_a_transmission_that_failed_once_is_held_against_no_reader(pcscd: Pcscd) -> None:
    short_only: set[str] = set()
    pcscd.codes = [scard.SCARD_E_NOT_TRANSACTED]
    assert connection(short_only).transmit(EXTENDED) == b"\x67\x00"
    assert connection(short_only).transmit(EXTENDED) == b"\x90\x00"


def test_a_card_pulled_during_an_extended_command_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    pcscd = Pcscd(monkeypatch, present=False)
    pcscd.codes = [scard.SCARD_E_NOT_TRANSACTED]
    with pytest.raises(CardGone):
        connection(set()).transmit(EXTENDED)


@pytest.mark.parametrize(
    "code",
    [
        scard.SCARD_E_INVALID_PARAMETER,
        scard.SCARD_E_NOT_TRANSACTED,
        scard.SCARD_W_RESET_CARD,
        scard.SCARD_F_COMM_ERROR,
        scard.SCARD_E_TIMEOUT,
    ],
)
def test_a_verify_whose_answer_is_lost_is_never_sent_again(pcscd: Pcscd, code: int) -> None:
    pcscd.codes = [code]
    with pytest.raises(DeviceFault):
        connection(set()).transmit(VERIFY)
    assert pcscd.sent == [VERIFY]
