"""Whether a camera still sees: equal pictures one after the other, and black ones."""

import zlib

import numpy as np

from drivers.vision.pictures import Picture, wipe

FROZEN_AFTER = 60  # equal pictures in a row: sensor noise makes two equal ones impossible
_ROWS = 8  # every so many rows are looked at: whole ones, where noise cannot hide
_FLAT = 16  # grey levels; within so few, compression makes equal pictures of a covered lens


class Stillness:
    """Looks at one picture after the other; keeps a checksum of the last one, nothing of it."""

    def __init__(self) -> None:
        self._checksum: int | None = None
        self._equal = 0
        self.frozen = False
        self.black = False

    def look(self, picture: Picture) -> None:
        """Take the next picture into account: `frozen` and `black` are up to date then.

        A frozen camera is so until a picture differs; a picture without any detail is dark, or
        blinded, but not frozen.
        """
        rows = np.ascontiguousarray(picture[::_ROWS])
        checksum, lightest, darkest = zlib.crc32(rows.data), rows.max(), rows.min()
        wipe(rows)
        same = checksum == self._checksum and lightest - darkest >= _FLAT
        self._equal = self._equal + 1 if same else 0
        self._checksum = checksum
        self.frozen = (self.frozen and same) or self._equal >= FROZEN_AFTER
        self.black = bool(lightest < _FLAT)

    def restart(self) -> None:
        """Forget how long it was still: the next picture comes after a pause."""
        self._equal = 0
