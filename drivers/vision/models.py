"""Which weights may be loaded: `models.toml`, checked before anything parses them."""

import hashlib
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

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
    distribution: str  # empty: in no package, only in the operator's folder
    sha256: str
    licence: str
    source: str
    purpose: str
    required: bool
    folder: Path | None = None  # the operator's

    def path(self) -> Path | None:
        """Return where the file lies, or None when it is not installed.

        The package's own file goes before one of the same name in the operator's folder.
        """
        return next((place for place in self._places() if place.is_file()), None)

    def _places(self) -> Iterator[Path]:
        with suppress(PackageNotFoundError):
            if self.distribution:
                yield Path(str(distribution(self.distribution).locate_file(self.file)))
        if self.folder is not None:
            yield self.folder / Path(self.file).name

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


def load_manifest(manifest: Path | None = None, folder: Path | None = None) -> dict[str, Model]:
    """Return the models by name; `folder` holds the files that the operator installed.

    An operator who names a folder means to use it: what only a folder can hold is required then.
    """
    data = tomllib.loads((manifest or MANIFEST).read_text(encoding="utf-8"))
    return {entry["name"]: _model(entry, folder) for entry in data["model"]}


def _model(entry: dict[str, Any], folder: Path | None) -> Model:
    """Return one entry; without `required` it is required where there is a folder."""
    values: dict[str, Any] = {"required": folder is not None} | entry
    return Model(**values, folder=folder)
