"""Words for the options of `options.Guesses` on a command line: NAME=VALUE."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Final, get_args, get_type_hints

from simulators.card.options import DEFAULT, Guesses

TRUTHS: Final = {"yes": True, "no": False}


class UnknownGuessError(ValueError):
    """The word is no option of the card; the message says which there are."""


def parse_guesses(words: Sequence[str]) -> Guesses:
    """Change the defaults: `reset_keeps_rights=no`, `record_zero=6A83`, `no_photo=empty`.

    Raises UnknownGuessError.
    """
    guesses = DEFAULT
    for word in words:
        name, _, value = word.partition("=")
        if name not in asdict(DEFAULT):
            raise UnknownGuessError(f"no option {name!r}; there are: {', '.join(asdict(DEFAULT))}")
        guesses = replace(guesses, **{name: _value(name, value)})
    return guesses


def _value(name: str, text: str) -> bool | int | str:
    default: bool | int | str = asdict(DEFAULT)[name]
    if isinstance(default, bool):
        allowed = " or ".join(TRUTHS)
        if text in TRUTHS:
            return TRUTHS[text]
    elif isinstance(default, int):
        allowed = "a status word of four hexadecimal digits"
        if len(text) == 4 and all(digit in "0123456789abcdefABCDEF" for digit in text):
            return int(text, 16)
    else:
        words: tuple[str, ...] = get_args(get_type_hints(Guesses)[name])
        allowed = " or ".join(words)
        if text in words:
            return text
    raise UnknownGuessError(f"{name} takes {allowed}, not {text!r}")
