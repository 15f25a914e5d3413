"""Killed when service or records have done their part and nobody knows: nothing lost or doubled."""

import json
import signal

import pytest

from simulators.bench import Bench
from tests.persistence.conftest import Left, StartKiosk
from tests.persistence.killed import KioskProcess
from tests.reader import eventually

pytestmark = pytest.mark.reader
WHO, PIN = "hanako", "1234"
OF_A_RECEPTION = len(("sidecar", "face file"))
CHECK_INS = "SELECT id FROM check_ins"
WAITING = "SELECT number FROM outbox WHERE delivered_at IS NULL"
NUMBERS = "SELECT number FROM provisional_receptions ORDER BY number"


def verify(kiosk: KioskProcess) -> None:
    kiosk.expect("ChoosingMethod")
    kiosk.do("touch PinChosen")
    kiosk.expect("EnteringPin", ready=True)
    kiosk.do(f"enter {PIN}")


def agree(kiosk: KioskProcess) -> None:
    verify(kiosk)
    kiosk.expect("GivingConsent")
    kiosk.do("answer AllAnswered yes")


def all_delivered(left: Left) -> None:
    eventually(lambda: left.rows(WAITING) == [], "everything is delivered", 10.0)


@pytest.mark.parametrize("die", ["qualified", "answered"])
def test_what_the_service_answered_and_the_kiosk_never_kept_is_asked_for_again(
    bench: Bench, left: Left, start_kiosk: StartKiosk, die: str
) -> None:
    bench.service.reset()
    kiosk = start_kiosk(die)
    bench.place_card(WHO)
    verify(kiosk)
    if die == "answered":
        kiosk.expect("GivingConsent")
        kiosk.do("answer AllAnswered yes")
    assert kiosk.died() == -signal.SIGKILL
    assert left.rows(CHECK_INS) == []
    assert left.rows(WAITING) == []
    assert left.files() == []

    again = start_kiosk()  # the card still lies in the reader
    agree(again)
    again.expect("Done")
    all_delivered(left)
    assert len(left.rows(CHECK_INS)) == 1
    assert len(left.files()) == OF_A_RECEPTION
    serial = bench.personas[WHO].certificate_serial
    assert set(bench.service.consents_of(serial).values()) == {"1"}


def test_a_check_in_that_was_kept_unheard_is_delivered_once_by_the_next_start(
    bench: Bench, left: Left, start_kiosk: StartKiosk
) -> None:
    kiosk = start_kiosk("kept")
    bench.place_card(WHO)
    agree(kiosk)
    assert kiosk.died() == -signal.SIGKILL
    bench.take_card()
    assert left.files() == []
    for _ in range(2):
        again = start_kiosk()
        all_delivered(left)
        again.stop()
        assert len(left.files()) == OF_A_RECEPTION
    assert len(left.rows(CHECK_INS)) == 1


def test_a_number_that_was_kept_unheard_is_told_to_staff_and_given_to_nobody_else(
    bench: Bench, left: Left, start_kiosk: StartKiosk
) -> None:
    bench.service.down()
    kiosk = start_kiosk("numbered")
    bench.place_card(WHO)
    verify(kiosk)
    kiosk.expect("ServiceUnavailable")
    kiosk.do("touch ProvisionalChosen")
    assert kiosk.died() == -signal.SIGKILL
    assert left.rows(NUMBERS) == [(1,)]
    assert left.files() == []

    again = start_kiosk()  # who read no number is still there, and tries once more
    verify(again)
    again.expect("ServiceUnavailable")
    again.do("touch ProvisionalChosen")
    again.expect("ReceivedProvisionally", number=2)
    all_delivered(left)
    told = [json.loads((left.config.output.face_folder / n).read_bytes()) for n in left.files()]
    assert sorted(one["number"] for one in told) == [1, 2]
    assert {one["status"] for one in told} == {"provisional"}
    assert left.rows(CHECK_INS) == []
    bench.service.up()
