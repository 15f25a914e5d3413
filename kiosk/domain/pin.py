"""The four-digit PIN (利用者証明用暗証番号) and the tries the chip leaves."""

from dataclasses import dataclass

from kiosk.domain.secret import Private

PIN_LENGTH = 4
MAX_TRIES = 3


class Digits(Private):
    """Digits a person has typed so far; shows itself to nobody, not even its length."""

    __slots__ = ("_digits",)

    def __init__(self, digits: str = "") -> None:
        if not all(digit in "0123456789" for digit in digits):
            raise ValueError("only digits can be typed")
        self._digits = digits

    def typed(self, digit: int) -> "Digits":
        """Return the digits with one more at the end (0-9)."""
        if not 0 <= digit <= 9:
            raise ValueError("not a digit")
        return type(self)(self._digits + str(digit))

    def corrected(self) -> "Digits":
        """Return the digits without the last one."""
        return type(self)(self._digits[:-1])

    @property
    def count(self) -> int:
        """How many digits were typed."""
        return len(self._digits)

    def reveal(self) -> str:
        """Give the digits to the one place that needs them: card driver or passcode check."""
        return self._digits

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.reveal() == self._digits

    def __hash__(self) -> int:
        return hash(type(self).__name__)


class Pin(Digits):
    """A complete PIN."""

    __slots__ = ()

    def __init__(self, digits: str) -> None:
        super().__init__(digits)
        if len(digits) != PIN_LENGTH:
            raise ValueError("a PIN has four digits")


class Passcode(Digits):
    """The staff passcode for the visual check (目視確認用パスコード, four digits)."""

    __slots__ = ()

    def __init__(self, digits: str) -> None:
        super().__init__(digits)
        if len(digits) != PIN_LENGTH:
            raise ValueError("a passcode has four digits")


@dataclass(frozen=True)
class PinTries:
    """Tries left, as the chip says (63Cx); never remembered, always asked of the chip."""

    left: int

    def __post_init__(self) -> None:
        if not 0 <= self.left <= 15:
            raise ValueError("the chip counts 0 to 15 tries")

    @property
    def locked(self) -> bool:
        """Whether only the municipal office can help; also true of cards made without a PIN."""
        return self.left == 0

    @property
    def last(self) -> bool:
        """Whether one more wrong PIN locks it."""
        return self.left == 1
