"""Which weights may be loaded: `models.toml`, checked before anything parses them."""

import hashlib
import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

MANIFEST = Path(__file__).with_name("models.toml")


class ModelRefusedError(Exception):
    """A model is missing or is not the one we know; `code` is the fault's, `name` the model's."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(f"{name}: {code}")
        self.code = code
        self.name = name


@dataclass(frozen=True)
class Model:
    """One line of the manifest."""

    name: str
    file: str
    distribution: str
    sha256: str
    licence: str
    source: str
    purpose: str
    required: bool

    def path(self) -> Path | None:
        """Return where the file lies, or None when it is not installed."""
        try:
            found = Path(str(distribution(self.distribution).locate_file(self.file)))
        except PackageNotFoundError:
            return None
        return found if found.is_file() else None

    def read(self) -> bytes:
        """Return the checked bytes: what was hashed is what gets loaded.

        Raises `ModelRefusedError` with `model_missing` or `model_altered`.
        """
        path = self.path()
        if path is None:
            raise ModelRefusedError("model_missing", self.name)
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise ModelRefusedError("model_altered", self.name)
        return data

    def is_intact(self) -> bool:
        """Return False when an optional model is missing. Raises `ModelRefusedError` if altered."""
        if self.path() is None and not self.required:
            return False
        self.read()
        return True


def load_manifest(manifest: Path | None = None) -> dict[str, Model]:
    """Return the models by name."""
    data = tomllib.loads((manifest or MANIFEST).read_text(encoding="utf-8"))
    return {entry["name"]: Model(**entry) for entry in data["model"]}
