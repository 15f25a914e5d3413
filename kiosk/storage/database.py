"""Opens the SQLite file: durable, private, one writer, schema up to date."""

import errno
import logging
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event

from kiosk.domain.fault import Device
from kiosk.ports.faults import DeviceFault
from kiosk.storage.faults import records_faults
from kiosk.storage.schema import NEWEST, migrate, revision_of

BUSY_SECONDS: Final = 5.0

_log = logging.getLogger(__name__)


def _is_no_row(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


# Told to be talkative, the library logs every row that it reads, names and all. This holds whatever
# level anybody sets while looking for a fault.
logging.getLogger("sqlalchemy.engine.Engine").addFilter(_is_no_row)

# synchronous=FULL: what the patient was told is done survives a power cut.
# secure_delete: a delivered file's bytes are overwritten, not only unlinked.
_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
)


def open_database(
    path: Path, busy_seconds: float = BUSY_SECONDS, *, connections: int = 1
) -> Engine:
    """Open or create the database at `path` (file 0600; a folder it makes 0700) and migrate it.

    `connections` is how many threads may use it at once; the next one waits.
    Raises `DeviceFault(Device.RECORDS, ...)`: ``disk_full``, ``corrupt``, ``unavailable``.
    """
    with records_faults():
        _make_private(path)
        engine = _engine(path, busy_seconds, connections)
    try:
        _bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Generator[Connection]:
    """Read in one transaction; faults as `open_database`."""
    with records_faults(), engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Generator[Connection]:
    """Write in one transaction: all of it is kept when this returns, or none of it."""
    options = engine.execution_options(begin="BEGIN IMMEDIATE")
    with records_faults(), options.begin() as connection:
        yield connection


def forget_erased(engine: Engine, *, wait: bool = True) -> bool:
    """Empty the write-ahead log, where erased bytes still stand until it is copied and cut.

    False: it cannot be cut now, for somebody else still reads what stood there before; without
    `wait` they are not waited for.
    """
    with records_faults(), engine.connect() as connection:
        dbapi: Any = connection.connection.dbapi_connection
        [patience] = dbapi.execute("PRAGMA busy_timeout").fetchone()
        try:
            if not wait:
                dbapi.execute("PRAGMA busy_timeout=0")
            busy, *_ = dbapi.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            dbapi.execute(f"PRAGMA busy_timeout={patience}")
    return not busy


def _make_private(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Made here rather than by SQLite, which would follow the umask; -wal and -shm take its mode.
    # One that is there is never opened here: closing it again would drop every lock that this
    # process's other connections hold (POSIX), and whoever closes next would delete the
    # write-ahead log under them.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)


def _engine(path: Path, busy_seconds: float, connections: int) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),  # a path is no address: "?" belongs to it
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        hide_parameters=True,  # a row's values never stand in an error or a log
        connect_args={
            "timeout": busy_seconds,
            "isolation_level": None,  # transactions begin where we say, DDL included
            "check_same_thread": False,  # opened and closed by another thread than the worker
        },
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _same_file(path))
    event.listen(engine, "begin", _begin)
    return engine


def _same_file(path: Path) -> Callable[[Connection], None]:
    """Return what refuses to go on once the file is deleted or another one lies in its place.

    SQLite would go on with the file that it has open: kept by nobody after the next start, while
    patients are told that they are received.
    """
    opened = path.stat()

    def check(_connection: Connection) -> None:
        if not os.path.samestat(opened, path.stat()):
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))

    return check


def _prepare(dbapi: Any, _record: object) -> None:  # noqa: ANN401 - whichever driver's connection
    for pragma in _PRAGMAS:
        dbapi.execute(pragma).close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _bring_up_to_date(engine: Engine) -> None:
    with reading(engine) as connection:
        revision = revision_of(connection)
    if revision == NEWEST:
        return
    if revision is not None and revision > NEWEST:
        _log.error("the records have schema %s, newer than %s", revision, NEWEST)
        raise DeviceFault(Device.RECORDS, "unavailable")
    with writing(engine) as connection:
        migrate(connection)
    _log.info("records brought to schema %s", NEWEST)
