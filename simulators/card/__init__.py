"""A simulated My Number card behind a virtual reader."""
