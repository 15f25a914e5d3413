"""What a login name and a name of staff may be."""

import re
import unicodedata
from typing import Final

_LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")
_LONGEST_NAME: Final = 40


def login_fault(login: str) -> str | None:
    """Say what is wrong with a login name: 2 to 32 of a-z, 0-9, dot, hyphen, underscore."""
    return None if _LOGIN.fullmatch(login) else "form"


def name_fault(name: str) -> str | None:
    """Say what is wrong with a name; marks that turn the direction of writing would mislead."""
    if not name:
        return "empty"
    if len(name) > _LONGEST_NAME:
        return "long"
    hidden = any(unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for letter in name)
    return "hidden" if hidden else None
