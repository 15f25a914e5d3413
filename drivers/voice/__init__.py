"""Speech and sounds, made and played in a child process (README.md)."""
