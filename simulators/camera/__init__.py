"""A simulated camera that shows the cast."""
