"""Registers the clinic's own patient numbers (照会番号): OQSsiimm01, and each of OQSmuimm01."""

from collections.abc import Mapping
from typing import Any, Final

from simulators.qualification.exchange.answer import error_of
from simulators.qualification.exchange.refusal import Reason, Refused
from simulators.qualification.exchange.request import (
    Element,
    branch_number,
    insurer_number,
    optional,
    required,
)
from simulators.qualification.exchange.roll import SYMBOL_FREE, Asked, Roll
from simulators.qualification.exchange.search import LONGEST_NUMBER
from simulators.qualification.registry import Registry

LONGEST_REFERENCE: Final = 50  # characters (qualification.md §2.7)
INFO: Final = "ReferenceNumberRegistrationInfo"

_ECHOED: Final = (
    "ReferenceNumber",
    "InsurerNumber",
    "InsuredCardSymbol",
    "InsuredIdentificationNumber",
    "InsuredBranchNumber",
)


class References:
    """The patient numbers of one institution, while one request is answered."""

    def __init__(self, registry: Registry, roll: Roll) -> None:
        self._registry = registry
        self._roll = roll
        self._owners = {
            number: serial
            for serial in registry.serials()
            if (number := registry.reference_number(serial))
        }

    def register(self, info: Element) -> dict[str, Any]:
        """Register one number; return what was asked and how it went. Raises `Refused`.

        Raised is what makes the request itself wrong; who cannot be found is told in the answer.
        """
        number, asked = _read(info)
        echo = _echo(info)
        try:
            self._set(number, self._owner(asked))
        except Refused as refused:
            return {INFO: echo, **error_of(refused)}
        return {INFO: echo, "ProcessingResultStatus": "1"}

    def register_unit(self, info: Element) -> dict[str, Any]:
        """Register one number of many: whatever is wrong with it stays its own."""
        try:
            return self.register(info)
        except Refused as refused:
            return {INFO: _echo(info), **error_of(refused)}

    def _owner(self, asked: Asked) -> int:
        found = self._roll.find(asked)
        if len(found) != 1:
            raise Refused(Reason.SEVERAL if found else Reason.NOBODY)
        return found[0].serial

    def _set(self, number: str, serial: int) -> None:
        if self._owners.get(number, serial) != serial:
            raise Refused(Reason.REFERENCE_TAKEN)
        self._registry.set_reference_number(serial, number)
        self._owners = {n: s for n, s in self._owners.items() if s != serial} | {number: serial}


def _read(info: Element) -> tuple[str, Asked]:
    number = required(info, "ReferenceNumber", LONGEST_REFERENCE)
    insurer, branch = insurer_number(info), branch_number(info)
    if not branch and not insurer.startswith(SYMBOL_FREE):
        raise Refused(Reason.ELEMENT_MISSING, "InsuredBranchNumber")
    return number, Asked(
        insurer,
        optional(info, "InsuredCardSymbol", LONGEST_NUMBER),
        required(info, "InsuredIdentificationNumber", LONGEST_NUMBER),
        branch,
    )


def _echo(info: Element) -> Mapping[str, str]:
    given = {name: info.get(name) for name in _ECHOED}
    return {name: value for name, value in given.items() if isinstance(value, str) and value}
