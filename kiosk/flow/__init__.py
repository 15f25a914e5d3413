"""The five steps of a reception as a pure function."""
