"""Error rates of the shipped decision on a user's own pictures; see README.md."""
