"""Which requests a receipt computer may make, by file name (qualification.md §1.3)."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

MOST_BYTES: Final = 64 << 20  # the largest message of the service
SINGLE_BYTES: Final = 1 << 20  # a request about one person

# Any interface of the standard's shape: one that is not known is refused in words, for else the
# receipt computer would wait for minutes. Letters, digits, - and _ alone follow, so that no name
# leads out of the folder or breaks a line of a log.
_NAME: Final = re.compile(r"([A-Z]{3}(?:si|mu)[a-z]{3}[0-9]{2})req_([0-9A-Za-z_-]{1,64})\.xml")
_ANY_CASE: Final = re.compile(_NAME.pattern, re.IGNORECASE | re.ASCII)
_KEPT_OF_NAME: Final = 54  # so that the new name is no longer than one may be
_AGAIN: Final = re.compile(r".*_again-[0-9a-f]{16}")


class Form(Enum):
    """What a request asks, and so what must stand in it."""

    QUERY = auto()  # 資格確認 of persons
    REGISTRATION = auto()  # 照会番号
    HOME_VISITS = auto()  # 訪問診療: by time of consent or examination
    RESULT = auto()  # second step: fetch by ReceptionNumber
    MEDICAL = auto()  # 薬剤・診療・手術, 特定健診


@dataclass(frozen=True)
class Interface:
    """One kind of request.

    `repeatable`: queries and the fetching of results change nothing, so they are put again after a
    lost line. An upload of the first of two steps begins a new piece of work each time, with a
    number of its own, and a registration put twice may undo one that was made in between: whether
    the service took those is unknown after a lost line, and only staff can decide.
    """

    form: Form
    repeatable: bool
    most_bytes: int = SINGLE_BYTES
    many: bool = False  # persons in one request

    @property
    def urgent(self) -> bool:
        """Whether somebody waits for the answer: about one person, and nothing is registered."""
        return self.form is Form.MEDICAL or (self.form is Form.QUERY and not self.many)


INTERFACES: Final = {
    "OQSsiquc01": Interface(Form.QUERY, repeatable=True),
    "OQSmuquc01": Interface(Form.QUERY, repeatable=False, most_bytes=MOST_BYTES, many=True),
    "OQSmuquc02": Interface(Form.RESULT, repeatable=True),
    "OQSsiimm01": Interface(Form.REGISTRATION, repeatable=False),
    "OQSmuimm01": Interface(Form.REGISTRATION, repeatable=False, most_bytes=MOST_BYTES, many=True),
    "OQSmuimm02": Interface(Form.RESULT, repeatable=True),
    "OQSmuhvq01": Interface(Form.HOME_VISITS, repeatable=False),
    "OQSmuhvq02": Interface(Form.RESULT, repeatable=True),
    "YZKsiquc01": Interface(Form.MEDICAL, repeatable=True),
    "TKKsiquc01": Interface(Form.MEDICAL, repeatable=True),
}


def interface_of(name: str) -> str | None:
    """Return the interface that a file name asks for, known or not; None for other files."""
    match = _NAME.fullmatch(name)
    return match[1] if match else None


def request_name(file: str) -> str | None:
    """Return the name of a request as the standard writes it; None for a file that is none.

    Capital and small letters are the same on the shares that receipt computers write to, and some
    write ``.XML``. What is theirs of the name stays as it is.
    """
    match = _ANY_CASE.fullmatch(file)
    if match is None:
        return None
    interface = f"{match[1][:3].upper()}{match[1][3:].lower()}"
    return f"{interface}req_{match[2]}.xml"


def answer_stem(name: str) -> str:
    """Return the answer's name without its ending: ``req`` → ``res``.

    Raises ValueError for what is no name of a request.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise ValueError("not the name of a request")
    return f"{match[1]}res_{match[2]}"


def name_again(name: str, mark: str) -> str:
    """Return a name for a file whose own name has an answer; `mark` has 16 hexadecimal digits."""
    return f"{name.removesuffix('.xml')[:_KEPT_OF_NAME]}_again-{mark}.xml"


def is_again(name: str) -> bool:
    """Tell whether a name was made by `name_again`."""
    return _AGAIN.fullmatch(name.removesuffix(".xml")) is not None
