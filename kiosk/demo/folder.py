"""The folder of a demonstration or a development kiosk: only one's own is ever overwritten."""

from pathlib import Path
from typing import Final

MARK: Final = "# Written by the development tools; every device here is simulated.\n"
CONFIG: Final = "kiosk.toml"
RESULTS: Final = ("screens", "sound", "console", "face", "req", "res", "records")
FILES: Final = ("kiosk.log", "console.log", "report.json")


class FolderRefused(Exception):
    """The folder cannot be used; the message says why, and what to do."""


def claim(folder: Path) -> None:
    """Make the folder ours, or refuse one that is somebody else's. Raises `FolderRefused`.

    A real kiosk keeps files of the same names; they must survive a mistyped folder.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        config = folder / CONFIG
        if config.exists():
            ours = config.read_text(encoding="utf-8", errors="replace").startswith(MARK)
        else:
            ours = not any(_held(folder))
            if ours:
                config.write_text(MARK, encoding="utf-8")
    except OSError as error:
        raise _unusable(folder, error) from None
    if not ours:
        raise FolderRefused(f"{folder}: holds files that are not a demonstration's; name a new one")


def empty(folder: Path) -> None:
    """Remove what an earlier demonstration left in a claimed folder. Raises `FolderRefused`."""
    certificate = folder / "records" / "console"  # the console's, with its key
    try:
        if certificate.is_dir():
            for old in certificate.iterdir():
                old.unlink()
            certificate.rmdir()
        for name in RESULTS:
            (folder / name).mkdir(exist_ok=True)
            for old in (folder / name).iterdir():
                old.unlink()
    except OSError as error:
        raise _unusable(folder, error) from None


def _held(folder: Path) -> list[Path]:
    held = [path for name in RESULTS for path in (folder / name).glob("*")]
    return held + [folder / name for name in FILES if (folder / name).exists()]


def _unusable(folder: Path, error: OSError) -> FolderRefused:
    return FolderRefused(f"{folder}: {error.strerror}; name a folder that can be written")
