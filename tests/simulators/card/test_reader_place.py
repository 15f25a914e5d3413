import socket
import tempfile
from pathlib import Path

import pytest

from simulators.card.reader_place import pcscd_awake, reader_at


def test_a_reader_is_a_slot_an_address_or_a_socket() -> None:
    assert reader_at("0").address == ("127.0.0.1", 35963)
    assert reader_at("1").address == ("127.0.0.1", 35964)
    assert reader_at("otherhost:4000").address == ("otherhost", 4000)
    assert reader_at("/run/slot-0.sock").address == Path("/run/slot-0.sock")
    with pytest.raises(ValueError, match="neither"):
        reader_at("reader")


def test_pcscd_is_called_as_by_a_client_that_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory(prefix="uk") as folder, socket.socket(socket.AF_UNIX) as pcscd:
        name = f"{folder}/pcscd.comm"
        pcscd.bind(name)
        pcscd.listen()
        pcscd.settimeout(5)
        monkeypatch.setenv("PCSCLITE_CSOCK_NAME", name)
        with pcscd_awake():
            client, _ = pcscd.accept()
            client.setblocking(False)
            with pytest.raises(BlockingIOError):
                client.recv(1)  # still there, and silent
        client.setblocking(True)
        assert client.recv(1) == b""
        client.close()


def test_no_pcscd_to_call_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PCSCLITE_CSOCK_NAME", "/no/such/pcscd.comm")
    with pcscd_awake():
        pass
