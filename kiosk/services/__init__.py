"""The shell: carries effects out and turns the world into events; no Qt."""
