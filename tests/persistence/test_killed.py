"""Killed in the middle and started again: nothing lost, nothing twice, nothing forgiven."""

import signal
from collections.abc import Callable

import pytest

from kiosk.demo.development import STAFF_PASSCODE
from simulators.bench import Bench
from tests.journeys.on_bench.leaks import TYPED_WRONG
from tests.journeys.on_bench.parts import running_bench
from tests.persistence.conftest import Left, StartKiosk
from tests.persistence.killed import KioskProcess
from tests.persistence.kiosk_process import MOMENTS
from tests.reader import eventually

pytestmark = pytest.mark.reader
OF_A_RECEPTION = len(("sidecar", "face file"))
WAITING = "SELECT number FROM outbox WHERE delivered_at IS NULL"


def choose_pin(kiosk: KioskProcess) -> int:
    """Choose the PIN; return the tries that the chip leaves."""
    kiosk.expect("ChoosingMethod")
    kiosk.do("touch PinChosen")
    return int(kiosk.expect("EnteringPin", ready=True)["pin_tries"])


def choose_staff(kiosk: KioskProcess) -> None:
    kiosk.expect("ChoosingMethod", staff_door=True)
    kiosk.do("touch StaffChosen")
    kiosk.expect("EnteringPasscode", ready=True)


def agree(kiosk: KioskProcess, pin: str) -> None:
    choose_pin(kiosk)
    kiosk.do(f"enter {pin}")
    kiosk.expect("GivingConsent")
    kiosk.do("answer AllAnswered yes")


def delivered(left: Left) -> Callable[[], bool]:
    return lambda: left.rows(WAITING) == []


@pytest.mark.parametrize("die", MOMENTS)
def test_a_check_in_kept_before_the_power_cut_is_delivered_exactly_once(
    bench: Bench, left: Left, start_kiosk: StartKiosk, die: str
) -> None:
    kiosk = start_kiosk(die)
    bench.place_card("hanako")
    agree(kiosk, "1234")
    assert kiosk.died() == -signal.SIGKILL
    bench.take_card()
    assert len(left.rows("SELECT id FROM check_ins")) == 1
    sidecar, face = (name for (name,) in left.rows("SELECT name FROM outbox ORDER BY number"))
    assert len(left.rows(WAITING)) == len((sidecar, face))
    half = [f".{sidecar}.part"]
    assert left.files() == {"before": [], "written": half, "staged": half, "after": [sidecar]}[die]

    taken = left.take()  # a receipt computer takes what it finds, at once
    again = start_kiosk()
    eventually(delivered(left), "what was kept is delivered", 10.0)
    again.stop()
    assert sorted([*taken, *left.files()]) == sorted([sidecar, face])

    start_kiosk().stop()
    assert sorted([*taken, *left.files()]) == sorted([sidecar, face])
    assert len(left.rows("SELECT id FROM check_ins")) == 1


def test_what_waits_for_the_receipt_computer_waits_over_a_kill(
    bench: Bench, left: Left, start_kiosk: StartKiosk
) -> None:
    away = left.config.output.face_folder.with_name("away")
    kiosk = start_kiosk()
    bench.place_card("hanako")
    choose_pin(kiosk)
    left.config.output.face_folder.rename(away)
    kiosk.do("enter 1234")
    kiosk.expect("GivingConsent")
    kiosk.do("answer AllAnswered yes")
    kiosk.expect("Done")
    kiosk.kill()
    bench.take_card()

    away.rename(left.config.output.face_folder)
    assert left.files() == []
    start_kiosk()
    eventually(delivered(left), "what waited is delivered", 10.0)
    assert len(left.files()) == OF_A_RECEPTION


@pytest.mark.parametrize("state", ["Qualifying", "SendingConsents", "CheckingIn"])
def test_a_kiosk_killed_at_any_step_receives_the_same_patient_again(
    bench: Bench, left: Left, start_kiosk: StartKiosk, state: str
) -> None:
    kiosk = start_kiosk()
    bench.place_card("hanako")
    choose_pin(kiosk)
    kiosk.do("enter 1234")
    if state in ("SendingConsents", "CheckingIn"):
        kiosk.expect("GivingConsent")
        kiosk.do("answer AllAnswered yes")
    kiosk.expect(state)
    kiosk.kill()

    again = start_kiosk()  # the card still lies in the reader
    agree(again, "1234")
    again.expect("Done")
    eventually(delivered(left), "everything is delivered", 10.0)
    kept = len(left.rows("SELECT id FROM check_ins"))
    assert kept in ((1, 2) if state == "CheckingIn" else (1,))
    assert len(left.files()) == kept * OF_A_RECEPTION


def test_no_restart_of_kiosk_or_reader_forgives_a_wrong_pin(
    bench: Bench, start_kiosk: StartKiosk
) -> None:
    kiosk = start_kiosk()
    bench.place_card("hanako")
    assert choose_pin(kiosk) == 3
    kiosk.do("enter 9990")
    kiosk.expect("EnteringPin", pin_tries=2, ready=True)
    kiosk.kill()

    second = start_kiosk()
    assert choose_pin(second) == 2
    second.do("enter 9991")
    second.expect("LastPinTry")
    second.kill()
    bench.take_card()
    bench.close()
    bench.reader.close()

    with running_bench() as bench_again:
        third = start_kiosk()
        bench_again.place_card("hanako")
        assert third.expect("ChoosingMethod")["pin_tries"] == 1
        third.do("touch PinChosen")
        third.expect("LastPinTry")
        third.do("touch WentOn")
        third.expect("EnteringPin", pin_tries=1, ready=True)
        third.do("enter 9992")
        third.expect("PinLocked")
        third.kill()
        fourth = start_kiosk()
        assert fourth.expect("ChoosingMethod")["pin_tries"] == 0
        bench_again.take_card()
        fourth.stop()


def test_no_restart_forgives_wrong_passcodes(bench: Bench, start_kiosk: StartKiosk) -> None:
    bench.place_card("hanako")
    left_over = 5
    for wrong in (TYPED_WRONG[:3], TYPED_WRONG[3:4]):
        kiosk = start_kiosk()
        choose_staff(kiosk)
        for passcode in wrong:
            kiosk.do(f"enter {passcode}")
            left_over -= 1
            kiosk.expect("EnteringPasscode", tries_left=left_over, ready=True)
        kiosk.kill()
    kiosk = start_kiosk()
    choose_staff(kiosk)
    kiosk.do(f"enter {TYPED_WRONG[4]}")
    kiosk.expect("PasscodePaused")
    kiosk.kill()

    patient = start_kiosk()
    choose_staff(patient)
    patient.do(f"enter {STAFF_PASSCODE}")
    assert 0 < patient.expect("PasscodePaused")["seconds"] <= 60


def test_a_kiosk_killed_while_it_compares_has_counted_already(
    bench: Bench, left: Left, start_kiosk: StartKiosk
) -> None:
    kiosk = start_kiosk()
    bench.place_card("hanako")
    choose_staff(kiosk)
    kiosk.do(f"enter {TYPED_WRONG[0]}")
    kiosk.expect("CheckingPasscode")
    counted = "SELECT failures FROM passcode_tries"
    eventually(lambda: left.rows(counted) == [(1,)], "the try is counted before it is judged")
    kiosk.kill()
    again = start_kiosk()
    choose_staff(again)
    again.do(f"enter {TYPED_WRONG[1]}")
    again.expect("EnteringPasscode", tries_left=3, ready=True)
