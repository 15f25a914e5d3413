"""A configuration's text, and where in it something is wrong."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

Where = tuple[str, ...]
"""A key, its section before it."""


class ConfigRefused(Exception):
    """The configuration cannot be used; the message names file, line and remedy."""


@dataclass(frozen=True)
class ConfigText:
    """What a file says. The empty one stands for a configuration that came from no file."""

    path: Path = Path()
    text: str = ""

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file. Raises `ConfigRefused` when it cannot be read or is no text."""
        try:
            # Editors on Windows begin a file with a byte order mark that nobody sees.
            return cls(path, path.read_text(encoding="utf-8-sig"))
        except OSError as error:
            remedy = "give the path of a configuration file (see deploy/kiosk.example.toml)"
            raise ConfigRefused(f"{path}: cannot be read ({error.strerror}); {remedy}") from None
        except UnicodeDecodeError:
            raise ConfigRefused(f"{path}: is not UTF-8 text; save it as UTF-8") from None

    def values(self) -> dict[str, Any]:
        """Return what the TOML holds. Raises `ConfigRefused` when it is none."""
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"at line (\d+)", str(error))
            line = found.group(1) if found else "1"
            raise ConfigRefused(
                f"{self.path}:{line}: {error}; mend the TOML syntax there"
            ) from None

    def at(self, where: Where, what: str) -> str:
        """Return a complaint: file, line, what is wrong there and what to do."""
        return f"{self.path}:{self._line(where)}: {what}"

    def _line(self, where: Where) -> int:
        """Find the line of a key, of its section where the key is absent, else the first line."""
        section, key = (where[0], where[1]) if len(where) > 1 else ("", where[0] if where else "")
        current, of_section = "", 1
        for number, line in enumerate(self.text.splitlines(), 1):
            if header := re.match(r"\s*\[\s*([^\]]+?)\s*\]", line):
                current = header.group(1)
                if current in (section, key) and not (section and current == key):
                    of_section = number
                    if not section:
                        return number
            elif current == section and re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", line):
                return number
        return of_section
