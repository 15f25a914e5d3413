"""A `face` folder on a small disk of its own: filled, made read-only, unmounted, as shares are."""

import os
import subprocess
from pathlib import Path
from typing import Final

import pytest

SIZE: Final = 2 * 1024 * 1024


class MountedFolder:
    """A disk in memory; its ``face`` is bound to where the kiosk expects the folder.

    `store` is the disk as the receipt computer, to whom it belongs, sees it.
    """

    def __init__(self, store: Path, place: Path) -> None:
        self.store, self._place = store, place
        store.mkdir()
        place.mkdir(exist_ok=True)
        _mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(store))
        try:
            (store / "face").mkdir()
            self.back()
        except BaseException:
            _umount(store)
            raise

    def back(self) -> None:
        """The share is there."""
        _mount("--bind", str(self.store / "face"), str(self._place))

    def away(self) -> None:
        """The share is gone; what is left is the empty folder it was mounted on."""
        _umount(self._place)

    def read_only(self, *, yes: bool) -> None:
        """Nobody may write there any more, or everybody again."""
        _mount("-o", f"remount,bind,{'ro' if yes else 'rw'}", str(self._place))

    def fill(self) -> None:
        """Leave no room for another byte."""
        with (self.store / ".filler").open("wb", buffering=0) as file:
            for size in (4096, 1):
                try:
                    while file.write(b"\0" * size):
                        continue
                except OSError:
                    continue

    def make_room(self) -> None:
        """Take the filling away."""
        (self.store / ".filler").unlink()

    def close(self) -> None:
        """Unmount everything."""
        if self._place.is_mount():
            _umount(self._place)
        _umount(self.store)


def mounted(store: Path, place: Path) -> MountedFolder:
    """Mount one, or skip the test where that is not allowed."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    try:
        return MountedFolder(store, place)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no small disk here: {type(error).__name__}")


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


def _umount(place: Path) -> None:
    subprocess.run(["umount", str(place)], check=True, capture_output=True)
