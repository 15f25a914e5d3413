"""Whether the files and folders that a configuration names can serve for what they are."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Final

from kiosk.config_text import Where

Problem = tuple[Where, str]
"""The key at fault; what is wrong there and what to do."""
Paths = Mapping[Where, Path | None]

_RECORDS: Final = ("records", "folder")


def missing_files(files: Paths) -> Iterator[Problem]:
    """Name what is no file."""
    for where, file in files.items():
        if file is not None and not _exists(file, Path.is_file):
            yield where, f"{'.'.join(where)}: there is no file {file}; make it or mend the path"


def missing_folders(folders: Paths) -> Iterator[Problem]:
    """Name what is no folder, or another one wherever the kiosk is started."""
    for where, folder in folders.items():
        name = ".".join(where)
        if folder is not None and not folder.is_absolute():
            yield where, f"{name}: {folder} depends on where the kiosk is started; begin with /"
        elif folder is not None and not _exists(folder, Path.is_dir):
            yield where, f"{name}: there is no folder {folder}; make it or mend the path"


def entangled(records: Path, shared: Mapping[str, Path | None]) -> Iterator[Problem]:
    """Name folders of which one could take what is meant for another, or for the kiosk alone.

    `shared` are those of ``[output]`` by name; all of them exist.
    """
    known = [(name, folder.resolve()) for name, folder in shared.items() if folder is not None]
    for (earlier, other), (name, folder) in combinations(known, 2):
        if _within(folder, other) or _within(other, folder):
            what = f"output.{name} and output.{earlier} share a folder; give each one of its own"
            yield ("output", name), what
    for name, folder in known:
        if _within(records.resolve(), folder):
            what = f"records.folder lies in output.{name}, where others read; keep them apart"
            yield _RECORDS, what


def _within(inner: Path, outer: Path) -> bool:
    return inner == outer or outer in inner.parents


def _exists(path: Path, kind: Callable[[Path], bool]) -> bool:
    try:
        return kind(path)
    except OSError:  # a name too long
        return False
