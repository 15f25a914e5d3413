"""Waiting in earnest can be ended, before it begins and while it lasts."""

from concurrent.futures import ThreadPoolExecutor

from drivers.qualification.waiting import RealWaiting


def test_a_short_pause_is_waited_out_and_time_goes_forward() -> None:
    waiting = RealWaiting()
    began = waiting.now()
    assert waiting.pause(0.001)
    assert waiting.now() > began


def test_who_waits_is_woken_and_nobody_waits_again() -> None:
    waiting = RealWaiting()
    with ThreadPoolExecutor(1) as other:
        woken = other.submit(waiting.pause, 3600)
        waiting.end()
        assert woken.result(60) is False
    assert waiting.pause(3600) is False
