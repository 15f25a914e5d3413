"""Fuzzing on demand: `python -m tests.fuzz`. A small share of it runs with the tests."""
