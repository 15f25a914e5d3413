"""One id for each card placed: the visit's, and its reception's if it comes to one."""

from uuid import UUID, uuid4, uuid5

from kiosk.domain.session import SessionId


class VisitIds:
    """Names sessions for the records: opaque, never given twice, any thread may ask.

    Sessions count from one at every start. The id follows from the session and from chance thrown
    once a run, so that whoever asks again, however late, is told the same.
    """

    def __init__(self) -> None:
        self._run: UUID = uuid4()

    def of(self, session: SessionId) -> str:
        """Return the id of a session."""
        return str(uuid5(self._run, str(session)))
