"""What is to be said next: the newest wish alone, and one that waits for the end of the present."""

import threading
from collections.abc import Callable

from drivers.voice.wire import Message


class Desk:
    """One thread listens and puts; one speaks and takes. Never more than two wishes lie here."""

    def __init__(self, silent: Callable[[], bool]) -> None:
        self._silent = silent  # whether nothing is being said
        self._changed = threading.Condition()
        self._now: Message | None = None
        self._after: Message | None = None
        self._present = 0  # number of the wish that may still be spoken; 0: none
        self._ended = False

    def put(self, wish: Message) -> None:
        """Put a wish in the place of the others, or, `after`, behind the present one."""
        with self._changed:
            if wish.after:
                self._after = wish
            else:
                self._now, self._after, self._present = wish, None, 0
            self._changed.notify()

    def clear(self) -> None:
        """Forget every wish, the present one too."""
        with self._changed:
            self._now = self._after = None
            self._present = 0

    def end(self) -> None:
        """Let `take` return None from now on."""
        with self._changed:
            self._ended, self._present = True, 0
            self._changed.notify()

    @property
    def ended(self) -> bool:
        """Whether there is nothing more to come."""
        return self._ended

    def take(self, seconds: float) -> Message | None:
        """Wait at most so long for the next wish whose turn it is."""
        with self._changed:
            if self._ready() is None:
                self._changed.wait(seconds)
            wish = self._ready()
            if wish is None:
                return None
            self._now = None
            if wish is self._after:
                self._after = None
            self._present = wish.number
            return wish

    def is_wanted(self, wish: Message) -> bool:
        """Whether nobody has put another wish in its place."""
        return self._present == wish.number

    def while_wanted(self, wish: Message, say: Callable[[], None]) -> bool:
        """Say a part of it, unless another wish has come: none can come meanwhile."""
        with self._changed:
            if self._present != wish.number:
                return False
            say()
            return True

    def _ready(self) -> Message | None:
        if self._ended:
            return None
        if self._now is not None:
            return self._now
        return self._after if self._silent() else None
