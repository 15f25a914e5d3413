"""When two insurance numbers are the same: the service's own reading of qualification.md §8.3."""

import unicodedata


def plain(text: str) -> str:
    """Return a text in its compatible form without space around it."""
    return unicodedata.normalize("NFKC", text).strip()


def same_insurer(one: str, other: str) -> bool:
    """Compare 保険者番号; the space before six digits is no part of them, a zero would be."""
    return plain(one) == plain(other)


def same_symbol(one: str, other: str) -> bool:
    """Compare 記号; none and an empty one are the same."""
    return plain(one) == plain(other)


def same_number(one: str, other: str) -> bool:
    """Compare 番号; leading zeros count for output alone."""
    return plain_number(one) == plain_number(other)


def plain_number(text: str) -> str:
    """Return a 番号 without leading zeros; one of zeros alone is 0, none stays none."""
    digits = plain(text)
    return digits.lstrip("0") or digits[:1]


def same_branch(one: str, other: str) -> bool:
    """Compare 枝番: two digits, and none is not 00."""
    return plain(one) == plain(other)
