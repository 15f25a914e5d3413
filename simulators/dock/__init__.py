"""A window to work the simulators with."""
