"""The simulated national service."""
