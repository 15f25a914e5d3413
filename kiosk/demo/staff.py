"""Who works at the simulated clinic; their passwords are known to everybody."""

from dataclasses import dataclass
from typing import Final

from kiosk.config import Config
from kiosk.console.context import Role
from kiosk.console_app import add_simulated_staff


@dataclass(frozen=True)
class SimulatedMember:
    """Somebody who may sign in at the simulated clinic's console."""

    login: str
    name: str
    role: Role
    password: str


STAFF: Final = (
    SimulatedMember("tanaka", "田中", Role.ADMINISTRATOR, "simulated-tanaka"),
    SimulatedMember("sato", "佐藤", Role.RECEPTIONIST, "simulated-sato"),
)


def employ(config: Config) -> None:
    """Add everybody who is not there yet."""
    for member in STAFF:
        add_simulated_staff(config, member.login, member.name, member.role, member.password)
