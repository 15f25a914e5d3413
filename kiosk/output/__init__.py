"""Towards the receipt computer (レセコン)."""
