"""Composition root of the console: config → records → pages → server."""

import logging
import socket
import ssl
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from typing import Final

from kiosk.adapters import DATABASE_FILE
from kiosk.config import Config
from kiosk.console.app import make_app
from kiosk.console.certificate import TlsFiles, fingerprint, own_certificate
from kiosk.console.context import Console, Role
from kiosk.console.notes import noting
from kiosk.console.passwords import Passwords
from kiosk.console.server import ConsoleServer
from kiosk.console.texts import load_texts
from kiosk.console.tokens import code_digest, new_code
from kiosk.services.clock import SystemClock
from kiosk.storage.desk.desk import open_desk

CODE_LASTS: Final = timedelta(minutes=30)
EVERYWHERE: Final = ("0.0.0.0", "::")  # noqa: S104 - what a host may be, not what it is
DAY: Final = 86400.0  # seconds
LOG_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
Say = Callable[[str], None]

_log = logging.getLogger(__name__)


def run(config: Config, say: Say) -> int:
    """Serve the console until a signal; returns the exit status.

    Raises `DeviceFault` when the records cannot be opened, `ConfigRefused` for what cannot be
    listened at or no certificate.
    """
    logging.basicConfig(level=logging.INFO, format=LOG_FORMAT)
    with opened(config) as console:
        try:
            files = tls_files(config)
            server = ConsoleServer(
                make_app(console), files, config.console.host, config.console.port
            )
        except (OSError, ssl.SSLError) as error:
            what = f"console: {error.strerror or 'cannot be served'}; mend host, port or files"
            raise config.refused(("console", "host"), what) from None
        _greet(config, console, files, server.port, say)
        with _renewing(config, server):
            try:
                server.run()
            except KeyboardInterrupt:  # the signal that has ended it, told once more
                return 0
    return 0


@contextmanager
def opened(config: Config) -> Generator[Console]:
    """Open what the pages work with. Raises `DeviceFault`."""
    clock, desk = SystemClock(), open_desk(config.records.folder / DATABASE_FILE)
    try:
        yield Console(
            desk=desk,
            clock=clock,
            texts=load_texts(),
            institution=config.clinic.medical_institution_code,
            note=noting(desk.accounts, clock),
            information=config.clinic.information,
            simulated=bool(config.simulated),
        )
    finally:
        desk.close()


def first_administrator(config: Config, say: Say) -> int:
    """Print a one-time code with which an administrator registers; returns the exit status."""
    with opened(config) as console:
        _say_code(console, say)
    return 0


def add_simulated_staff(config: Config, login: str, name: str, role: Role, password: str) -> None:
    """Add somebody with a password that is known, unless they are there. Never in production."""
    if config.profile == "production":
        raise AssertionError("passwords that others know are for simulated clinics alone")
    with opened(config) as console:
        accounts = console.desk.accounts
        if login not in {member.login for member in accounts.members()}:
            number = accounts.add(login, name, role, console.clock.now())
            accounts.change_password(number, Passwords().hash(password))


def tls_files(config: Config) -> TlsFiles:
    """Return the clinic's own certificate where it is configured, else one made here."""
    section = config.console
    if section.certificate and section.key:
        return TlsFiles(section.certificate, section.key)
    folder = config.records.folder / "console"
    return own_certificate(folder, section.names, SystemClock().now())


def _greet(config: Config, console: Console, files: TlsFiles, port: int, say: Say) -> None:
    host = (*config.console.names, config.console.host)[0]
    if host in EVERYWHERE:
        host = socket.gethostname()
    say(f"受付コンソール / console: https://{f'[{host}]' if ':' in host else host}:{port}/")
    say(f"証明書の指紋 / fingerprint of the certificate, SHA-256: {fingerprint(files.certificate)}")
    if console.desk.accounts.administrators() == 0:
        _say_code(console, say)


def _say_code(console: Console, say: Say) -> None:
    code = new_code()
    until = console.clock.now() + CODE_LASTS
    console.desk.accounts.invite(code_digest(code), None, Role.ADMINISTRATOR, until)
    say(f"管理者の登録番号 / code for an administrator: {code}")
    say("30分のうちに /first-use で使ってください / use it at /first-use within 30 minutes")


@contextmanager
def _renewing(config: Config, server: ConsoleServer) -> Generator[None]:
    """Look every day whether the certificate must be made anew, also while nobody restarts us."""
    ending = Event()

    def renew() -> None:
        shown = fingerprint(tls_files(config).certificate)
        while not ending.wait(DAY):
            try:
                files = tls_files(config)
                if (now := fingerprint(files.certificate)) != shown:
                    server.take(files)
                    shown = now
                    _log.warning("the console has a new certificate, SHA-256 %s", now)
            except (OSError, ValueError) as error:  # sixty days are left: tomorrow again
                _log.warning("the certificate is not renewed: %s", type(error).__name__)

    thread = Thread(target=renew, name="console-certificate")
    thread.start()
    try:
        yield
    finally:
        ending.set()
        thread.join()
