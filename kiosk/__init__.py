"""The kiosk: what a patient sees, and the decisions behind it."""
