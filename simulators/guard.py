"""Simulators load in development and test alone (requirement: never in production).

The profile comes from the environment variable ``UKETSUKE_PROFILE``, which the kiosk sets from its
configuration before it asks for any adapter; an absent or unknown profile counts as production.
"""

import os

ALLOWED = frozenset({"development", "test"})


class SimulatorRefused(Exception):
    """A simulator was asked for outside the development and test profiles."""


def require_simulation_allowed() -> None:
    """Raise `SimulatorRefused` unless the profile is development or test."""
    profile = os.environ.get("UKETSUKE_PROFILE", "")
    if profile not in ALLOWED:
        raise SimulatorRefused(
            f"simulators refuse to load: the profile is {profile or 'not set'}; "
            "set UKETSUKE_PROFILE to development or test where no patient is received"
        )
