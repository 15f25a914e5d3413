"""How the kiosk ends: nobody is waited for who waits for the service."""

from kiosk.services.workers import Task
from tests.fakes.kiosk import FakeKiosk
from tests.fakes.service import FakeService


class Ending(FakeService):
    """Remembers that it was closed."""

    closed = False

    def close(self) -> None:
        self.closed = True


class WaitingWorker:
    """A worker in the midst of a task that ends only when the service is closed."""

    def __init__(self) -> None:
        self.service: Ending | None = None
        self.ended_in_time = False

    def submit(self, task: Task) -> None:
        task()

    def stop(self) -> bool:
        self.ended_in_time = self.service is not None and self.service.closed
        return True


def test_the_service_is_closed_before_anybody_waits_for_its_worker() -> None:
    worker = WaitingWorker()
    kiosk = FakeKiosk(workers={"service": worker})
    worker.service = Ending()
    kiosk.service.close = worker.service.close
    kiosk.stop()
    assert worker.ended_in_time
