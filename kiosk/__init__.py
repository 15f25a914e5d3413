"""The kiosk: what a patient sees, and the decisions behind it."""

from typing import Final

__version__: Final = "0.1.0"
"""The release, as pyproject.toml has it."""
