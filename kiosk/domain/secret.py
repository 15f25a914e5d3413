"""Values that show themselves to nobody (architecture §8, Secrets)."""

from typing import NoReturn


class Private:
    """Mixin for personal or secret values: hides in `repr`, refuses `str`, pickle and copying.

    Works with frozen dataclasses declared with ``repr=False``. JSON refuses them already, for they
    are no built-in type.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} hidden>"

    def __str__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} is private and has no text form")

    def __format__(self, spec: str) -> NoReturn:
        raise TypeError(f"{type(self).__name__} is private and has no text form")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(f"{type(self).__name__} is private and is never pickled or copied")
