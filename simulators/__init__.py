"""Simulators of card, camera and national service, at the lowest seam possible."""
