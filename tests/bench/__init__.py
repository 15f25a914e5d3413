"""Benchmarks, run on demand: `python -m tests.bench`. They print figures and judge nothing."""
