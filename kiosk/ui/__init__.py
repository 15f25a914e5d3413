"""The window: Qt Quick, and the only place of the kiosk that knows Qt."""
