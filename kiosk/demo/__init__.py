"""Six receptions without a display, on real parts, with pictures and a report."""
