"""A simulated レセコン: takes what the kiosk delivers and asks what clinics ask, over folders."""
