"""Drivers: the kiosk's ports on real devices and services."""
