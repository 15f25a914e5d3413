"""What each road moves over the wire: APDUs and bytes, without a window."""

import os
import time
from datetime import date
from pathlib import Path

from drivers.mynacard.card import MyNumberCard
from drivers.mynacard.card_face import authority_from_file
from drivers.mynacard.terminal import terminal_from_files
from drivers.pcsc.connection import Connection
from drivers.pcsc.reader import ReaderConnection, first_reader_with_card
from drivers.pcsc.trace import CountingConnection, WireCount
from kiosk.demo.bench_process import BenchProcess
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.check_number import check_number_b
from kiosk.domain.pin import Pin
from simulators.endpoints import PrintedFrontCamera, read_endpoints

NOTICED = 10.0
CHALLENGE = bytes(32)


def _reader_with_card(name: str) -> str:
    """Wait until the reader has noticed the card."""
    deadline = time.monotonic() + NOTICED
    while time.monotonic() < deadline:
        if reader := first_reader_with_card(name):
            return reader
        time.sleep(0.05)
    raise RuntimeError("the reader never noticed the card")


def measure(bench: BenchProcess) -> dict[str, WireCount]:
    """Walk the PIN road and the face road once each; counts by road."""
    endpoints = read_endpoints(bench.endpoints)
    os.environ.update(endpoints.pcsc_environment)
    bench.do("place_card", "hanako")
    counts = {"PIN road": WireCount(), "face road": WireCount()}

    def card(road: str) -> MyNumberCard:
        def opened() -> Connection:
            reader = _reader_with_card(endpoints.reader)
            return CountingConnection(ReaderConnection.open(reader), counts[road])

        terminal = terminal_from_files(
            Path(endpoints.terminal_certificate), Path(endpoints.terminal_key)
        )
        return MyNumberCard(
            opened, terminal, authority_from_file(Path(endpoints.card_face_authority))
        )

    by_pin = card("PIN road")
    by_pin.read()
    by_pin.verify_pin(Pin("1234"))
    by_pin.sign(CHALLENGE, VerifiedBy.PIN)
    by_pin.release()
    front_camera = PrintedFrontCamera(endpoints.card_face)
    front = front_camera.read_front()
    front_camera.close()
    number = check_number_b(front, date.today()) if front else None  # noqa: DTZ011 - any day of this year
    assert number is not None
    by_face = card("face road")
    by_face.read()
    by_face.read_portrait(number)
    by_face.sign(CHALLENGE, VerifiedBy.FACE)
    by_face.release()
    bench.do("take_card")
    return counts
