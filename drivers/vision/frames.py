"""Shared-memory ring for the preview: the child writes frames, the parent copies each newest once.

The memory is an anonymous file (memfd): it has no name anybody could open or that could be left
behind, and it is gone when the last of the two processes is. One writer; readers never wait for it:
each slot carries its frame's number before and after the pixels, and a reader that finds the two
different has met the writer in the middle and takes another look.
"""

import mmap
import os
import struct
import weakref
from collections.abc import Callable
from typing import Self

from drivers.vision import hygiene
from kiosk.ports.vision import PreviewFrame

SLOTS = 3  # the writer comes back to a slot only two frames later
_NEWEST = struct.Struct("<Q")  # number of the newest frame; 0: there is none
_HEAD = struct.Struct("<QIII")  # number, width, height, whether it is a still
_TAIL = struct.Struct("<Q")  # number again


class FrameRing:
    """Frames of at most `width` x `height` RGB pixels in shared memory."""

    def __init__(self, descriptor: int, width: int, height: int) -> None:
        self.descriptor = descriptor
        self._pixels = width * height * 3
        self._stride = _HEAD.size + self._pixels + _TAIL.size
        self._memory = mmap.mmap(descriptor, self.size(width, height))
        hygiene.keep_out_of_dumps(self._memory)
        hygiene.lock(self._memory)
        # nothing is kept here: the frame lives only as long as whoever shows it holds it
        self._shown: Callable[[], PreviewFrame | None] = lambda: None

    @classmethod
    def size(cls, width: int, height: int) -> int:
        """Return how many bytes the ring takes."""
        return _NEWEST.size + SLOTS * (_HEAD.size + width * height * 3 + _TAIL.size)

    @classmethod
    def create(cls, width: int, height: int) -> Self:
        """Make the memory; `descriptor` is to be inherited by the child."""
        descriptor = os.memfd_create("vision-preview", os.MFD_CLOEXEC)
        os.ftruncate(descriptor, cls.size(width, height))
        return cls(descriptor, width, height)

    def write(
        self, number: int, width: int, height: int, rgb: memoryview, *, still: bool = False
    ) -> None:
        """Put frame `number` (counted from 1) in; `rgb` is `width * height * 3` bytes."""
        if len(rgb) != width * height * 3 or len(rgb) > self._pixels:
            raise ValueError(f"{len(rgb)} bytes are no frame of {width} x {height}")
        start = self._slot(number)
        pixels = start + _HEAD.size
        _TAIL.pack_into(self._memory, pixels + self._pixels, 0)
        _HEAD.pack_into(self._memory, start, number, width, height, still)
        self._memory[pixels : pixels + len(rgb)] = rgb
        _TAIL.pack_into(self._memory, pixels + self._pixels, number)
        _NEWEST.pack_into(self._memory, 0, number)

    def newest(self) -> PreviewFrame | None:
        """Copy the newest whole frame out, or None when there is none.

        The same object again while there is no newer one: nothing is copied then.
        """
        for _ in range(SLOTS):
            (number,) = _NEWEST.unpack_from(self._memory, 0)
            if number == 0:
                return None
            shown = self._shown()
            if shown is not None and shown.number == number:
                return shown
            frame = self._copy(number)
            if frame is not None:
                self._shown = weakref.ref(frame)
                return frame
        return None

    def _copy(self, number: int) -> PreviewFrame | None:
        start = self._slot(number)
        before, width, height, still = _HEAD.unpack_from(self._memory, start)
        pixels = start + _HEAD.size
        rgb = self._memory[pixels : pixels + min(width * height * 3, self._pixels)]
        (after,) = _TAIL.unpack_from(self._memory, pixels + self._pixels)
        (head,) = _NEWEST.unpack_from(self._memory, start)
        if not number == before == after == head:
            return None
        return PreviewFrame(width, height, rgb, number, still=bool(still))

    def _slot(self, number: int) -> int:
        return _NEWEST.size + number % SLOTS * self._stride

    def wipe(self) -> None:
        """Overwrite every frame with zeros; one that is still held elsewhere is not found again."""
        self._shown = lambda: None
        self._memory[:] = bytes(len(self._memory))

    def close(self) -> None:
        """Let go of the memory. May be called twice."""
        if not self._memory.closed:
            self._memory.close()
            os.close(self.descriptor)
