"""The simulated service for the cast: it knows who is insured and whose certificate was stopped."""

from collections.abc import Mapping
from pathlib import Path

from simulators.personas.cast import Persona, insured
from simulators.qualification.service import SimulatedService


def service_for(
    cast: Mapping[str, Persona], state: Path, trusted_card_ca: bytes, port: int = 0
) -> SimulatedService:
    """Return the service, not yet started. Raises `SimulatorRefused`, OSError."""
    service = SimulatedService(state, insured(cast), trusted_card_ca, port=port)
    stop = {"suspended": service.suspend, "revoked": service.revoke}
    for persona in cast.values():
        if persona.standing in stop:
            stop[persona.standing](persona.certificate_serial)
    return service
